/** Some rows of a file as text, row by row: where each cell's UTF-8 bytes are. */
export type CellBlock = {
  readonly bytes: Uint8Array
  readonly rowCount: number
  readonly columnCount: number
  /** At `row * columnCount + column`; -1: NULL. */
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** 1 where the file says that the cell is text, as a string of JSON is; null: it never does. */
  readonly isText: Uint8Array | null
  /** The line of each row in the file, or the number of its record; from 1. */
  readonly lines: Float64Array
}

/** A row that cannot be stored, with its cells as they stand in the file. */
export type FaultyRow = {
  readonly line: number
  readonly reason: string
  readonly cells: readonly (string | null)[]
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

export function cellTextAt(block: CellBlock, row: number, column: number): string | null {
  const at = row * block.columnCount + column
  if (column >= block.columnCount || block.starts[at]! < 0) return null
  return utf8.decode(block.bytes.subarray(block.starts[at], block.ends[at]))
}

export const rowTexts = (block: CellBlock, row: number): (string | null)[] =>
  Array.from({ length: block.columnCount }, (_, column) => cellTextAt(block, row, column))
