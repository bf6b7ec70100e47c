import { Columns3, CornerDownRight, PanelRight, Search, TableProperties } from 'lucide-react'
import { useShortcut } from '../app/useShortcut.ts'
import { useText } from '../text/text.ts'
import { IconButton } from '../ui/IconButton.tsx'

/** What stands beside the grid. */
export type SidePanel = 'value' | 'record'

type GridActionsProps = {
  isFinding: boolean
  panel: SidePanel | null
  onFind: () => void
  onGoTo: () => void
  onColumns: () => void
  onPanel: (panel: SidePanel) => void
}

/** The buttons beside the status line. */
export function GridActions(props: GridActionsProps) {
  const { isFinding, panel, onFind, onGoTo, onColumns, onPanel } = props
  const text = useText()
  return (
    <>
      <IconButton
        size="small"
        icon={Search}
        label={text('grid.find')}
        shortcut={useShortcut('grid.find')}
        aria-pressed={isFinding}
        onClick={onFind}
      />
      <IconButton
        size="small"
        icon={CornerDownRight}
        label={text('grid.goToRow')}
        shortcut={useShortcut('grid.goToRow')}
        onClick={onGoTo}
      />
      <IconButton
        size="small"
        icon={Columns3}
        label={text('grid.columnsTitle')}
        onClick={onColumns}
      />
      <IconButton
        size="small"
        icon={TableProperties}
        label={text('grid.record')}
        aria-pressed={panel === 'record'}
        onClick={() => onPanel('record')}
      />
      <IconButton
        size="small"
        icon={PanelRight}
        label={text('grid.valuePanel')}
        shortcut="Enter"
        aria-pressed={panel === 'value'}
        onClick={() => onPanel('value')}
      />
    </>
  )
}
