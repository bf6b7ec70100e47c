import type { ColumnType } from '../../contract/columns.ts'
import { BATCH_CELLS, type Batch } from './Batch.ts'
import { type BatchRange, copyColumns } from './copyColumns.ts'

/**
 * Rows are found for many batches at once: of rows in any order, each batch on disk is read again for
 * every such part.
 */
const PART_BYTES = 32 * 1024 * 1024
const PART_ROWS = 262_144

type Source = {
  readonly types: readonly ColumnType[]
  /** Of a row, on average. */
  readonly rowBytes: number
  readonly gather: (rows: Uint32Array) => Promise<BatchRange[]>
}

/** The rows with these numbers in this order, in batches of the usual size. */
export async function* gatherBatches(
  rows: Uint32Array,
  { types, rowBytes, gather }: Source,
  signal: AbortSignal,
): AsyncGenerator<Batch, void, void> {
  const indexes = types.map((_, index) => index)
  const batchRows = Math.max(1, Math.floor(BATCH_CELLS / Math.max(1, types.length)))
  const partRows = Math.max(batchRows, Math.min(PART_ROWS, Math.floor(PART_BYTES / rowBytes)))
  for (let from = 0; from < rows.length; from += partRows) {
    signal.throwIfAborted()
    const part = await gather(rows.subarray(from, from + partRows))
    for (let at = 0; at < part.length; at += batchRows) {
      signal.throwIfAborted()
      const ranges = part.slice(at, at + batchRows)
      const { columns } = await copyColumns({ ranges, indexes, types, cellLimitBytes: Infinity })
      yield { rowCount: ranges.length, columns }
    }
  }
}
