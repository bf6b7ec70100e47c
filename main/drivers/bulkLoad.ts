import type { Batch } from '../frame/Batch.ts'

/** Rows on their way into one table; see `Connection.bulkInsert`. */
export type BulkLoad = {
  /** Where the database has no schemas, this is empty. */
  readonly schema: string
  readonly table: string
  /** Names in the table, one for each column of every batch, in their order. */
  readonly columns: readonly string[]
  /**
   * Asked for the next batch when the server has taken the one before, or nearly: a slow server
   * slows the source. What it throws ends the load and is thrown on, unchanged.
   */
  readonly batches: AsyncIterable<Batch>
}

export type BulkOutcome = { readonly writtenRows: number }
