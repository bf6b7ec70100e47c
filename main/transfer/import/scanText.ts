/** Readers of dates and times in bytes; NaN where there is none. */

const ZERO = 0x30
const DASH = 0x2d
const COLON = 0x3a
const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** A number of `count` digits; NaN where one is none. */
export function digitsAt(bytes: Uint8Array, at: number, count: number): number {
  let value = 0
  for (let index = at; index < at + count; index++) {
    const digit = bytes[index]! - ZERO
    if (!(digit >= 0 && digit <= 9)) return NaN
    value = value * 10 + digit
  }
  return value
}

/** Days since 1970 of `2024-01-31`, years 1 to 9999. */
export function dayAt(bytes: Uint8Array, at: number): number {
  if (bytes[at + 4] !== DASH || bytes[at + 7] !== DASH) return NaN
  const year = digitsAt(bytes, at, 4)
  const month = digitsAt(bytes, at + 5, 2)
  const day = digitsAt(bytes, at + 8, 2)
  if (!(year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= DAYS_IN_MONTH[month - 1]!))
    return NaN
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  if (month === 2 && day === 29 && !isLeap) return NaN
  const before = year - 1
  const leaps = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400)
  const inYear = DAYS_BEFORE_MONTH[month - 1]! + (isLeap && month > 2 ? 1 : 0) + day - 1
  return before * 365 + leaps + inYear - 719_162
}

/** A time of day: whole seconds, the fraction in nanoseconds, and where it ends. */
export type Clock = { seconds: number; nanos: number; fractionDigits: number; end: number }

/** `03:04`, `03:04:05`, `03:04:05.678`; null where there is none. The object is used again. */
export function clockAt(bytes: Uint8Array, at: number, end: number): Clock | null {
  const hours = digitsAt(bytes, at, 2)
  const minutes = digitsAt(bytes, at + 3, 2)
  if (bytes[at + 2] !== COLON || !(hours <= 23 && minutes <= 59) || at + 5 > end) return null
  clock.seconds = hours * 3_600 + minutes * 60
  clock.nanos = 0
  clock.fractionDigits = 0
  clock.end = at + 5
  if (at + 8 > end || bytes[at + 5] !== COLON) return clock
  const seconds = digitsAt(bytes, at + 6, 2)
  if (!(seconds <= 59)) return null
  clock.seconds += seconds
  clock.end = at + 8
  if (clock.end < end && (bytes[clock.end] === 0x2e || bytes[clock.end] === 0x2c))
    return readFraction(bytes, clock.end + 1, end)
  return clock
}

const clock: Clock = { seconds: 0, nanos: 0, fractionDigits: 0, end: 0 }

function readFraction(bytes: Uint8Array, from: number, end: number): Clock | null {
  let at = from
  let value = 0
  for (; at < end && at - from < 9; at++) {
    const digit = bytes[at]! - ZERO
    if (!(digit >= 0 && digit <= 9)) break
    value = value * 10 + digit
  }
  const digits = at - from
  if (digits === 0) return null
  clock.nanos = value * 10 ** (9 - digits)
  clock.fractionDigits = digits
  clock.end = at
  return clock
}

/** Minutes ahead of UTC of `Z`, `+02`, `+0200`, `-03:30`; null where it is no offset. */
export function offsetMinutesAt(bytes: Uint8Array, from: number, end: number): number | null {
  const sign = bytes[from]
  if ((sign === 0x5a || sign === 0x7a) && end === from + 1) return 0
  if (sign !== 0x2b && sign !== DASH) return null
  const hours = digitsAt(bytes, from + 1, 2)
  const rest = end - from - 3
  let minutes = 0
  if (rest === 2) minutes = digitsAt(bytes, from + 3, 2)
  else if (rest === 3 && bytes[from + 3] === COLON) minutes = digitsAt(bytes, from + 4, 2)
  else if (rest !== 0) return null
  if (!(hours <= 15 && minutes <= 59)) return null
  return (sign === DASH ? -1 : 1) * (hours * 60 + minutes)
}
