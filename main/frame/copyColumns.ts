import type { ColumnType } from '../../contract/columns.ts'
import type { Batch, ColumnData } from './Batch.ts'
import { createColumnBuilder } from './ColumnBuilder.ts'
import { copyRows, type CutCell } from './copyRows.ts'
import { TimeSlice } from './TimeSlice.ts'
import { widenRows } from './widenColumn.ts'

/** Rows `from` up to `to` of a batch. */
export type BatchRange = { readonly batch: Batch; readonly from: number; readonly to: number }

/**
 * Columns `indexes` of rows from several batches, one after the other, each as its result's type.
 * `cuts` tells of the cells above the limit, with the index of their column.
 */
export async function copyColumns({
  ranges,
  indexes,
  types,
  cellLimitBytes,
}: {
  ranges: readonly BatchRange[]
  indexes: readonly number[]
  types: readonly ColumnType[]
  cellLimitBytes: number
}): Promise<{ columns: ColumnData[]; cuts: (CutCell & { column: number })[] }> {
  const slice = new TimeSlice()
  const columns: ColumnData[] = []
  const cuts: (CutCell & { column: number })[] = []
  for (const [position, index] of indexes.entries()) {
    const type = types[position]!
    const rows = ranges.map(({ batch, from, to }) =>
      widenRows({ column: batch.columns[index]!, from, to }, type),
    )
    if (rows.length === 0) columns.push(createColumnBuilder(type).finish())
    else {
      const copied = copyRows(rows, type, cellLimitBytes)
      columns.push(copied.column)
      for (const cut of copied.cuts) cuts.push({ ...cut, column: index })
    }
    await slice.breathe()
  }
  return { columns, cuts }
}
