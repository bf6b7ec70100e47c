import type { ColumnType } from '../../../../contract/columns.ts'
import type { ColumnBuilder } from '../../../frame/ColumnBuilder.ts'

/** The bytes at hand, seen two ways. */
export type WireBytes = { readonly bytes: Buffer; readonly view: DataView }

/** How the length of a cell is told in front of it (MS-TDS 2.2.5.2). */
export type Framing =
  /** Always the same, and never NULL. */
  | { readonly kind: 'fixed'; readonly size: number }
  /** One byte; 0 is NULL. */
  | { readonly kind: 'byte' }
  /** Two bytes; 0xffff is NULL. */
  | { readonly kind: 'short' }
  /** Four bytes; 0 is NULL (sql_variant). */
  | { readonly kind: 'long' }
  /** A text pointer and a timestamp, then four bytes; no pointer is NULL. */
  | { readonly kind: 'pointer' }
  /** In parts, each with its length: the types that have no limit. */
  | { readonly kind: 'parts' }

/** How the cells of one column are read, chosen once a result. */
export type CellReader = {
  readonly type: ColumnType
  readonly framing: Framing
  /**
   * Adds the cell in `[start, end)` to a builder of the type. False: the type does not hold this
   * value, nothing was added, and the column goes on with what `widened` gives.
   */
  append(builder: ColumnBuilder, wire: WireBytes, start: number, end: number): boolean
  readonly widened?: () => CellReader
}
