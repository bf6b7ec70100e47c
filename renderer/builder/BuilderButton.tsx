import { Blocks } from 'lucide-react'
import { useText } from '../text/text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { toggleBuilder, useIsBuilding } from './builderStore.ts'

/** Opens and closes the builder beside a tab's text. */
export function BuilderButton({ tabId }: { tabId: string }) {
  const text = useText()
  return (
    <IconButton
      icon={Blocks}
      label={text('builder.toggle')}
      aria-pressed={useIsBuilding(tabId)}
      onClick={() => toggleBuilder(tabId)}
    />
  )
}
