import { RecordBatchReader } from 'apache-arrow'
import type { DataFrame } from 'nodejs-polars'
import { WorkbenchError } from '../../../contract/errors.ts'
import type { BulkOutcome } from '../../drivers/bulkLoad.ts'
import { BATCH_CELLS, type Batch } from '../../frame/Batch.ts'
import type { Lease } from '../../pool/Lease.ts'
import type { AcquireOptions } from '../../pool/Pool.ts'
import { batchOfArrow } from './arrowBatch.ts'

type LendingPool = {
  use<T>(options: AcquireOptions, work: (lease: Lease) => Promise<T>): Promise<T>
}

/** Who holds the lease, as the monitor shows it. */
const LABEL = 'Bulk insert'

/**
 * Writes a frame of Polars into a table, by the names of its columns and the quickest way the
 * database has: all rows or none, where it has transactions. Throws `unsupported` for a database
 * without such a way, and what `Connection.bulkInsert` throws.
 */
export function bulkInsert(
  pool: LendingPool,
  { schema, table }: { readonly schema: string; readonly table: string },
  frame: DataFrame,
  signal: AbortSignal,
): Promise<BulkOutcome> {
  return pool.use({ label: LABEL, signal }, ({ connection }) => {
    if (!connection.bulkInsert)
      throw new WorkbenchError(
        'unsupported',
        `${connection.server.product} takes no rows in bulk; “${table}” is as it was.`,
      )
    const load = { schema, table, columns: frame.columns, batches: batchesOf(frame) }
    return connection.bulkInsert(load, signal)
  })
}

/** The rows of a frame in batches; values that have no kind of their own are JSON. */
async function* batchesOf(frame: DataFrame): AsyncGenerator<Batch> {
  const stepRows = Math.max(1, Math.floor(BATCH_CELLS / Math.max(1, frame.width)))
  for (let from = 0; from < frame.height; from += stepRows) {
    const slice = frame.slice(from, stepRows)
    for (const batch of RecordBatchReader.from(slice.writeIPCStream())) yield batchOfArrow(batch)
  }
}
