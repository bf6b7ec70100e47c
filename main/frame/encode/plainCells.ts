import { cellText } from '../../../contract/cellText.ts'
import type { ColumnType } from '../../../contract/columns.ts'
import type { ColumnData } from '../Batch.ts'
import { readBytes, readCell } from '../readCell.ts'
import type { ByteWriter } from './ByteWriter.ts'
import { RecentDates } from './RecentDates.ts'
import { digitCount, Int64Reader, writeDigits, writeInteger, writePair } from './writeNumbers.ts'

/** Writes the cell of a row, which must not be NULL. */
export type CellWriter = (row: number) => void

const MINUS = 45
const POINT = 46
const COLON = 58
const SPACE = 32
const ZERO = 48

/**
 * Writers for the kinds whose text is ASCII and needs no quoting or escaping. They write what
 * `cellText` gives, most without making a string.
 */
export function plainCellWriter(column: ColumnData, writer: ByteWriter): CellWriter {
  const { type, values } = column
  switch (type.kind) {
    case 'bool':
      return boolWriter(values as Uint8Array, writer)
    case 'int16':
    case 'int32': {
      const numbers = values as Int32Array
      return (row) => writeInteger(writer, numbers[row]!)
    }
    case 'int64':
      return int64Writer(values as BigInt64Array, writer)
    case 'float64':
      return type.text === 'sqlite' ? textWriter(column, writer) : float64Writer(column, writer)
    case 'decimal':
      return decimalWriter(column, type.scale, writer)
    case 'date':
      return dateWriter(values as Int32Array, writer)
    case 'timestamp':
      return type.unit === 'us' ? timestampWriter(column, type, writer) : textWriter(column, writer)
    case 'binary':
      return (row) => writeHex(writer, readBytes(column, row))
    default:
      return textWriter(column, writer)
  }
}

const textWriter =
  (column: ColumnData, writer: ByteWriter): CellWriter =>
  (row) =>
    writer.ascii(cellText(column.type, readCell(column, row)!))

const ascii = (text: string): Uint8Array =>
  Uint8Array.from(text, (character) => character.charCodeAt(0))

const TRUE = ascii('true')
const FALSE = ascii('false')

const boolWriter =
  (bits: Uint8Array, writer: ByteWriter): CellWriter =>
  (row) =>
    writer.append((bits[row >> 3]! & (1 << (row & 7))) === 0 ? FALSE : TRUE)

function int64Writer(values: BigInt64Array, writer: ByteWriter): CellWriter {
  const reader = new Int64Reader(values)
  return (row) => {
    const value = reader.read(row)
    if (Number.isNaN(value)) writer.ascii(String(values[row]))
    else writeInteger(writer, value)
  }
}

function float64Writer(column: ColumnData, writer: ByteWriter): CellWriter {
  const values = column.values as Float64Array
  return (row) => {
    const value = values[row]!
    if (!writeShortReal(writer, value)) writer.ascii(cellText(column.type, value))
  }
}

/** Decimal places that are tried before the general way of writing a real. */
const SHORT_PLACES = 6
const SHORT_POWER = 10 ** SHORT_PLACES

/**
 * Writes a real that has few decimal places, as most that people store; false: it has more. Where
 * m ÷ 10ᵏ is the number itself and m has at most 15 digits, no other text of as many digits reads
 * back the same, so that with the least such k this is the shortest one.
 */
function writeShortReal(writer: ByteWriter, value: number): boolean {
  if (Number.isSafeInteger(value)) {
    if (Object.is(value, -0)) return false
    writeInteger(writer, value)
    return true
  }
  const most = Math.round(value * SHORT_POWER)
  // What six places cannot tell, fewer cannot either; most other reals end here.
  if (Math.abs(most) < 1e15 && most / SHORT_POWER !== value) return false
  let power = 1
  for (let places = 1; places <= SHORT_PLACES; places++) {
    power *= 10
    const scaled = Math.round(value * power)
    if (!(Math.abs(scaled) < 1e15)) return false
    if (scaled / power !== value) continue
    writeDecimal(writer, scaled, places, power)
    return true
  }
  return false
}

function decimalWriter(column: ColumnData, scale: number, writer: ByteWriter): CellWriter {
  const words = column.values as BigUint64Array
  const reader = new Int64Reader(words)
  const signs = new Int32Array(words.buffer, words.byteOffset, words.length * 2)
  const write = textWriter(column, writer)
  if (scale < 0 || scale > 15) return write
  const divisor = 10 ** scale
  return (row) => {
    const value = reader.read(row * 2)
    // The upper 64 bits of a small number only repeat its sign.
    const sign = value < 0 ? -1 : 0
    const isSmall = signs[row * 4 + 2] === sign && signs[row * 4 + 3] === sign
    if (Number.isNaN(value) || !isSmall) return write(row)
    writeDecimal(writer, value, scale, divisor)
  }
}

function writeDecimal(writer: ByteWriter, value: number, scale: number, divisor: number): void {
  if (scale === 0) return writeInteger(writer, value)
  writer.reserve(40)
  if (value < 0) writer.bytes[writer.used++] = MINUS
  const size = Math.abs(value)
  let whole = Math.floor(size / divisor)
  // The quotient of numbers near 2⁵³ can have been rounded up to the next whole one.
  if (whole * divisor > size) whole--
  writeDigits(writer, whole, digitCount(whole))
  writer.bytes[writer.used++] = POINT
  writeDigits(writer, size - whole * divisor, scale)
}

const dates = new RecentDates()

const dateWriter =
  (days: Int32Array, writer: ByteWriter): CellWriter =>
  (row) =>
    dates.write(writer, days[row]!)

const HEX_DIGITS = ascii('0123456789abcdef')

/** Byte by byte: the text of a huge value may be longer than a string can be. */
function writeHex(writer: ByteWriter, source: Uint8Array): void {
  writer.ascii('0x')
  writer.reserve(source.length * 2)
  const { bytes } = writer
  let used = writer.used
  for (const byte of source) {
    bytes[used++] = HEX_DIGITS[byte >> 4]!
    bytes[used++] = HEX_DIGITS[byte & 15]!
  }
  writer.used = used
}

const DAY_US = 86_400_000_000

function timestampWriter(
  column: ColumnData,
  type: ColumnType & { kind: 'timestamp' },
  writer: ByteWriter,
): CellWriter {
  const reader = new Int64Reader(column.values as BigInt64Array)
  const write = textWriter(column, writer)
  return (row) => {
    const micros = reader.read(row)
    const days = Math.floor(micros / DAY_US)
    // Outside of these four-digit years text is rare and left to `cellText`.
    if (!(days > -250_000 && days < 2_900_000)) return write(row)
    dates.write(writer, days)
    writeClock(writer, micros - days * DAY_US)
    if (type.zone !== null) writer.ascii('+00')
  }
}

/** ` HH:MM:SS` and the fraction without its trailing zeros. */
function writeClock(writer: ByteWriter, micros: number): void {
  writer.reserve(16)
  const { bytes, used } = writer
  const seconds = Math.floor(micros / 1e6)
  const hours = Math.floor(seconds / 3_600)
  const minutes = Math.floor((seconds - hours * 3_600) / 60)
  bytes[used] = SPACE
  writePair(bytes, used + 1, hours)
  bytes[used + 3] = COLON
  writePair(bytes, used + 4, minutes)
  bytes[used + 6] = COLON
  writePair(bytes, used + 7, seconds - hours * 3_600 - minutes * 60)
  writer.used = used + 9
  const fraction = micros - seconds * 1e6
  if (fraction === 0) return
  bytes[writer.used++] = POINT
  writeDigits(writer, fraction, 6)
  while (bytes[writer.used - 1] === ZERO) writer.used--
}
