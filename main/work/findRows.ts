import type { DataFrame } from 'nodejs-polars'
import type { FindPlan } from './messages.ts'
import { RowSelection } from './RowSelection.ts'

/** For each of the plan's columns the numbers of the rows that hold the text. */
export const findRows = (
  frame: DataFrame,
  { columns, indexes, needle }: FindPlan,
): Uint32Array<ArrayBuffer>[] =>
  indexes.map((column) => {
    const filters = [{ column, operator: 'contains' as const, value: needle }]
    const selection = new RowSelection({ columns, sort: [], filters, search: '' })
    selection.add(frame)
    return selection.finish()
  })
