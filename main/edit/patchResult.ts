import { type ColumnType, isSameType, widen } from '../../contract/columns.ts'
import type { Batch } from '../frame/Batch.ts'
import { type BatchRange, copyColumns } from '../frame/copyColumns.ts'
import type { StoredResult } from '../frame/StoredResult.ts'
import { type RowBatch, withTypesOf } from './readRows.ts'

/** What became of rows, by their numbers in the result; null: gone. */
export type ChangedRows = {
  readonly replaced: ReadonlyMap<number, RowBatch | null>
  readonly added: readonly RowBatch[]
}

/** Writes the rows of a result into another with these changes; batches without one by reference. */
export async function patchResult(
  from: StoredResult,
  to: StoredResult,
  { replaced, added }: ChangedRows,
  signal: AbortSignal,
): Promise<void> {
  const rowNumbers = [...replaced.keys()].toSorted((a, b) => a - b)
  let start = 0
  let next = 0
  for await (const batch of from.batches({ signal })) {
    const end = start + batch.rowCount
    const inBatch: number[] = []
    for (; next < rowNumbers.length && rowNumbers[next]! < end; next++)
      inBatch.push(rowNumbers[next]!)
    if (inBatch.length === 0) await to.write(batch)
    else await writeRanges(from, to, rangesOf(batch, start, inBatch, replaced))
    start = end
  }
  if (added.length > 0) await writeRanges(from, to, added)
}

function rangesOf(
  batch: Batch,
  start: number,
  rowNumbers: readonly number[],
  replaced: ChangedRows['replaced'],
): BatchRange[] {
  const ranges: BatchRange[] = []
  let at = 0
  for (const rowNumber of rowNumbers) {
    const row = rowNumber - start
    if (row > at) ranges.push({ batch, from: at, to: row })
    const now = replaced.get(rowNumber)
    if (now) ranges.push(now)
    at = row + 1
  }
  if (at < batch.rowCount) ranges.push({ batch, from: at, to: batch.rowCount })
  return ranges
}

async function writeRanges(
  { columns }: StoredResult,
  to: StoredResult,
  ranges: readonly BatchRange[],
): Promise<void> {
  if (ranges.length === 0) return
  const typed = ranges.map((range) =>
    range.to - range.from === 1 ? withTypesOf(columns, range) : range,
  )
  const types = columns.map((_, index) => widestOf(typed, index))
  const indexes = columns.map((_, index) => index)
  const copied = await copyColumns({ ranges: typed, indexes, types, cellLimitBytes: Infinity })
  const rowCount = typed.reduce((sum, range) => sum + range.to - range.from, 0)
  await to.write({ rowCount, columns: copied.columns })
}

function widestOf(ranges: readonly BatchRange[], index: number): ColumnType {
  return ranges
    .map(({ batch }) => batch.columns[index]!.type)
    .reduce((type, each) => (isSameType(type, each) ? type : widen(type, each)))
}
