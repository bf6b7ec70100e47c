import type { ColumnType } from '../../contract/columns.ts'
import type { PointColumn } from '../../contract/pointColumns.ts'
import type { Batch } from '../frame/Batch.ts'

/** Rows on their way into one table; see `Connection.bulkInsert`. */
export type BulkLoad = {
  /** Where the database has no schemas, this is empty. */
  readonly schema: string
  readonly table: string
  /** Names in the table, one for each column of every batch, in their order. */
  readonly columns: readonly string[]
  /** What each column is of a point, where rows become points; left out: as the driver finds. */
  readonly points?: readonly PointColumn[]
  /**
   * Asked for the next batch when the server has taken the one before, or nearly: a slow server
   * slows the source. What it throws ends the load and is thrown on, unchanged.
   */
  readonly batches: AsyncIterable<Batch>
  /** Where the source is a thread of its own, which can encode the rows as well. */
  readonly elsewhere?: ElsewhereEncoded
}

export type ElsewhereEncoded = {
  /** Of the columns, in all batches. */
  readonly types: readonly ColumnType[]
  /** The rows of `batches`, which is then left alone. */
  readonly read: (encoding: BulkEncoding) => AsyncIterable<EncodedRows>
}

/** The form in which a server takes rows: plain data, to be told to a thread. */
export type BulkEncoding = {
  /** In `bulkEncoders`. */
  readonly encoder: string
  /** What the encoder takes. */
  readonly form: unknown
}

/** Rows in that form. */
export type EncodedRows = { readonly bytes: Uint8Array<ArrayBuffer>; readonly rowCount: number }

export interface BulkEncoder {
  /**
   * The rows of a batch in bytes of their own; throws a `WorkbenchError` for a value that has no such
   * form, with its `details.row` in the batch.
   */
  encode(batch: Batch): EncodedRows
}

export type BulkOutcome = { readonly writtenRows: number }
