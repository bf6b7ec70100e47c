import iconv from 'iconv-lite'
import { cellText } from '../../../../contract/cellText.ts'
import type { ColumnData } from '../../../frame/Batch.ts'
import { readBytes, readCell } from '../../../frame/readCell.ts'
import type { RowBytes } from './RowBytes.ts'
import { BYTE_NULL, type CellWriter, type WireType } from './WireType.ts'

/** The length of the types that are sent in parts (MS-TDS 2.2.5.2.3). */
const NO_LIMIT = 0xffff
const MAX_UNITS = 4_000
const SHORT_NULL = Uint8Array.of(0xff, 0xff)
const PARTS_NULL = new Uint8Array(8).fill(0xff)
const UNKNOWN_LENGTH = Uint8Array.of(0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)
const NO_COLLATION = new Uint8Array(5)

/** Writes a value behind its length; gives false and writes nothing where it is too long. */
type Framing = {
  readonly length: number
  readonly nullForm: Uint8Array
  begin(out: RowBytes, sizeBytes: number): boolean
  end(out: RowBytes, sizeBytes: number): void
}

const shortFraming = (limitBytes: number): Framing => ({
  length: limitBytes,
  nullForm: SHORT_NULL,
  begin: (out, sizeBytes) => {
    if (sizeBytes > limitBytes) return false
    out.uint16(sizeBytes)
    return true
  },
  end: () => {},
})

/** All in one part. */
const partsFraming: Framing = {
  length: NO_LIMIT,
  nullForm: PARTS_NULL,
  begin: (out, sizeBytes) => {
    out.append(UNKNOWN_LENGTH)
    if (sizeBytes > 0) out.uint32(sizeBytes)
    return true
  },
  end: (out) => out.uint32(0),
}

const lengthBytes = (length: number): [number, number] => [length & 0xff, length >> 8]

/**
 * UTF-16, up to so many of its units; -1: without a limit. What the server turns into a code page
 * has to be in it, which `fits` tells.
 */
export function unicodeType(
  units: number,
  collation: Uint8Array = NO_COLLATION,
  fits?: (text: string) => boolean,
): WireType {
  const isLong = units < 0 || units > MAX_UNITS
  const framing = isLong ? partsFraming : shortFraming(units * 2)
  const limitBytes = units < 0 ? Infinity : units * 2
  return {
    declaration: `nvarchar(${isLong ? 'max' : units})`,
    typeInfo: [0xe7, ...lengthBytes(framing.length), ...collation],
    nullForm: framing.nullForm,
    writerFor: (column) => {
      const other = otherWriter(column, { framing, limitBytes, fits })
      return column.type.kind === 'text' ? asciiWriter(column, framing, limitBytes, other) : other
    },
  }
}

/** UTF-8 that is ASCII goes out byte by byte, which is most of what there is. */
function asciiWriter(
  { values, offsets }: ColumnData,
  framing: Framing,
  limitBytes: number,
  other: CellWriter,
): CellWriter {
  const source = values as Uint8Array
  return (out, row) => {
    const start = offsets![row]!
    const end = offsets![row + 1]!
    const sizeBytes = (end - start) * 2
    if (!isAscii(source, start, end)) return other(out, row)
    if (sizeBytes > limitBytes || !framing.begin(out, sizeBytes)) return false
    out.reserve(sizeBytes)
    const { bytes } = out
    let to = out.used
    for (let from = start; from < end; from++) {
      bytes[to++] = source[from]!
      bytes[to++] = 0
    }
    out.used = to
    framing.end(out, sizeBytes)
    return true
  }
}

function isAscii(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at]! > 0x7f) return false
  return true
}

function otherWriter(
  column: ColumnData,
  {
    framing,
    limitBytes,
    fits,
  }: { framing: Framing; limitBytes: number; fits?: ((text: string) => boolean) | undefined },
): CellWriter {
  return (out, row) => {
    const cell = readCell(column, row)!
    // Halves of pairs, as the driver reads them: bytes of UTF-16.
    const isRaw = column.type.kind === 'any' && (cell as string).startsWith('b')
    const text = isRaw ? '' : cellText(column.type, cell)
    const units = Buffer.from(isRaw ? (cell as string).slice(1) : text, isRaw ? 'hex' : 'utf16le')
    if (units.length > limitBytes || units.length % 2 !== 0) return false
    if (fits && (isRaw || !fits(text))) return false
    if (!framing.begin(out, units.length)) return false
    out.append(units)
    framing.end(out, units.length)
    return true
  }
}

/** Whether a text comes back from a code page as it was, in as many bytes at most. */
export function fitsCodePage(codePage: string, limitBytes: number): (text: string) => boolean {
  return (text) => {
    const bytes = iconv.encode(text, codePage)
    return bytes.length <= limitBytes && iconv.decode(bytes, codePage) === text
  }
}

/** Up to so many bytes; -1: without a limit. */
export function binaryType(limitBytes: number): WireType {
  const framing = limitBytes < 0 ? partsFraming : shortFraming(limitBytes)
  return {
    declaration: `varbinary(${limitBytes < 0 ? 'max' : limitBytes})`,
    typeInfo: [0xa5, ...lengthBytes(framing.length)],
    nullForm: framing.nullForm,
    writerFor: (column) => {
      const read = bytesReader(column)
      return (out, row) => {
        const bytes = read(row)
        if (bytes === null || !framing.begin(out, bytes.length)) return false
        out.append(bytes)
        framing.end(out, bytes.length)
        return true
      }
    },
  }
}

const HEX = /^0x(?:[0-9a-f]{2})*$/i

/** Text is taken for bytes where it is written as such. */
function bytesReader(column: ColumnData): (row: number) => Uint8Array | null {
  if (column.type.kind === 'binary') return (row) => readBytes(column, row)
  return (row) => {
    const text = cellText(column.type, readCell(column, row)!)
    return HEX.test(text) ? Buffer.from(text.slice(2), 'hex') : null
  }
}

const UUID = /^\{?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})\}?$/i

/** The first three groups are lowest byte first. */
export const uuidType: WireType = {
  declaration: 'uniqueidentifier',
  typeInfo: [0x24, 16],
  nullForm: BYTE_NULL,
  writerFor: (column) => (out, row) => {
    const match = UUID.exec(cellText(column.type, readCell(column, row)!))
    if (!match) return false
    const bytes = Buffer.from(match.slice(1).join(''), 'hex')
    bytes.subarray(0, 4).reverse()
    bytes.subarray(4, 6).reverse()
    bytes.subarray(6, 8).reverse()
    out.uint8(16)
    out.append(bytes)
    return true
  },
}
