import { dateText, timestampText } from '../../../../contract/format/dateTimeText.ts'

/** PostgreSQL counts days and microseconds from 2000-01-01, columns from 1970-01-01. */
export const EPOCH_DAYS = 10_957
const MICROSECONDS_A_DAY = 86_400_000_000n
export const EPOCH_MICROSECONDS = BigInt(EPOCH_DAYS) * MICROSECONDS_A_DAY

/** Days from 1970 of 0001-01-01 and 10000-01-01. */
const FIRST_DAY = -719_162
const DAY_AFTER_LAST = 2_932_897
const FIRST_MICROSECOND = BigInt(FIRST_DAY) * MICROSECONDS_A_DAY
const MICROSECOND_AFTER_LAST = BigInt(DAY_AFTER_LAST) * MICROSECONDS_A_DAY

/** What the server sends for the infinities, in place of a count. */
const POSITIVE_INFINITY_DAYS = 0x7fff_ffff
const POSITIVE_INFINITY_MICROSECONDS = 0x7fff_ffff_ffff_ffffn

export const daysFrom1970 = (serverDays: number): number => serverDays + EPOCH_DAYS
export const microsecondsFrom1970 = (serverMicroseconds: bigint): bigint =>
  serverMicroseconds + EPOCH_MICROSECONDS

/** Infinities and years outside 1 to 9999 stay as text: not every reader of a column shows them. */
export const isPlainDate = (days: number): boolean => days >= FIRST_DAY && days < DAY_AFTER_LAST
export const isPlainTimestamp = (microseconds: bigint): boolean =>
  microseconds >= FIRST_MICROSECOND && microseconds < MICROSECOND_AFTER_LAST
/** 24:00:00 is a time of day for PostgreSQL, and one too late for everyone else. */
export const isPlainTime = (microseconds: bigint): boolean => microseconds < MICROSECONDS_A_DAY

/** Any date of the server, as it writes it. */
export function serverDateText(serverDays: number): string {
  if (serverDays === POSITIVE_INFINITY_DAYS) return 'infinity'
  if (serverDays === -POSITIVE_INFINITY_DAYS - 1) return '-infinity'
  return dateText(daysFrom1970(serverDays))
}

/** Any timestamp of the server, as it writes it; an instant in UTC. */
export function serverTimestampText(serverMicroseconds: bigint, zone: 'UTC' | null): string {
  if (serverMicroseconds === POSITIVE_INFINITY_MICROSECONDS) return 'infinity'
  if (serverMicroseconds === -POSITIVE_INFINITY_MICROSECONDS - 1n) return '-infinity'
  return timestampText(microsecondsFrom1970(serverMicroseconds), 'us', zone)
}
