import { type RefObject, useCallback } from 'react'
import type { CopyFormat } from '../../contract/copies.ts'
import { useProfile } from '../app/profilesStore.ts'
import type { ResultState } from '../results/runState.ts'
import { useText } from '../text/text.ts'
import type { DataGridHandle } from '../ui/dataGrid.ts'
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
}

/** Copies what is selected; one cell alone as the text that it is, without quotes around it. */
export function useCopySelection(options: CopySelectionOptions): (format: CopyFormat) => void {
  const { result, grid, windows, copy, profileId, tableName } = options
  const text = useText()
  const driverId = useProfile(profileId)?.driverId ?? ''
  return useCallback(
    (format) => {
      const selected = grid.current?.selected()
      if (!selected || selected.cellCount === 0) return
      const { block, cellCount, focus } = selected
      if (!block) return toast(text('grid.notATable'))
      if (cellCount === 1 && format === 'tsv')
        return void copyCell(result, focus, windows.contentAt, text)
      const sql = { driverId, table: tableName }
      copy({ resultId: result.resultId, block, format, sql })
    },
    [result, grid, windows, copy, driverId, tableName, text],
  )
}
