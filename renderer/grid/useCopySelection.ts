import { type RefObject, useCallback } from 'react'
import type { CopyFormat } from '../../contract/copies.ts'
import type { RowChange } from '../../contract/edits.ts'
import { useProfile } from '../app/profilesStore.ts'
import type { ResultState } from '../results/runState.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import { type Text, useText } from '../text/text.ts'
import type { DataGridHandle, GridCell } from '../ui/dataGrid.ts'
import { toast } from '../ui/toast.ts'
import type { CopyOrder } from './copyCells.ts'
import { copyCell } from './copyCell.ts'
import type { ResultWindows } from './ResultWindows.ts'

type CopySelectionOptions = {
  readonly result: ResultState
  readonly grid: RefObject<DataGridHandle | null>
  readonly windows: ResultWindows
  readonly copy: (order: CopyOrder) => void
  readonly profileId: string
  readonly tableName: string
  /** As they are shown, with what is staged for them. */
  readonly cellAt: (row: number, column: number) => GridCell
  readonly staged: readonly RowChange[]
}

/** Copies what is selected; one cell alone as the text that it is, without quotes around it. */
export function useCopySelection(options: CopySelectionOptions): (format: CopyFormat) => void {
  const { result, grid, windows, copy, profileId, tableName, cellAt, staged } = options
  const text = useText()
  const driverId = useProfile(profileId)?.driverId ?? ''
  return useCallback(
    (format) => {
      const selected = grid.current?.selected()
      if (!selected || selected.cellCount === 0) return
      const { block, cellCount, focus } = selected
      if (!block) return toast(text('grid.notATable'))
      const { mark, state, text: shown } = cellAt(focus.row, focus.column)
      if (cellCount === 1 && format === 'tsv' && mark && mark.kind !== 'deleted')
        return writeClipboard(state === 'value' ? shown : '', text)
      if (cellCount === 1 && format === 'tsv')
        return void copyCell(result, focus, windows.contentAt, text)
      const sql = { driverId, table: tableName }
      copy({ resultId: result.resultId, block, format, sql, staged: [...staged] })
    },
    [result, grid, windows, copy, driverId, tableName, text, cellAt, staged],
  )
}

function writeClipboard(copied: string, text: Text): void {
  navigator.clipboard.writeText(copied).then(
    () => toast(text('common.copied')),
    (error: Error) => toast(errorLine(error), 'error'),
  )
}
