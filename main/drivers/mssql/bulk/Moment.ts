import { cellText } from '../../../../contract/cellText.ts'
import type { ColumnData } from '../../../frame/Batch.ts'
import { readBytes, readCell } from '../../../frame/readCell.ts'

/** A date and time as the wire has them; filled anew for each cell. */
export type Moment = {
  /** From 0001-01-01 on the clock of the place; null: there is no date. */
  days: number | null
  /** Units of 100 ns since midnight. */
  ticks: number
  /** Of the place's clock from UTC; null: the value is of no zone. */
  offsetMinutes: number | null
}

/** Fills the moment with the cell of a row. False: it is none, or finer than 100 ns. */
export type MomentReader = (moment: Moment, row: number) => boolean

const DAYS_TO_1970 = 719_162
const MICROSECONDS_A_DAY = 86_400_000_000

export function momentReader(column: ColumnData): MomentReader {
  const { type, values } = column
  switch (type.kind) {
    case 'date':
      return (moment, row) => {
        moment.days = DAYS_TO_1970 + (values[row] as number)
        moment.ticks = 0
        moment.offsetMinutes = null
        return true
      }
    case 'time':
      return (moment, row) => {
        moment.days = null
        moment.offsetMinutes = null
        const units = Number(values[row])
        moment.ticks = type.unit === 'us' ? units * 10 : units / 100
        return Number.isInteger(moment.ticks)
      }
    case 'timestamp':
      return timestampReader(values as BigInt64Array, type)
    case 'text':
      return (moment, row) => readText(moment, latin1.decode(readBytes(column, row)))
    default:
      return (moment, row) => readText(moment, cellText(type, readCell(column, row)!))
  }
}

const latin1 = new TextDecoder('latin1')

function timestampReader(
  units: BigInt64Array,
  { unit, zone }: { readonly unit: 'us' | 'ns'; readonly zone: 'UTC' | null },
): MomentReader {
  const offsetMinutes = zone === null ? null : 0
  return (moment, row) => {
    let microseconds = units[row]!
    let restTicks = 0
    if (unit === 'ns') {
      const nanoseconds = microseconds
      microseconds /= 1_000n
      const rest = Number(nanoseconds - microseconds * 1_000n)
      if (rest % 100 !== 0) return false
      restTicks = rest / 100
    }
    // Up to the year 9999 beyond what is exact as a number: days first.
    const seconds = microseconds / 1_000_000n
    const micros = Number(microseconds - seconds * 1_000_000n)
    const day = Math.floor(Number(seconds) / 86_400)
    let days = day
    let ticks = ((Number(seconds) - day * 86_400) * 1_000_000 + micros) * 10 + restTicks
    if (ticks < 0) {
      days--
      ticks += MICROSECONDS_A_DAY * 10
    }
    moment.days = DAYS_TO_1970 + days
    moment.ticks = ticks
    moment.offsetMinutes = offsetMinutes
    return true
  }
}

const DATE = String.raw`(\d{4})-(\d\d)-(\d\d)`
const TIME = String.raw`(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,7})0*)?)?`
const ZONE = String.raw`(Z|[+-]\d\d(?::?\d\d)?)`
const WRITTEN = new RegExp(
  String.raw`^\s*(?:${DATE})?(?:(?:^|[T ])${TIME})?(?:\s*${ZONE})?\s*$`,
  'i',
)

/** `2024-02-29 12:34:56.1234567 -03:30` and parts of it. */
function readText(moment: Moment, text: string): boolean {
  const match = WRITTEN.exec(text)
  const [, year, month, day, hour, minute = '0', second = '0', fraction = '', zone] = match ?? []
  if (year === undefined && hour === undefined) return false
  const seconds = Number(hour ?? 0) * 3_600 + Number(minute) * 60 + Number(second)
  if (Number(minute) > 59 || Number(second) > 59 || seconds >= 86_400) return false
  moment.days = year === undefined ? null : daysOf(Number(year), Number(month), Number(day))
  moment.ticks = seconds * 10_000_000 + Number(fraction.padEnd(7, '0'))
  moment.offsetMinutes = zone === undefined ? null : minutesOf(zone)
  return !Number.isNaN(moment.days)
}

/** NaN for a day that no calendar has. */
function daysOf(year: number, month: number, day: number): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return NaN
  return DAYS_TO_1970 + date.getTime() / 86_400_000
}

function minutesOf(zone: string): number {
  if (/^z$/i.test(zone)) return 0
  const digits = zone.slice(1).replace(':', '')
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || 0)
  return zone.startsWith('-') ? -minutes : minutes
}
