import type { ColumnType } from '../../../contract/columns.ts'
import {
  type AnyColumnBuilder,
  type BigIntBuilder,
  type BoolBuilder,
  type BytesBuilder,
  type DecimalBuilder,
  type NumberBuilder,
} from '../../frame/ColumnBuilder.ts'
import { clockAt, dayAt, offsetMinutesAt } from './scanText.ts'

/** Appends the cell in `[start, end)`; false, and nothing appended: it is none of the type. */
export type CellParser = (bytes: Uint8Array, start: number, end: number) => boolean

const ZERO = 0x30
const DASH = 0x2d
const latin1 = new TextDecoder('latin1')
const utf8 = new TextDecoder()
const textOf = (bytes: Uint8Array, start: number, end: number) =>
  latin1.decode(bytes.subarray(start, end))

/** How the cells of a column are read into its builder, chosen once a block. */
export function cellParser(
  type: ColumnType,
  builder: AnyColumnBuilder,
  decimalMark: '.' | ',',
): CellParser {
  switch (type.kind) {
    case 'bool':
      return boolParser(builder as BoolBuilder)
    case 'int16':
      return integerParser(builder as NumberBuilder, 32_767)
    case 'int32':
      return integerParser(builder as NumberBuilder, 2_147_483_647)
    case 'int64':
      return int64Parser(builder as BigIntBuilder)
    case 'float32':
    case 'float64':
      return realParser(builder as NumberBuilder, decimalMark)
    case 'decimal':
      return decimalParser(builder as DecimalBuilder, type, decimalMark)
    case 'date':
      return dateParser(builder as NumberBuilder)
    case 'time':
      return timeParser(builder as BigIntBuilder, type.unit)
    case 'timestamp':
      return timestampParser(builder as BigIntBuilder, type)
    case 'binary':
      return binaryParser(builder as BytesBuilder)
    case 'text':
      return textParser(builder as BytesBuilder, type, decimalMark)
    case 'any':
      return (bytes, start, end) => {
        ;(builder as BytesBuilder).appendText(`t${utf8.decode(bytes.subarray(start, end))}`)
        return true
      }
  }
}

const BOOLEANS: Readonly<Record<string, boolean>> = {
  true: true,
  t: true,
  yes: true,
  '1': true,
  false: false,
  f: false,
  no: false,
  '0': false,
}

const boolParser =
  (builder: BoolBuilder): CellParser =>
  (bytes, start, end) => {
    if (end - start > 5) return false
    const value = BOOLEANS[textOf(bytes, start, end).toLowerCase()]
    if (value === undefined) return false
    builder.append(value)
    return true
  }

function integerParser(builder: NumberBuilder, max: number): CellParser {
  return (bytes, start, end) => {
    const isNegative = bytes[start] === DASH
    const from = isNegative || bytes[start] === 0x2b ? start + 1 : start
    if (from === end || end - from > 15) return false
    let value = 0
    for (let at = from; at < end; at++) {
      const digit = bytes[at]! - ZERO
      if (!(digit >= 0 && digit <= 9)) return false
      value = value * 10 + digit
    }
    if (isNegative ? value > max + 1 : value > max) return false
    builder.append(isNegative ? -value : value)
    return true
  }
}

const INTEGER = /^[+-]?\d+$/

function int64Parser(builder: BigIntBuilder): CellParser {
  return (bytes, start, end) => {
    const small = smallInteger(bytes, start, end)
    if (!Number.isNaN(small)) {
      builder.append(BigInt(small))
      return true
    }
    const text = textOf(bytes, start, end)
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
  const from = isNegative ? start + 1 : start
  if (from === end || end - from > 15) return NaN
  let value = 0
  for (let at = from; at < end; at++) {
    const digit = bytes[at]! - ZERO
    if (!(digit >= 0 && digit <= 9)) return NaN
    value = value * 10 + digit
  }
  return isNegative ? -value : value
}

const REAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
const SPECIAL_REALS: Readonly<Record<string, number>> = {
  nan: NaN,
  inf: Infinity,
  infinity: Infinity,
  '-inf': -Infinity,
  '-infinity': -Infinity,
}

function realParser(builder: NumberBuilder, decimalMark: string): CellParser {
  return (bytes, start, end) => {
    const written = textOf(bytes, start, end)
    const text = decimalMark === '.' ? written : withPoint(written)
    const value = REAL.test(text) ? Number(text) : SPECIAL_REALS[text.toLowerCase()]
    if (value === undefined) return false
    builder.append(value)
    return true
  }
}

/** What stands with a point is no number where a comma is the mark. */
const withPoint = (text: string): string => text.replaceAll('.', '?').replace(',', '.')

const POWERS_OF_TEN = Array.from({ length: 39 }, (_, exponent) => 10n ** BigInt(exponent))

function decimalParser(
  builder: DecimalBuilder,
  { precision, scale }: { precision: number; scale: number },
  decimalMark: string,
): CellParser {
  const mark = decimalMark.charCodeAt(0)
  const limit = POWERS_OF_TEN[precision]!
  return (bytes, start, end) => {
    const isNegative = bytes[start] === DASH
    const from = isNegative || bytes[start] === 0x2b ? start + 1 : start
    let value = 0
    let digits = 0
    let places = -1
    for (let at = from; at < end; at++) {
      const byte = bytes[at]!
      if (byte === mark && places < 0) {
        places = 0
        continue
      }
      const digit = byte - ZERO
      if (!(digit >= 0 && digit <= 9)) return appendExponent(textOf(bytes, start, end))
      if (places >= 0) places++
      digits++
      value = value * 10 + digit
    }
    if (digits === 0) return false
    places = Math.max(places, 0)
    if (digits > 15 || places > scale) return appendExponent(textOf(bytes, start, end))
    const unscaled = BigInt(isNegative ? -value : value) * POWERS_OF_TEN[scale - places]!
    if (digits + scale - places > precision && (unscaled >= limit || unscaled <= -limit))
      return false
    builder.append(unscaled)
    return true
  }

  /** Many digits, an exponent, or more places than the type has, which may be zeros. */
  function appendExponent(written: string): boolean {
    const unscaled = unscaledOf(decimalMark === '.' ? written : withPoint(written), scale)
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
  (builder: NumberBuilder): CellParser =>
  (bytes, start, end) => {
    const day = end - start === 10 ? dayAt(bytes, start) : NaN
    if (Number.isNaN(day)) return false
    builder.append(day)
    return true
  }

const SECONDS_A_DAY = 86_400

function timeParser(builder: BigIntBuilder, unit: 'us' | 'ns'): CellParser {
  return (bytes, start, end) => {
    const clock = clockAt(bytes, start, end)
    if (!clock || clock.end !== end || (unit === 'us' && clock.nanos % 1_000 !== 0)) return false
    builder.append(unitsOf(clock.seconds, clock.nanos, unit))
    return true
  }
}

function timestampParser(
  builder: BigIntBuilder,
  { unit, zone }: { unit: 'us' | 'ns'; zone: 'UTC' | null },
): CellParser {
  return (bytes, start, end) => {
    const day = end - start >= 10 ? dayAt(bytes, start) : NaN
    if (Number.isNaN(day)) return false
    if (end - start === 10) {
      if (zone !== null) return false
      builder.append(unitsOf(day * SECONDS_A_DAY, 0, unit))
      return true
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
    builder.append(unitsOf(day * SECONDS_A_DAY + clock.seconds - offset, clock.nanos, unit))
    return true
  }
}

function unitsOf(seconds: number, nanos: number, unit: 'us' | 'ns'): bigint {
  // Microseconds of four-digit years stay below 2^58; up to 2^53 they are exact as a number.
  if (unit === 'us' && Math.abs(seconds) < 9_000_000_000)
    return BigInt(seconds * 1_000_000 + nanos / 1_000)
  const perSecond = unit === 'us' ? 1_000_000n : 1_000_000_000n
  return BigInt(seconds) * perSecond + BigInt(unit === 'us' ? nanos / 1_000 : nanos)
}

const HEX = /^(?:0x|\\x)?((?:[0-9a-f]{2})*)$/i

const binaryParser =
  (builder: BytesBuilder): CellParser =>
  (bytes, start, end) => {
    const digits = HEX.exec(textOf(bytes, start, end))?.[1]
    if (digits === undefined) return false
    builder.append(Buffer.from(digits, 'hex'))
    return true
  }

const UUID = /^[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i

function textParser(
  builder: BytesBuilder,
  { mark }: Extract<ColumnType, { kind: 'text' }>,
  decimalMark: string,
): CellParser {
  const append: CellParser = (bytes, start, end) => {
    builder.append(bytes, start, end)
    return true
  }
  const checked =
    (isFine: (text: string) => boolean): CellParser =>
    (bytes, start, end) =>
      isFine(utf8.decode(bytes.subarray(start, end))) && append(bytes, start, end)
  switch (mark) {
    case 'uuid':
      return checked((text) => UUID.test(text))
    case 'json':
      return checked(isJson)
    case 'decimal':
      return (bytes, start, end) => {
        const written = textOf(bytes, start, end)
        const text = decimalMark === '.' ? written : withPoint(written)
        const isNumber = DECIMAL.test(text) && /\d/.test(text)
        if (!isNumber && !(text.toLowerCase() in SPECIAL_REALS)) return false
        builder.appendText(text)
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
