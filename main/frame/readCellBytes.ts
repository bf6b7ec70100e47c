import { cellText } from '../../contract/cellText.ts'
import type { CellBytes } from '../../contract/results.ts'
import type { ColumnData } from './Batch.ts'
import { isNullAt, readBytes, readCell } from './readCell.ts'
import { utf8CutLength } from './utf8CutLength.ts'

type Options = {
  /** As bytes; else as text, whatever the column holds. */
  isBinary: boolean
  limitBytes: number
}

const utf8 = new TextEncoder()

/** The value in a row as the window gets it, or its beginning; null for NULL. */
export function readCellBytes(
  column: ColumnData,
  row: number,
  { isBinary, limitBytes }: Options,
): CellBytes | null {
  if (isNullAt(column, row)) return null
  const isStoredSo = isBinary || column.type.kind === 'text'
  const bytes = isStoredSo
    ? readBytes(column, row)
    : utf8.encode(cellText(column.type, readCell(column, row)!))
  const sizeBytes = bytes.byteLength
  // A copy in any case: a view would carry its whole batch over the wire.
  if (sizeBytes <= limitBytes) return { bytes: bytes.slice(), sizeBytes }
  const length = isBinary ? limitBytes : utf8CutLength(bytes, 0, limitBytes)
  return { bytes: bytes.slice(0, length), sizeBytes }
}
