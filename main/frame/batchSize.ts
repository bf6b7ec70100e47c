import type { Batch, ColumnData } from './Batch.ts'

/** Bytes that a batch keeps in memory. */
export const batchSizeBytes = ({ columns }: Batch): number =>
  columns.reduce((sum, column) => sum + columnSizeBytes(column), 0)

/** The same of one column. */
export const columnSizeBytes = ({ values, offsets, validity }: ColumnData): number =>
  values.byteLength + (offsets?.byteLength ?? 0) + (validity?.byteLength ?? 0)
