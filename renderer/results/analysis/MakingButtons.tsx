import { useText } from '../../text/text.ts'
import { Button } from '../../ui/Button.tsx'
import type { Making } from './useMaking.ts'

type MakingButtonsProps = {
  making: Making
  /** A verb. */
  label: string
  isReady: boolean
  onClose: () => void
}

/** Begins to make a result, gives it up while it is being made, or leaves. */
export function MakingButtons({ making, label, isReady, onClose }: MakingButtonsProps) {
  const text = useText()
  const isBusy = making.state.kind === 'busy'
  return (
    <>
      <Button onClick={isBusy ? making.cancel : onClose}>{text('common.cancel')}</Button>
      <Button type="submit" variant="primary" disabled={isBusy || !isReady}>
        {label}
      </Button>
    </>
  )
}
