import type { ColumnData } from '../../../frame/Batch.ts'
import type { RowBytes } from './RowBytes.ts'

/** Writes the cell of a row, with its length in front. False: the value is none of the type's. */
export type CellWriter = (out: RowBytes, row: number) => boolean

/** How the cells of a target column go over the wire. */
export type WireType = {
  /** As INSERT BULK declares the column. */
  readonly declaration: string
  /** TYPE_INFO (MS-TDS 2.2.5.6). */
  readonly typeInfo: readonly number[]
  /** What stands in place of a cell that is NULL. */
  readonly nullForm: Uint8Array
  /** Chosen once a column of a batch, whatever kind it has. */
  writerFor(column: ColumnData): CellWriter
}

/** NULL of the types whose length stands in one byte. */
export const BYTE_NULL = Uint8Array.of(0)
