import type { Column, ColumnType, TextMark } from '../../../../contract/columns.ts'
import { timeText } from '../../../../contract/format/dateTimeText.ts'
import type {
  BigIntBuilder,
  BoolBuilder,
  BytesBuilder,
  ColumnBuilder,
  DecimalBuilder,
  NumberBuilder,
} from '../../../frame/ColumnBuilder.ts'
import type { RowField } from '../wire/backend.ts'
import { BINARY_FORMAT, TEXT_FORMAT, type CellFormat } from '../wire/frontend.ts'
import type { MessageBytes } from '../wire/Wire.ts'
import {
  daysFrom1970,
  isPlainDate,
  isPlainTime,
  isPlainTimestamp,
  microsecondsFrom1970,
  serverDateText,
  serverTimestampText,
} from './dateTime.ts'
import { isSpecialNumeric, numericText, unscaledNumeric } from './numeric.ts'
import { isArray, numericLimits, OID, TYPE_BY_OID, typeName } from './serverTypes.ts'

/** How the cells of one column are read, chosen once a result. */
export type CellReader = {
  readonly type: ColumnType
  /** What the server is asked to send. */
  readonly format: CellFormat
  /** Adds the cell in `[start, end)` to a builder of the type. */
  append(builder: ColumnBuilder, message: MessageBytes, start: number, end: number): void
  /** For types with values that their column kind cannot hold. */
  readonly misfit?: Misfit
}

type Misfit = {
  fits(message: MessageBytes, start: number): boolean
  /** What the column becomes when a value does not fit. */
  readonly mark: TextMark
  text(message: MessageBytes, start: number): string
}

export type ServerColumn = { readonly column: Column; readonly reader: CellReader }

/** `extensionName` is the server's name of a type that `typeName` does not know. */
export function serverColumn(field: RowField, extensionName: string | undefined): ServerColumn {
  const { name, typeOid, typeModifier } = field
  const serverType = typeName(typeOid, typeModifier) ?? extensionName ?? `type ${typeOid}`
  const reader = chooseReader(typeOid, typeModifier, serverType)
  return { column: { name, type: reader.type, serverType }, reader }
}

/** The reader of a column after a value came that does not fit its type. */
export function widenedReader({ misfit, format }: CellReader): CellReader {
  if (!misfit) throw new Error('A column without misfits cannot widen')
  return {
    type: { kind: 'text', mark: misfit.mark },
    format,
    append: (builder: BytesBuilder, message, start) =>
      builder.appendText(misfit.text(message, start)),
  }
}

function chooseReader(oid: number, modifier: number, serverType: string): CellReader {
  if (oid === OID.numeric) return numericReader(modifier)
  return READER_BY_OID.get(oid) ?? textReader(markOf(oid, serverType))
}

function markOf(oid: number, serverType: string): TextMark | undefined {
  if (isArray(oid) || serverType.endsWith('[]')) return 'array'
  // PostGIS.
  if (/(^|\.)(geometry|geography)\b/.test(serverType)) return 'geometry'
  return TYPE_BY_OID.get(oid)?.mark
}

const textReader = (mark?: TextMark): CellReader => ({
  type: mark ? { kind: 'text', mark } : { kind: 'text' },
  format: TEXT_FORMAT,
  append: appendBytes,
})

const MAX_DECIMAL_DIGITS = 38

function numericReader(modifier: number): CellReader {
  const limits = numericLimits(modifier)
  const precision = limits ? Math.max(limits.precision, limits.scale) : Infinity
  if (!limits || precision > MAX_DECIMAL_DIGITS || limits.scale < 0) return textReader('decimal')
  const { scale } = limits
  return {
    type: { kind: 'decimal', precision, scale },
    format: BINARY_FORMAT,
    append: (builder: DecimalBuilder, message, start) =>
      builder.append(unscaledNumeric(message, start, scale)),
    misfit: {
      fits: (message, start) => !isSpecialNumeric(message, start),
      mark: 'decimal',
      text: (message, start) => numericText(message, start, scale),
    },
  }
}

const number = (
  kind: 'int16' | 'int32' | 'float32' | 'float64',
  read: (view: DataView, start: number) => number,
): CellReader => ({
  type: { kind },
  format: BINARY_FORMAT,
  append: (builder: NumberBuilder, { view }, start) => builder.append(read(view, start)),
})

const timestamp = (zone: 'UTC' | null): CellReader => ({
  type: { kind: 'timestamp', unit: 'us', zone },
  format: BINARY_FORMAT,
  append: (builder: BigIntBuilder, { view }, start) =>
    builder.append(microsecondsFrom1970(view.getBigInt64(start))),
  misfit: {
    fits: ({ view }, start) => isPlainTimestamp(microsecondsFrom1970(view.getBigInt64(start))),
    mark: 'timestamp',
    text: ({ view }, start) => serverTimestampText(view.getBigInt64(start), zone),
  },
})

const READER_BY_OID: ReadonlyMap<number, CellReader> = new Map<number, CellReader>([
  [
    OID.bool,
    {
      type: { kind: 'bool' },
      format: BINARY_FORMAT,
      append: (builder: BoolBuilder, { bytes }, start) => builder.append(bytes[start] === 1),
    },
  ],
  [OID.int2, number('int16', (view, start) => view.getInt16(start))],
  [OID.int4, number('int32', (view, start) => view.getInt32(start))],
  [OID.float4, number('float32', (view, start) => view.getFloat32(start))],
  [OID.float8, number('float64', (view, start) => view.getFloat64(start))],
  [
    OID.int8,
    {
      type: { kind: 'int64' },
      format: BINARY_FORMAT,
      append: (builder: BigIntBuilder, { view }, start) => builder.append(view.getBigInt64(start)),
    },
  ],
  // Unsigned 32 bits.
  [
    OID.oid,
    {
      type: { kind: 'int64' },
      format: BINARY_FORMAT,
      append: (builder: BigIntBuilder, { view }, start) =>
        builder.append(BigInt(view.getUint32(start))),
    },
  ],
  [
    OID.bytea,
    {
      type: { kind: 'binary' },
      format: BINARY_FORMAT,
      append: appendBytes,
    },
  ],
  [
    OID.date,
    {
      type: { kind: 'date' },
      format: BINARY_FORMAT,
      append: (builder: NumberBuilder, { view }, start) =>
        builder.append(daysFrom1970(view.getInt32(start))),
      misfit: {
        fits: ({ view }, start) => isPlainDate(daysFrom1970(view.getInt32(start))),
        mark: 'date',
        text: ({ view }, start) => serverDateText(view.getInt32(start)),
      },
    },
  ],
  [
    OID.time,
    {
      type: { kind: 'time', unit: 'us' },
      format: BINARY_FORMAT,
      append: (builder: BigIntBuilder, { view }, start) => builder.append(view.getBigInt64(start)),
      misfit: {
        fits: ({ view }, start) => isPlainTime(view.getBigInt64(start)),
        mark: 'time',
        text: ({ view }, start) => timeText(view.getBigInt64(start), 'us'),
      },
    },
  ],
  [OID.timestamp, timestamp(null)],
  [OID.timestamptz, timestamp('UTC')],
])

function appendBytes(
  builder: ColumnBuilder,
  { bytes }: MessageBytes,
  start: number,
  end: number,
): void {
  ;(builder as BytesBuilder).append(bytes, start, end)
}
