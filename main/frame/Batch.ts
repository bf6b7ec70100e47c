import type { ColumnType } from '../../contract/columns.ts'

/** Cells of a full batch. At 10 columns that is some 6,500 rows and 0.5–1 MB. */
export const BATCH_CELLS = 65_536
/** A batch is also full at this many bytes of text and binary. */
export const BATCH_BYTES = 4 * 1024 * 1024

/** Rows in columns, in Arrow's memory layout. Plain data: crosses process borders by clone. */
export type Batch = { readonly rowCount: number; readonly columns: readonly ColumnData[] }

/**
 * One column of a batch. The type may be wider than the one announced for the result (a value came
 * that did not fit); see `widen` in the contract.
 */
export type ColumnData = {
  readonly type: ColumnType
  readonly length: number
  readonly nullCount: number
  /** One bit a row, lowest first, set where there is a value; null: no NULLs. */
  readonly validity: Uint8Array | null
  /**
   * Fixed width: one entry a row (decimal: two 64-bit words a row, low first; bool: one bit a row).
   * text, any, binary: the bytes, one value after the other.
   */
  readonly values: ColumnValues
  /** text, any, binary: `length + 1` positions in `values`; null for fixed width. */
  readonly offsets: Int32Array | null
}

export type ColumnValues =
  | Uint8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | BigUint64Array
  | Float32Array
  | Float64Array
