import type { TimeUnit } from '../../../../contract/columns.ts'
import { timestampText } from '../../../../contract/format/dateTimeText.ts'
import type { BigIntBuilder, BytesBuilder, NumberBuilder } from '../../../frame/ColumnBuilder.ts'
import type { CellReader, Framing } from './CellReader.ts'

/** Days from 1970-01-01 of the days that the types count from: 0001-01-01 and 1900-01-01. */
const YEAR_1 = -719_162
const YEAR_1900 = -25_567

/** Days around 1970 whose nanoseconds fit into 64 bits: 1677-09-23 to 2262-04-09. */
const NANOSECOND_DAYS = 106_750

const MICROSECONDS_A_DAY = 86_400_000_000n
const NANOSECONDS_A_DAY = 86_400_000_000_000n

const readUint24 = (view: DataView, at: number): number =>
  view.getUint16(at, true) | (view.getUint8(at + 2) << 16)

/** Seconds times 10^scale in 3, 4 or 5 bytes. */
function readTime(view: DataView, start: number, end: number): number {
  if (end - start === 3) return readUint24(view, start)
  const low = view.getUint32(start, true)
  return end - start === 4 ? low : low + view.getUint8(start + 4) * 0x1_0000_0000
}

/** What a fraction of this scale is shown in; SQL Server keeps at most 100 ns. */
const unitOf = (scale: number): TimeUnit => (scale > 6 ? 'ns' : 'us')

const unitsPerTick = (scale: number): number => (scale > 6 ? 100 : 10 ** (6 - scale))

export const dateReader: CellReader = {
  type: { kind: 'date' },
  framing: { kind: 'byte' },
  append: (builder: NumberBuilder, { view }, start) => {
    builder.append(YEAR_1 + readUint24(view, start))
    return true
  },
}

export function timeReader(scale: number): CellReader {
  const perTick = unitsPerTick(scale)
  return {
    type: { kind: 'time', unit: unitOf(scale) },
    framing: { kind: 'byte' },
    append: (builder: BigIntBuilder, { view }, start, end) => {
      // At most 8.64e13 nanoseconds: exact in floating point.
      builder.append(BigInt(readTime(view, start, end) * perTick))
      return true
    },
  }
}

/** A time of day, then three bytes of days. */
export function datetime2Reader(scale: number): CellReader {
  const unit = unitOf(scale)
  const perTick = unitsPerTick(scale)
  const perDay = unit === 'ns' ? NANOSECONDS_A_DAY : MICROSECONDS_A_DAY
  const unitsAt = (view: DataView, start: number, end: number): bigint =>
    BigInt(YEAR_1 + readUint24(view, end - 3)) * perDay +
    BigInt(readTime(view, start, end - 3) * perTick)
  const fits = (view: DataView, end: number) =>
    unit === 'us' || Math.abs(YEAR_1 + readUint24(view, end - 3)) <= NANOSECOND_DAYS
  return {
    type: { kind: 'timestamp', unit, zone: null },
    framing: { kind: 'byte' },
    append: (builder: BigIntBuilder, { view }, start, end) => {
      if (!fits(view, end)) return false
      builder.append(unitsAt(view, start, end))
      return true
    },
    widened: () => ({
      type: { kind: 'text', mark: 'timestamp' },
      framing: { kind: 'byte' },
      append: (builder: BytesBuilder, { view }, start, end) => {
        builder.appendText(timestampText(unitsAt(view, start, end), unit, null))
        return true
      },
    }),
  }
}

/** A UTC time and date, then the minutes of the offset. Text, since a column knows one zone only. */
export function datetimeoffsetReader(scale: number): CellReader {
  const perTick = BigInt(unitsPerTick(scale)) * (scale > 6 ? 1n : 1_000n)
  return {
    type: { kind: 'text', mark: 'timestamp' },
    framing: { kind: 'byte' },
    append: (builder: BytesBuilder, { view }, start, end) => {
      const offsetMinutes = view.getInt16(end - 2, true)
      const days = YEAR_1 + readUint24(view, end - 5)
      const local =
        BigInt(days) * NANOSECONDS_A_DAY +
        BigInt(readTime(view, start, end - 5)) * perTick +
        BigInt(offsetMinutes) * 60_000_000_000n
      builder.appendText(`${timestampText(local, 'ns', null)} ${offsetText(offsetMinutes)}`)
      return true
    },
  }
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}

/** Days and three-hundredths of a second, which the server shows as milliseconds. */
export const datetimeReader = (framing: Framing): CellReader => ({
  type: { kind: 'timestamp', unit: 'us', zone: null },
  framing,
  append: (builder: BigIntBuilder, { view }, start) => {
    const days = YEAR_1900 + view.getInt32(start, true)
    const milliseconds = Math.round((view.getUint32(start + 4, true) * 10) / 3)
    builder.append(BigInt(days * 86_400_000 + milliseconds) * 1_000n)
    return true
  },
})

/** Days and minutes. */
export const smalldatetimeReader = (framing: Framing): CellReader => ({
  type: { kind: 'timestamp', unit: 'us', zone: null },
  framing,
  append: (builder: BigIntBuilder, { view }, start) => {
    const days = YEAR_1900 + view.getUint16(start, true)
    const minutes = view.getUint16(start + 2, true)
    builder.append(BigInt(days) * MICROSECONDS_A_DAY + BigInt(minutes * 60_000_000))
    return true
  },
})
