import type { RefObject } from 'react'
import type { ResultState } from '../results/runState.ts'
import type { DataGridHandle } from '../ui/dataGrid.ts'
import { currentEdits, type EditProblem, isSameRow } from './editsStore.ts'
import { stagedValues } from './stage.ts'
import type { Edits } from './useEdits.ts'

type PlacesOptions = {
  readonly edits: Edits
  readonly source: ResultState
  /** Added rows among them. */
  readonly rowCount: number
  readonly grid: RefObject<DataGridHandle | null>
}

/** Where rows with a problem are in the grid. */
export function useEditPlaces({ edits, source, rowCount, grid }: PlacesOptions) {
  const { resultId, columns } = source
  const columnsOf = ({ ref }: EditProblem): number[] => {
    const { present } = currentEdits(resultId).history
    const changed = [...stagedValues(present, ref).keys()]
    // A row that is to go was compared as a whole.
    return changed.length > 0 ? changed : columns.map((_, index) => index)
  }
  const rowOf = ({ ref }: EditProblem): number | null => {
    // In a view a row may be anywhere; the one of the same number is looked at first.
    const guess = ref.kind === 'stored' ? [ref.row] : []
    const last = Array.from({ length: Math.min(rowCount, SEARCHED_ROWS) }, (_, row) => row)
    const added = Array.from({ length: edits.addedCount }, (_, at) => rowCount - 1 - at)
    const found = [...guess, ...added, ...last].find((row) => {
      const at = edits.refAt(row)
      return at !== null && isSameRow(at, ref)
    })
    return found ?? null
  }
  return {
    columnsOf,
    rowNumberOf: (problem: EditProblem): number | null => {
      const row = rowOf(problem)
      return row === null ? null : row + 1
    },
    onShow: (problem: EditProblem): void => {
      const row = rowOf(problem)
      const column = problem.kind === 'failed' ? problem.column : columnsOf(problem)[0]
      if (row !== null) grid.current?.focus({ row, column: column ?? 0 })
    },
  }
}

/** Of a view, which is looked through for a row. */
const SEARCHED_ROWS = 5_000
