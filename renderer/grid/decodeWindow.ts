import type { Data, Vector } from 'apache-arrow'
import { cellText, type RawCell } from '../../contract/cellText.ts'
import type { Column, ColumnType } from '../../contract/columns.ts'
import type { ResultWindow } from '../../contract/results.ts'

/** What one cell holds. `sizeBytes`: only the beginning of the value is here. */
export type CellContent =
  | { readonly kind: 'null' }
  | { readonly kind: 'text'; readonly text: string; readonly sizeBytes: number | null }

/** Rows of a result, decoded a cell at a time: most of a window is never looked at. */
export type DecodedWindow = {
  readonly from: number
  readonly rowCount: number
  /**
   * `row` counts from the result's first; null outside the window. Moments stand in `zone`; left
   * out, in UTC, as they are stored.
   */
  cell(row: number, column: number, zone?: string): CellContent | null
  /** The number that a row has in the result itself, whatever view it is seen in. */
  sourceRow(row: number): number | null
}

type Arrow = Pick<typeof import('apache-arrow'), 'tableFromIPC'>

export function decodeWindow(
  { from, rowCount, rows, previews, types, sourceRows }: ResultWindow,
  columns: readonly Column[],
  { tableFromIPC }: Arrow,
): DecodedWindow {
  const table = tableFromIPC(rows)
  const readers = columns.map(({ type }, index) => {
    const vector = table.getChild(String(index))
    return vector && cellReader(vector, types?.[index] ?? type)
  })
  const sizes = new Map(
    previews.map(({ row, column, sizeBytes }) => [placeKey(row, column), sizeBytes]),
  )
  return {
    from,
    rowCount,
    sourceRow: (row) => (sourceRows ? (sourceRows[row - from] ?? null) : row),
    cell(row, column, zone) {
      const reader = readers[column]
      if (!reader || row < from || row >= from + rowCount) return null
      const text = reader(row - from, zone)
      if (text === null) return { kind: 'null' }
      return { kind: 'text', text, sizeBytes: sizes.get(placeKey(row, column)) ?? null }
    },
  }
}

const placeKey = (row: number, column: number): string => `${row}:${column}`

type TextReader = (row: number, zone?: string) => string | null

function cellReader(vector: Vector, type: ColumnType): TextReader {
  const [data] = vector.data
  if (!data) return () => null
  const read = rawReader(data, type)
  return (row, zone) =>
    data.getValid(row) ? cellText(type, read(row), zone ? { zone } : {}) : null
}

/** A byte order mark at the start of a value is part of it. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * Values straight from Arrow's buffers: its own accessors turn timestamps into numbers of
 * milliseconds and decimals into 32-bit words.
 */
function rawReader(data: Data, { kind }: ColumnType): (row: number) => RawCell {
  switch (kind) {
    case 'bool': {
      const bits = data.values as Uint8Array
      return (row) =>
        ((bits[(row + data.offset) >> 3] ?? 0) & (1 << ((row + data.offset) & 7))) !== 0
    }
    case 'text':
    case 'any':
      return (row) => utf8.decode(bytesAt(data, row))
    case 'binary':
      return (row) => bytesAt(data, row)
    case 'decimal': {
      const { buffer, byteOffset, byteLength } = data.values as Uint32Array
      const words = new DataView(buffer, byteOffset, byteLength)
      return (row) =>
        (words.getBigInt64(row * 16 + 8, true) << 64n) | words.getBigUint64(row * 16, true)
    }
    default: {
      const values = data.values as ArrayLike<number | bigint>
      return (row) => values[row]!
    }
  }
}

function bytesAt({ values, valueOffsets }: Data, row: number): Uint8Array {
  return (values as Uint8Array).subarray(valueOffsets[row], valueOffsets[row + 1])
}
