import { dateText } from '../../contract/format/dateTimeText.ts'
import type { TimeUnit } from '../../contract/columns.ts'

/**
 * A number of units, rounded down where what was written has more digits: so a column of whole
 * numbers can be compared with it exactly.
 */
export type Whole = { readonly floor: bigint; readonly isExact: boolean }

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,4}))?$/i

/** A number in units of 10 to the power of `-scale`; null where it is none. */
export function readNumber(text: string, scale: number): Whole | null {
  const parts = NUMBER.exec(text)
  if (!parts) return null
  const [, sign, whole = '', fraction = '', exponentText = '0'] = parts
  if (whole === '' && fraction === '') return null
  const shift = scale - fraction.length + Number(exponentText)
  const digits = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n)
  if (shift >= 0) return { floor: digits * 10n ** BigInt(shift), isExact: true }
  return divide(digits, 10n ** BigInt(-shift))
}

const DATE = /^(\d{4,7})-(\d\d)-(\d\d)( BC)?$/i

/** Days since 1970-01-01 of `2024-01-31`, or `0044-03-15 BC`; null where it is no day. */
export function readDate(text: string): Whole | null {
  const parts = DATE.exec(text)
  if (!parts) return null
  const [, year, month, day, era] = parts
  const days = daysFromCivil(era ? 1 - Number(year) : Number(year), Number(month), Number(day))
  // Months of 31 days and leap years: a day that is none comes out as another.
  const isDay = dateText(days).toUpperCase() === text.replace(/^0+(?=\d{4})/, '').toUpperCase()
  return isDay ? { floor: BigInt(days), isExact: true } : null
}

const TIME = /^(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?$/

/** Units since midnight of `03:04`, `03:04:05` or `03:04:05.678`; null where it is no time. */
export function readTime(text: string, unit: TimeUnit): Whole | null {
  const parts = TIME.exec(text)
  if (!parts) return null
  const [hours, minutes, seconds] = [parts[1], parts[2], parts[3] ?? 0].map(Number)
  if (hours! > 24 || minutes! > 59 || seconds! > 60) return null
  const whole = hours! * 3_600 + minutes! * 60 + seconds!
  return readNumber(`${whole}.${parts[4] ?? ''}`, unit === 'us' ? 6 : 9)
}

const TIMESTAMP = /^(\S+?)(?:[ T]([\d:.]+)(Z|[+-]\d\d(?::?\d\d)?)?)?( BC)?$/i

/**
 * Units since 1970-01-01 00:00 of a date with or without a time. `2024-01-02 03:04:05+01` has an
 * offset, which only an instant may have; without one it is taken as UTC.
 */
export function readTimestamp(text: string, unit: TimeUnit, isInstant: boolean): Whole | null {
  const parts = TIMESTAMP.exec(text)
  if (!parts) return null
  const [, dayText = '', clock = '00:00', zone, era = ''] = parts
  const day = readDate(dayText + era)
  const time = readTime(clock, unit)
  if (!day || !time || (zone && !isInstant)) return null
  const perSecond = unit === 'us' ? 1_000_000n : 1_000_000_000n
  const seconds = day.floor * 86_400n - offsetSeconds(zone ?? 'Z')
  return { floor: seconds * perSecond + time.floor, isExact: time.isExact }
}

function offsetSeconds(zone: string): bigint {
  if (zone.toUpperCase() === 'Z') return 0n
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0')
  const seconds = Number(digits.slice(0, 2)) * 3_600 + Number(digits.slice(2)) * 60
  return BigInt(zone.startsWith('-') ? -seconds : seconds)
}

/** https://howardhinnant.github.io/date_algorithms.html#days_from_civil */
function daysFromCivil(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100)
  return era * 146_097 + yearOfEra * 365 + leapDays + dayOfYear - 719_468
}

function divide(value: bigint, divisor: bigint): Whole {
  const rest = value % divisor
  const floor = value / divisor - (rest < 0n ? 1n : 0n)
  return { floor, isExact: rest === 0n }
}
