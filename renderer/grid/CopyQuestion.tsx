import { Copy, Download } from 'lucide-react'
import { blockCellCount } from '../../contract/cellBlocks.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import type { CopyOrder } from './copyCells.ts'

type CopyQuestionProps = {
  order: CopyOrder
  onCopy: () => void
  onExport: () => void
  onClose: () => void
}

/** Before much goes to the clipboard: a file is the better place. */
export function CopyQuestion({ order, onCopy, onExport, onClose }: CopyQuestionProps) {
  const text = useText()
  return (
    <Dialog
      title={text('grid.copyQuestion')}
      width="small"
      onClose={onClose}
      onSubmit={onExport}
      footer={
        <>
          <Button onClick={onClose}>{text('common.cancel')}</Button>
          <Button icon={Copy} onClick={onCopy}>
            {text('grid.copyAnyway')}
          </Button>
          <Button type="submit" variant="primary" icon={Download}>
            {text('grid.exportInstead')}
          </Button>
        </>
      }
    >
      <p>
        {text('grid.copyQuestionHelp', {
          cells: text('grid.cells', { count: blockCellCount(order.block) }),
        })}
      </p>
    </Dialog>
  )
}
