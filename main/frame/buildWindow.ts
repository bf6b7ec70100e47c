import type { ColumnType } from '../../contract/columns.ts'
import { PREVIEW_BYTES, type ResultWindow } from '../../contract/results.ts'
import { encodeArrow } from './arrowCodec.ts'
import { type BatchRange, copyColumns } from './copyColumns.ts'

/** Columns `indexes` of the ranges' rows, each as its result's type; large cells as previews. */
export async function buildWindow({
  from,
  ranges,
  indexes,
  types,
}: {
  from: number
  ranges: readonly BatchRange[]
  indexes: readonly number[]
  types: readonly ColumnType[]
}): Promise<ResultWindow> {
  const { columns, cuts } = await copyColumns({
    ranges,
    indexes,
    types,
    cellLimitBytes: PREVIEW_BYTES,
  })
  const previews = cuts.map((cut) => ({ ...cut, row: from + cut.row }))
  const rowCount = ranges.reduce((sum, range) => sum + range.to - range.from, 0)
  return { from, rowCount, rows: encodeArrow({ rowCount, columns }), previews, types: [...types] }
}
