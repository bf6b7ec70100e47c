import type { RawCell } from '../../contract/cellText.ts'
import type { ColumnData } from './Batch.ts'

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

export const isNullAt = ({ validity }: ColumnData, row: number): boolean =>
  validity !== null && (validity[row >> 3]! & (1 << (row & 7))) === 0

/** The value in a row, in the form that `cellText` takes; null for NULL. Bytes are not copied. */
export function readCell(column: ColumnData, row: number): RawCell | null {
  if (isNullAt(column, row)) return null
  switch (column.type.kind) {
    case 'bool':
      return ((column.values[row >> 3] as number) & (1 << (row & 7))) !== 0
    case 'decimal':
      return readDecimal(column.values as BigUint64Array, row)
    case 'text':
    case 'any':
      return utf8.decode(readBytes(column, row))
    case 'binary':
      return readBytes(column, row)
    default:
      return column.values[row]!
  }
}

/** The bytes of a cell of a text, any or binary column; a view, not a copy. */
export function readBytes({ values, offsets }: ColumnData, row: number): Uint8Array {
  return (values as Uint8Array).subarray(offsets![row], offsets![row + 1])
}

const readDecimal = (words: BigUint64Array, row: number): bigint =>
  (BigInt.asIntN(64, words[row * 2 + 1]!) << 64n) | words[row * 2]!
