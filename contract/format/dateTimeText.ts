import type { TimeUnit } from '../columns.ts'
import { zoneOffsetSeconds } from './zoneOffset.ts'

const NANOS_PER_UNIT: Record<TimeUnit, bigint> = { us: 1_000n, ns: 1n }
const UNITS_PER_SECOND: Record<TimeUnit, bigint> = { us: 1_000_000n, ns: 1_000_000_000n }
const SECONDS_PER_DAY = 86_400

/** `2024-01-02`; years above 9999 with as many digits as they have, years BC as `0044-03-15 BC`. */
export function dateText(daysSince1970: number): string {
  const { text, isBc } = dateParts(daysSince1970)
  return isBc ? `${text} BC` : text
}

/** `03:04:05.123456`, trailing zeros of the fraction cut. */
export function timeText(sinceMidnight: bigint, unit: TimeUnit): string {
  const perSecond = UNITS_PER_SECOND[unit]
  const seconds = Number(sinceMidnight / perSecond)
  return clockText(seconds) + fractionText(sinceMidnight % perSecond, unit)
}

/**
 * `2024-01-02 03:04:05.5`. A zone makes it an instant, shown in that zone with its offset:
 * `2024-01-02 04:04:05.5+01`. As PostgreSQL writes them, years BC included.
 */
export function timestampText(since1970: bigint, unit: TimeUnit, zone: string | null): string {
  const perSecond = UNITS_PER_SECOND[unit]
  const fraction = positiveModulo(since1970, perSecond)
  const utcSeconds = Number((since1970 - fraction) / perSecond)
  const offset = zone === null ? 0 : zoneOffsetSeconds(zone, utcSeconds)
  const seconds = utcSeconds + offset
  const days = Math.floor(seconds / SECONDS_PER_DAY)
  const { text, isBc } = dateParts(days)
  const time = clockText(seconds - days * SECONDS_PER_DAY) + fractionText(fraction, unit)
  const offsetText = zone === null ? '' : formatOffset(offset)
  return `${text} ${time}${offsetText}${isBc ? ' BC' : ''}`
}

const positiveModulo = (value: bigint, divisor: bigint): bigint =>
  ((value % divisor) + divisor) % divisor

function fractionText(fraction: bigint, unit: TimeUnit): string {
  if (fraction === 0n) return ''
  const nanos = String(fraction * NANOS_PER_UNIT[unit]).padStart(9, '0')
  return `.${nanos.replace(/0+$/, '')}`
}

function clockText(secondsOfDay: number): string {
  const hours = Math.floor(secondsOfDay / 3_600)
  const minutes = Math.floor(secondsOfDay / 60) % 60
  return `${two(hours)}:${two(minutes)}:${two(secondsOfDay % 60)}`
}

/** `+00`, `-03:30`, and `+00:53:28` for the local mean times of old. */
function formatOffset(offsetSeconds: number): string {
  const sign = offsetSeconds < 0 ? '-' : '+'
  const size = Math.abs(offsetSeconds)
  const minutes = Math.floor(size / 60) % 60
  const seconds = size % 60
  const tail =
    seconds > 0 ? `:${two(minutes)}:${two(seconds)}` : minutes > 0 ? `:${two(minutes)}` : ''
  return sign + two(Math.floor(size / 3_600)) + tail
}

function dateParts(daysSince1970: number): { text: string; isBc: boolean } {
  const { year, month, day } = civilFromDays(daysSince1970)
  const isBc = year <= 0
  const shownYear = String(isBc ? 1 - year : year).padStart(4, '0')
  return { text: `${shownYear}-${two(month)}-${two(day)}`, isBc }
}

const two = (value: number): string => (value < 10 ? `0${value}` : String(value))

/**
 * The day in the proleptic Gregorian calendar, year 0 being 1 BC. Counts in eras of 400 years from a
 * year that begins in March, so that the leap day comes last
 * (https://howardhinnant.github.io/date_algorithms.html#civil_from_days).
 */
function civilFromDays(daysSince1970: number): { year: number; month: number; day: number } {
  const shifted = daysSince1970 + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  }
}
