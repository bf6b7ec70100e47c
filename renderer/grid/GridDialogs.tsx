import type { CellBlock } from '../../contract/cellBlocks.ts'
import type { Filter } from '../../contract/filters.ts'
import type { ColumnLayout } from '../../contract/workspace.ts'
import { arrange } from '../results/arrangementsStore.ts'
import { FilterDialog } from '../results/FilterDialog.tsx'
import type { ResultState } from '../results/runState.ts'
import { useText } from '../text/text.ts'
import type { CellPlace } from '../ui/moveFocus.ts'
import { ColumnChooser } from './ColumnChooser.tsx'
import { changeLayout } from './columnLayoutsStore.ts'
import { CopyQuestion } from './CopyQuestion.tsx'
import { GoToRow } from './GoToRow.tsx'
import type { Opened } from './opened.ts'
import { ReferringRows } from './ReferringRows.tsx'
import type { useCopy } from './useCopy.ts'
import { columnName } from './useGridColumns.ts'

type GridDialogsProps = {
  opened: Opened | null
  source: ResultState
  /** Of what is shown. */
  rowCount: number
  focus: CellPlace
  filters: readonly Filter[]
  layout: ColumnLayout
  copying: ReturnType<typeof useCopy>
  onGo: (place: CellPlace) => void
  onExport: (block: CellBlock) => void
  onClose: () => void
}

/** The questions that a grid asks. */
export function GridDialogs(props: GridDialogsProps) {
  const { opened, source, rowCount, focus, filters, layout, copying } = props
  const { onGo, onExport, onClose } = props
  const text = useText()
  const { state: copy } = copying
  if (copy.kind === 'asking')
    return (
      <CopyQuestion
        order={copy.order}
        onCopy={copying.copyAnyway}
        onExport={() => {
          copying.cancel()
          onExport(copy.order.block)
        }}
        onClose={copying.cancel}
      />
    )
  switch (opened?.kind) {
    case 'filter': {
      const column = source.columns[opened.column]!
      return (
        <FilterDialog
          column={column}
          name={columnName(column, opened.column, text)}
          index={opened.column}
          filters={filters}
          onApply={(next) => void arrange(source.resultId, { filters: next })}
          onClose={onClose}
        />
      )
    }
    case 'go-to':
      return (
        <GoToRow
          rowCount={rowCount}
          current={focus.row + 1}
          onGo={(rowNumber) => {
            onGo({ row: rowNumber - 1, column: focus.column })
            onClose()
          }}
          onClose={onClose}
        />
      )
    case 'columns':
      return (
        <ColumnChooser
          columns={source.columns}
          layout={layout}
          onChange={(change) => changeLayout(source.columns, change)}
          onClose={onClose}
        />
      )
    case 'referring':
      return <ReferringRows {...opened} onClose={onClose} />
    default:
      return null
  }
}
