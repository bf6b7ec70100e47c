import type { ColumnData } from '../../../frame/Batch.ts'
import { type Moment, momentReader } from './Moment.ts'
import type { RowBytes } from './RowBytes.ts'
import { BYTE_NULL, type CellWriter, type WireType } from './WireType.ts'

/** 9999-12-31, in days from 0001-01-01. */
const LAST_DAY = 3_652_058
const DAYS_TO_1900 = 693_595
/** 1753-01-01, in days from 1900-01-01. */
const FIRST_DATETIME_DAY = -53_690
const TICKS_A_MINUTE = 600_000_000
const TICKS_A_DAY = 864_000_000_000
const LARGEST_OFFSET_MINUTES = 14 * 60

type MomentWriter = (out: RowBytes, moment: Moment) => boolean

const writersBy =
  (write: MomentWriter) =>
  (column: ColumnData): CellWriter => {
    const moment: Moment = { days: null, ticks: 0, offsetMinutes: null }
    const read = momentReader(column)
    return (out, row) => read(moment, row) && write(out, moment)
  }

/** A date on a clock without a zone, or on that of UTC; null: there is none, or no calendar has it. */
const naiveDay = ({ days, offsetMinutes }: Moment): number | null =>
  days !== null && isDay(days) && !offsetMinutes ? days : null

const isDay = (days: number): boolean => days >= 0 && days <= LAST_DAY

export const dateType: WireType = {
  declaration: 'date',
  typeInfo: [0x28],
  nullForm: BYTE_NULL,
  writerFor: writersBy((out, moment) => {
    const days = naiveDay(moment)
    if (days === null || moment.ticks !== 0) return false
    out.uint8(3)
    writeDays(out, days)
    return true
  }),
}

export function timeType(scale: number): WireType {
  const { sizeBytes, write } = ticksOf(scale)
  return {
    declaration: `time(${scale})`,
    typeInfo: [0x29, scale],
    nullForm: BYTE_NULL,
    writerFor: writersBy((out, { days, ticks, offsetMinutes }) => {
      // A server may keep 24:00, this one does not.
      if (days !== null || offsetMinutes || ticks >= TICKS_A_DAY) return false
      out.uint8(sizeBytes)
      return write(out, ticks)
    }),
  }
}

/** A time of day, then three bytes of days. */
export function datetime2Type(scale: number): WireType {
  const { sizeBytes, write } = ticksOf(scale)
  return {
    declaration: `datetime2(${scale})`,
    typeInfo: [0x2a, scale],
    nullForm: BYTE_NULL,
    writerFor: writersBy((out, moment) => {
      const days = naiveDay(moment)
      if (days === null) return false
      out.uint8(sizeBytes + 3)
      if (!write(out, moment.ticks)) return false
      writeDays(out, days)
      return true
    }),
  }
}

/** A UTC time and date, then the minutes of the offset. */
export function datetimeoffsetType(scale: number): WireType {
  const { sizeBytes, write } = ticksOf(scale)
  return {
    declaration: `datetimeoffset(${scale})`,
    typeInfo: [0x2b, scale],
    nullForm: BYTE_NULL,
    writerFor: writersBy((out, { days, ticks, offsetMinutes }) => {
      const offset = offsetMinutes ?? 0
      if (days === null || Math.abs(offset) > LARGEST_OFFSET_MINUTES) return false
      const utcTicks = ticks - offset * TICKS_A_MINUTE
      const utcDays = days + Math.floor(utcTicks / TICKS_A_DAY)
      if (!isDay(days) || !isDay(utcDays)) return false
      out.uint8(sizeBytes + 5)
      if (!write(out, utcTicks - (utcDays - days) * TICKS_A_DAY)) return false
      writeDays(out, utcDays)
      out.uint16(offset & 0xffff)
      return true
    }),
  }
}

/** Days from 1900 and three-hundredths of a second, shown as milliseconds. */
export const datetimeType: WireType = {
  declaration: 'datetime',
  typeInfo: [0x6f, 8],
  nullForm: BYTE_NULL,
  writerFor: writersBy((out, moment) => {
    const days = naiveDay(moment)
    const milliseconds = moment.ticks / 10_000
    const units = Math.round((milliseconds * 3) / 10)
    if (days === null || days - DAYS_TO_1900 < FIRST_DATETIME_DAY) return false
    if (Math.round((units * 10) / 3) !== milliseconds) return false
    out.reserve(9)
    out.bytes[out.used] = 8
    out.view.setInt32(out.used + 1, days - DAYS_TO_1900, true)
    out.view.setUint32(out.used + 5, units, true)
    out.used += 9
    return true
  }),
}

/** Days from 1900 and minutes. */
export const smalldatetimeType: WireType = {
  declaration: 'smalldatetime',
  typeInfo: [0x6f, 4],
  nullForm: BYTE_NULL,
  writerFor: writersBy((out, moment) => {
    const days = (naiveDay(moment) ?? -1) - DAYS_TO_1900
    if (days < 0 || days > 0xffff || moment.ticks % TICKS_A_MINUTE !== 0) return false
    out.uint8(4)
    out.uint16(days)
    out.uint16(moment.ticks / TICKS_A_MINUTE)
    return true
  }),
}

/** How a time of day is written in the places of a scale: in 3, 4 or 5 bytes. */
function ticksOf(scale: number): {
  sizeBytes: number
  /** False: there are more places than the scale keeps. */
  write: (out: RowBytes, ticks: number) => boolean
} {
  const sizeBytes = scale <= 2 ? 3 : scale <= 4 ? 4 : 5
  const perUnit = 10 ** (7 - scale)
  const write = (out: RowBytes, ticks: number): boolean => {
    const units = ticks / perUnit
    if (!Number.isInteger(units)) return false
    out.reserve(8)
    out.view.setUint32(out.used, units >>> 0, true)
    out.bytes[out.used + 4] = Math.floor(units / 0x1_0000_0000)
    out.used += sizeBytes
    return true
  }
  return { sizeBytes, write }
}

function writeDays(out: RowBytes, days: number): void {
  out.reserve(4)
  out.view.setUint32(out.used, days, true)
  out.used += 3
}
