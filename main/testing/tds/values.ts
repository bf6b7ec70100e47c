import type { ServerType, Value } from './types.ts'

/** A number in text as an integer times 10 to the power of minus `scale`, rounded half away from 0. */
export function unscaled(text: string, scale: number): bigint {
  const match = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?\s*$/i.exec(text)
  if (!match || (!match[2] && !match[3])) throw new Error(`Error converting “${text}” to decimal`)
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  const shift = scale - fraction.length + Number(exponent)
  let digits = BigInt(whole + fraction)
  if (shift >= 0) digits *= 10n ** BigInt(shift)
  else digits = (digits + 5n * 10n ** BigInt(-shift - 1)) / 10n ** BigInt(-shift)
  return sign === '-' ? -digits : digits
}

export function scaledText(value: bigint, scale: number): string {
  if (scale === 0) return String(value)
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0')
  return `${value < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/** The value as its type keeps it, in the form SQLite stores. */
export function convert(value: Value, type: ServerType): Value {
  if (value === null) return null
  switch (type.name) {
    case 'int':
    case 'bigint':
    case 'smallint':
    case 'tinyint':
      return integerOf(value)
    case 'bit':
      return value === 'true' || (value !== 'false' && Number(value) !== 0) ? 1n : 0n
    case 'real':
    case 'float':
      return numberOf(value)
    case 'decimal':
      return scaledText(unscaled(String(value), type.scale), type.scale)
    case 'money':
    case 'smallmoney':
      return scaledText(unscaled(String(value), 4), 4)
    case 'binary':
    case 'varbinary':
    case 'image':
      return Buffer.isBuffer(value) ? value : Buffer.from(String(value), 'latin1')
    case 'uniqueidentifier':
      return String(value).toUpperCase()
    case 'char':
    case 'nchar':
      return String(value).padEnd(type.length)
    default:
      return Buffer.isBuffer(value) ? value.toString('utf8') : String(value)
  }
}

/** Digits by themselves are no double: there are 64-bit integers that none has. */
const integerOf = (value: Exclude<Value, null>): bigint =>
  typeof value === 'bigint' || /^\s*-?\d+\s*$/.test(String(value))
    ? BigInt(value as bigint | string)
    : BigInt(Math.trunc(numberOf(value)))

function numberOf(value: Exclude<Value, null>): number {
  const number = Number(value)
  if (Number.isNaN(number) || String(value).trim() === '')
    throw new Error(`Conversion failed when converting the value '${String(value)}' to a number.`)
  return number
}

const DATE_TIME =
  /^(?:(\d{4})-(\d\d)-(\d\d))?[T ]?(?:(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?\s*(Z|[+-]\d\d:\d\d)?$/

export type DateTimeParts = {
  /** Days from 0001-01-01; those of 1900-01-01 where there is no date. */
  readonly days: number
  /** Units of 10^-7 s since midnight. */
  readonly ticks: number
  readonly offsetMinutes: number
}

const YEAR_1_DAYS = 719_162

export function dateTimeParts(text: string): DateTimeParts {
  const match = DATE_TIME.exec(text.trim())
  if (!match) throw new Error(`Conversion failed when converting “${text}” to date and time.`)
  const [, year = '1900', month = '01', day = '01', hour = '0', minute = '0'] = match
  const [second = '0', fraction = '', zone = ''] = match.slice(6)
  const date = new Date(0)
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  const seconds = Number(hour) * 3_600 + Number(minute) * 60 + Number(second)
  const [, sign = '', offsetHours = '0', offsetMinutes = '0'] =
    /([+-])(\d\d):(\d\d)/.exec(zone) ?? []
  return {
    days: Math.round(date.getTime() / 86_400_000) + YEAR_1_DAYS,
    ticks: seconds * 10_000_000 + Number(fraction.padEnd(7, '0').slice(0, 7)),
    offsetMinutes: (sign === '-' ? -1 : 1) * (Number(offsetHours) * 60 + Number(offsetMinutes)),
  }
}

export function dateTimeText(days: number, ticks: number | null, scale: number): string {
  const date = new Date((days - YEAR_1_DAYS) * 86_400_000)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${String(date.getUTCFullYear()).padStart(4, '0')}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`
  return ticks === null ? day : `${day} ${timeText(ticks, scale)}`
}

export function timeText(ticks: number, scale: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const seconds = Math.floor(ticks / 10_000_000)
  const clock = `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  const fraction = String(ticks % 10_000_000)
    .padStart(7, '0')
    .slice(0, scale)
  return fraction === '' ? clock : `${clock}.${fraction}`
}
