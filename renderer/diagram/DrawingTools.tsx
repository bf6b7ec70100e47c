import { Handle, Position, useReactFlow } from '@xyflow/react'
import { Download, Maximize, ZoomIn, ZoomOut } from 'lucide-react'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu } from '../ui/Menu.tsx'
import type { PictureFormat } from './saveDrawing.ts'

type ZoomButtonsProps = {
  /** All of it comes into sight. */
  readonly onFit: () => void
  readonly onZoomed?: () => void
}

/** How near a drawing is looked at. */
export function ZoomButtons({ onFit, onZoomed }: ZoomButtonsProps) {
  const text = useText()
  const { zoomIn, zoomOut } = useReactFlow()
  return (
    <>
      <IconButton
        icon={ZoomOut}
        label={text('diagram.zoomOut')}
        onClick={() => void zoomOut().then(onZoomed)}
      />
      <IconButton
        icon={ZoomIn}
        label={text('diagram.zoomIn')}
        onClick={() => void zoomIn().then(onZoomed)}
      />
      <IconButton icon={Maximize} label={text('diagram.fit')} onClick={onFit} />
    </>
  )
}

/** A drawing as a picture. */
export function SaveDrawingMenu({ onSave }: { onSave: (format: PictureFormat) => void }) {
  const text = useText()
  return (
    <Menu
      align="end"
      trigger={
        <Button variant="quiet" icon={Download}>
          {text('diagram.save')}
        </Button>
      }
      entries={[
        { label: text('diagram.saveSvg'), onSelect: () => onSave('svg') },
        { label: text('diagram.savePng'), onSelect: () => onSave('png') },
      ]}
    />
  )
}

const ENDS = ['source', 'target'] as const

/** Lines have ways of their own; the library wants to know where they could begin all the same. */
export const LineEnds = ({ className }: { className: string | undefined }) =>
  ENDS.map((type) => (
    <Handle
      key={type}
      type={type}
      position={Position.Right}
      isConnectable={false}
      className={className}
    />
  ))
