import type { ColumnType } from '../../../contract/columns.ts'
import {
  type AnyColumnBuilder,
  type BigIntBuilder,
  type BoolBuilder,
  type BytesBuilder,
  type DecimalBuilder,
  type NumberBuilder,
} from '../../frame/ColumnBuilder.ts'
import { readUuid } from '../../frame/readUuid.ts'
import { numberAt, type ScannedNumber } from './scanNumber.ts'
import { clockAt, dayAt, offsetMinutesAt } from './scanText.ts'

/** Appends the cell in `[start, end)`; false, and nothing appended: it is none of the type. */
export type CellParser = (start: number, end: number) => boolean

/** What the cells of a block stand in. */
export type CellText = {
  readonly bytes: Uint8Array
  /** A range of the bytes, a character for each: what is no ASCII becomes something else. */
  readonly asciiAt: (start: number, end: number) => string
  readonly decimalMark: '.' | ','
}

const ZERO = 0x30
const DASH = 0x2d
const PLUS = 0x2b
const utf8 = new TextDecoder()

/** Cuts its strings out of one: decoding each for itself takes longer than to read it. */
export function asciiOf(bytes: Uint8Array): CellText['asciiAt'] {
  let text: string | null = null
  return (start, end) => {
    text ??= Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
    return text.slice(start, end)
  }
}

/** How the cells of a column are read into its builder, chosen once a block. */
export function cellParser(
  type: ColumnType,
  builder: AnyColumnBuilder,
  source: CellText,
): CellParser {
  switch (type.kind) {
    case 'bool':
      return boolParser(builder as BoolBuilder, source)
    case 'int16':
      return integerParser(builder as NumberBuilder, 32_767, source)
    case 'int32':
      return integerParser(builder as NumberBuilder, 2_147_483_647, source)
    case 'int64':
      return int64Parser(builder as BigIntBuilder, source)
    case 'float32':
    case 'float64':
      return realParser(builder as NumberBuilder, source)
    case 'decimal':
      return decimalParser(builder as DecimalBuilder, type, source)
    case 'date':
      return dateParser(builder as NumberBuilder, source)
    case 'time':
      return timeParser(builder as BigIntBuilder, type.unit, source)
    case 'timestamp':
      return timestampParser(builder as BigIntBuilder, type, source)
    case 'binary':
      return binaryParser(builder as BytesBuilder, source)
    case 'text':
      return textParser(builder as BytesBuilder, type, source)
    case 'any':
      return (start, end) => {
        ;(builder as BytesBuilder).appendText(`t${utf8.decode(source.bytes.subarray(start, end))}`)
        return true
      }
  }
}

const BOOLEANS = new Map(
  Object.entries({ true: 1, t: 1, yes: 1, '1': 1, false: 0, f: 0, no: 0, '0': 0 }),
)

const boolParser =
  (builder: BoolBuilder, { bytes, asciiAt }: CellText): CellParser =>
  (start, end) => {
    if (end - start > 5) return false
    const value =
      end - start === 1 ? boolOf(bytes[start]!) : BOOLEANS.get(asciiAt(start, end).toLowerCase())
    if (value === undefined) return false
    builder.append(value === 1)
    return true
  }

function boolOf(byte: number): number | undefined {
  if (byte === 0x74 || byte === 0x54 || byte === 0x31) return 1
  return byte === 0x66 || byte === 0x46 || byte === 0x30 ? 0 : undefined
}

function integerParser(builder: NumberBuilder, max: number, { bytes }: CellText): CellParser {
  return (start, end) => {
    const value = smallInteger(bytes, start, end)
    if (!(value <= max && value >= -max - 1)) return false
    builder.append(value)
    return true
  }
}

const INTEGER = /^[+-]?\d+$/

function int64Parser(builder: BigIntBuilder, { bytes, asciiAt }: CellText): CellParser {
  return (start, end) => {
    const small = smallInteger(bytes, start, end)
    if (!Number.isNaN(small)) {
      builder.appendNumber(small)
      return true
    }
    const text = asciiAt(start, end)
    if (!INTEGER.test(text)) return false
    const value = BigInt(text.replace('+', ''))
    if (BigInt.asIntN(64, value) !== value) return false
    builder.append(value)
    return true
  }
}

/** Up to 15 digits; NaN for everything else. */
function smallInteger(bytes: Uint8Array, start: number, end: number): number {
  const isNegative = bytes[start] === DASH
  const from = isNegative || bytes[start] === PLUS ? start + 1 : start
  if (from === end || end - from > 15) return NaN
  let value = 0
  for (let at = from; at < end; at++) {
    const digit = bytes[at]! - ZERO
    if (!(digit >= 0 && digit <= 9)) return NaN
    value = value * 10 + digit
  }
  return isNegative ? -value : value
}

const SPECIAL_REALS: Readonly<Record<string, number>> = {
  nan: NaN,
  inf: Infinity,
  infinity: Infinity,
  '-inf': -Infinity,
  '-infinity': -Infinity,
}
const POWERS_OF_TEN = Array.from({ length: 39 }, (_, exponent) => 10n ** BigInt(exponent))
/** All that a double holds exactly. */
const EXACT_POWERS_OF_TEN = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent)

function realParser(builder: NumberBuilder, { bytes, asciiAt, decimalMark }: CellText): CellParser {
  const mark = decimalMark.charCodeAt(0)
  return (start, end) => {
    const number = numberAt(bytes, start, end, mark)
    const value = number
      ? (exactReal(number) ?? Number(withPoint(asciiAt(start, end), decimalMark)))
      : SPECIAL_REALS[asciiAt(start, end).toLowerCase()]
    if (value === undefined) return false
    builder.append(value)
    return true
  }
}

/** Of two numbers that are exact a quotient or product is rounded once, as it should be. */
function exactReal({ isNegative, unscaled, places, exponent }: ScannedNumber): number | null {
  const shift = exponent - places
  if (unscaled > Number.MAX_SAFE_INTEGER || shift < -22 || shift > 22) return null
  const value =
    shift < 0 ? unscaled / EXACT_POWERS_OF_TEN[-shift]! : unscaled * EXACT_POWERS_OF_TEN[shift]!
  return isNegative ? -value : value
}

const withPoint = (text: string, mark: string): string =>
  mark === '.' ? text : text.replace(mark, '.')

function decimalParser(
  builder: DecimalBuilder,
  { precision, scale }: { precision: number; scale: number },
  { bytes, asciiAt, decimalMark }: CellText,
): CellParser {
  const mark = decimalMark.charCodeAt(0)
  const limit = POWERS_OF_TEN[precision]!
  const smallLimit = precision > 15 ? Infinity : 10 ** precision
  return (start, end) => {
    const number = numberAt(bytes, start, end, mark)
    if (!number) return false
    const shift = scale - number.places + number.exponent
    const magnitude = shift < 0 || shift > 22 ? NaN : number.unscaled * EXACT_POWERS_OF_TEN[shift]!
    if (magnitude <= Number.MAX_SAFE_INTEGER) {
      if (magnitude >= smallLimit) return false
      builder.appendNumber(number.isNegative ? -magnitude : magnitude)
      return true
    }
    const unscaled = unscaledOf(withPoint(asciiAt(start, end), decimalMark), scale)
    if (unscaled === null || unscaled >= limit || unscaled <= -limit) return false
    builder.append(unscaled)
    return true
  }
}

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,4}))?$/i

/** The number times 10^scale; null where the text is none or would lose digits. */
function unscaledOf(text: string, scale: number): bigint | null {
  const [whole, sign, before = '', after = '', exponent = '0'] = DECIMAL.exec(text) ?? []
  if (whole === undefined || before + after === '') return null
  const shift = scale - after.length + Number(exponent)
  const digits = BigInt(before + after) * (sign === '-' ? -1n : 1n)
  if (shift >= 0) return shift > 500 ? null : digits * 10n ** BigInt(shift)
  const divisor = 10n ** BigInt(-shift)
  return digits % divisor === 0n ? digits / divisor : null
}

const dateParser =
  (builder: NumberBuilder, { bytes }: CellText): CellParser =>
  (start, end) => {
    const day = end - start === 10 ? dayAt(bytes, start) : NaN
    if (Number.isNaN(day)) return false
    builder.append(day)
    return true
  }

const SECONDS_A_DAY = 86_400

function timeParser(builder: BigIntBuilder, unit: 'us' | 'ns', { bytes }: CellText): CellParser {
  return (start, end) => {
    const clock = clockAt(bytes, start, end)
    if (!clock || clock.end !== end || (unit === 'us' && clock.nanos % 1_000 !== 0)) return false
    return appendUnits(builder, clock.seconds, clock.nanos, unit)
  }
}

function timestampParser(
  builder: BigIntBuilder,
  { unit, zone }: { unit: 'us' | 'ns'; zone: 'UTC' | null },
  { bytes }: CellText,
): CellParser {
  return (start, end) => {
    const day = end - start >= 10 ? dayAt(bytes, start) : NaN
    if (Number.isNaN(day)) return false
    if (end - start === 10) {
      if (zone !== null) return false
      return appendUnits(builder, day * SECONDS_A_DAY, 0, unit)
    }
    const separator = bytes[start + 10]
    const clock = separator === 0x20 || separator === 0x54 ? clockAt(bytes, start + 11, end) : null
    if (!clock || (unit === 'us' && clock.nanos % 1_000 !== 0)) return false
    let offset = 0
    if (zone === null ? clock.end !== end : clock.end === end) return false
    if (zone !== null) {
      const zoneAt = bytes[clock.end] === 0x20 ? clock.end + 1 : clock.end
      const minutes = offsetMinutesAt(bytes, zoneAt, end)
      if (minutes === null) return false
      offset = minutes * 60
    }
    const seconds = day * SECONDS_A_DAY + clock.seconds - offset
    return appendUnits(builder, seconds, clock.nanos, unit)
  }
}

/** False: in nanoseconds, 64 bits last from 1677 to 2262. */
function appendUnits(
  builder: BigIntBuilder,
  seconds: number,
  nanos: number,
  unit: 'us' | 'ns',
): boolean {
  const perSecond = unit === 'us' ? 1_000_000 : 1_000_000_000
  const fraction = unit === 'us' ? nanos / 1_000 : nanos
  const units = seconds * perSecond + fraction
  if (Number.isSafeInteger(units)) {
    builder.appendNumber(units)
    return true
  }
  const exact = BigInt(seconds) * BigInt(perSecond) + BigInt(fraction)
  if (BigInt.asIntN(64, exact) !== exact) return false
  builder.append(exact)
  return true
}

const HEX = /^(?:0x|\\x)?((?:[0-9a-f]{2})*)$/i

const binaryParser =
  (builder: BytesBuilder, { asciiAt }: CellText): CellParser =>
  (start, end) => {
    const digits = HEX.exec(asciiAt(start, end))?.[1]
    if (digits === undefined) return false
    builder.append(Buffer.from(digits, 'hex'))
    return true
  }

/** Read to see whether there is one. */
const uuid = new Uint8Array(16)

function textParser(
  builder: BytesBuilder,
  { mark }: Extract<ColumnType, { kind: 'text' }>,
  { bytes, asciiAt, decimalMark }: CellText,
): CellParser {
  const append: CellParser = (start, end) => {
    builder.append(bytes, start, end)
    return true
  }
  switch (mark) {
    case 'uuid':
      return (start, end) => readUuid(bytes, start, end, uuid) && append(start, end)
    case 'json':
      return (start, end) => isJson(utf8.decode(bytes.subarray(start, end))) && append(start, end)
    case 'decimal':
      return (start, end) => {
        const number = numberAt(bytes, start, end, decimalMark.charCodeAt(0))
        const text = asciiAt(start, end)
        if (!number && !(text.toLowerCase() in SPECIAL_REALS)) return false
        builder.appendText(number ? withPoint(text, decimalMark) : text)
        return true
      }
    default:
      return append
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
