import { type RefObject, useCallback, useEffect, useMemo } from 'react'
import type { EditRefusal } from '../../contract/edits.ts'
import type { ResultWindows } from '../grid/ResultWindows.ts'
import { readValue, valueText } from '../grid/value/readValue.ts'
import type { ResultState } from '../results/runState.ts'
import { type Text, useText } from '../text/text.ts'
import type { DataGridHandle, GridCell } from '../ui/dataGrid.ts'
import type { EditedResult } from './applyEdits.ts'
import { currentEdits, useResultEdits } from './editsStore.ts'
import { useKeptEditsFor } from './keptEditsStore.ts'
import { restoreKeptEdits } from './restoreKeptEdits.ts'
import { RowEditing, type StoredRows } from './RowEditing.ts'
import { isEmptyStage, type RowRef } from './stage.ts'
import { stagedCell } from './stagedCell.ts'
import { useEditTarget } from './useEditTarget.ts'

type EditsOptions = {
  readonly source: ResultState
  /** Rows of the result that are shown. */
  readonly rowCount: number
  /** Null: the rows are only looked at. */
  readonly edited: EditedResult | null
  readonly windows: ResultWindows
  readonly grid: RefObject<DataGridHandle | null>
  /** Keys of the columns in sight, in their order. */
  readonly visible: readonly number[]
  readonly zone: string
}

/** Changing the rows of a result: what is staged lies over its cells, and new rows behind them. */
export function useEdits(options: EditsOptions) {
  const { source, rowCount, edited, windows, grid, visible, zone } = options
  const text = useText()
  const { resultId, columns } = source
  const target = useEditTarget(edited)
  const rows = target && 'rows' in target ? target.rows : null
  const refusal: EditRefusal | null = target && 'refusal' in target ? target.refusal : null
  const kept = useKeptEditsFor(edited)
  useEffect(() => {
    if (rows && edited && kept) void restoreKeptEdits(edited, kept)
  }, [rows, edited, kept])
  const { history, problems } = useResultEdits(resultId)
  const { present } = history

  const refAt = useCallback(
    (row: number): RowRef | null => {
      if (row >= rowCount) {
        const added = currentEdits(resultId).history.present.added[row - rowCount]
        return added ? { kind: 'added', id: added.id } : null
      }
      const sourceRow = windows.sourceRow(row)
      return sourceRow === null ? null : { kind: 'stored', row: sourceRow }
    },
    [rowCount, resultId, windows],
  )
  // Most cells are only looked at.
  const isPlain = isEmptyStage(present) && problems.length === 0
  const overlay = useCallback(
    (row: number, column: number, stored: GridCell): GridCell => {
      const ref = rows && !isPlain ? refAt(row) : null
      if (!rows || !ref) return stored
      const staging = { stage: present, problems, columns: rows.columns, text }
      return stagedCell(ref, column, stored, staging)
    },
    [rows, isPlain, refAt, present, problems, text],
  )
  const gridEdits = useMemo(() => {
    if (!rows || !edited) return null
    const stored = storedRows({ source, windows, rowCount, zone, refAt })
    return new RowEditing({ rows, edited, columns, visible, zone, stored, grid, text })
  }, [rows, edited, source, windows, rowCount, zone, refAt, columns, visible, grid, text])

  return { rows, refusal, overlay, gridEdits, refAt, addedCount: rows ? present.added.length : 0 }
}

export type Edits = ReturnType<typeof useEdits>

type Stored = Pick<EditsOptions, 'source' | 'windows' | 'rowCount' | 'zone'> &
  Pick<StoredRows, 'refAt'>

function storedRows({ source, windows, rowCount, zone, refAt }: Stored): StoredRows {
  const textAt: StoredRows['textAt'] = ({ row, column }) => {
    // An added row has nothing stored.
    if (row >= rowCount) return null
    const content = windows.contentAt(row, column, zone)
    if (!content) return undefined
    if (content.kind === 'null') return null
    return content.sizeBytes === null ? content.text : undefined
  }
  return {
    rowCount,
    refAt,
    textAt,
    async wholeTextAt({ row, column }) {
      const known = textAt({ row, column })
      if (known !== undefined) return known
      const ref = refAt(row)
      return valueText(
        await readValue(source, { row: ref?.kind === 'stored' ? ref.row : row, column }),
      )
    },
  }
}

/** Why rows cannot be changed, in words. */
export const refusalText = ({ reason, columns }: EditRefusal, text: Text): string =>
  text(`edits.refused-${reason}`, { columns: columns.join(', ') })
