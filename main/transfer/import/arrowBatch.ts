import {
  type Data,
  DataType,
  DateUnit,
  Precision,
  type RecordBatch,
  type Schema,
  TimeUnit,
  type Vector,
} from 'apache-arrow'
import type { ColumnType } from '../../../contract/columns.ts'
import type { Batch, ColumnData } from '../../frame/Batch.ts'
import {
  type AnyColumnBuilder,
  type BigIntBuilder,
  type BoolBuilder,
  type BytesBuilder,
  createColumnBuilder,
  type DecimalBuilder,
  type NumberBuilder,
} from '../../frame/ColumnBuilder.ts'

/** The column kind that holds the values of an Arrow type exactly; text (JSON) for nested ones. */
export function columnTypeOf(type: DataType): ColumnType {
  if (DataType.isBool(type)) return { kind: 'bool' }
  if (DataType.isInt(type)) return integerType(type.bitWidth, type.isSigned)
  if (DataType.isFloat(type))
    return { kind: type.precision === Precision.DOUBLE ? 'float64' : 'float32' }
  if (DataType.isDecimal(type) && type.bitWidth <= 128)
    return { kind: 'decimal', precision: type.precision, scale: type.scale }
  if (DataType.isDate(type)) return { kind: 'date' }
  if (DataType.isTime(type))
    return { kind: 'time', unit: type.unit === TimeUnit.NANOSECOND ? 'ns' : 'us' }
  if (DataType.isTimestamp(type))
    return {
      kind: 'timestamp',
      unit: type.unit === TimeUnit.NANOSECOND ? 'ns' : 'us',
      zone: type.timezone ? 'UTC' : null,
    }
  if (DataType.isBinary(type) || DataType.isLargeBinary(type) || DataType.isFixedSizeBinary(type))
    return { kind: 'binary' }
  return isNested(type) ? { kind: 'text', mark: 'json' } : { kind: 'text' }
}

const isNested = (type: DataType): boolean =>
  DataType.isList(type) ||
  DataType.isFixedSizeList(type) ||
  DataType.isStruct(type) ||
  DataType.isMap(type) ||
  DataType.isLargeList?.(type)

function integerType(bitWidth: number, isSigned: boolean): ColumnType {
  const bits = isSigned ? bitWidth : bitWidth + 1
  if (bits <= 16) return { kind: 'int16' }
  if (bits <= 32) return { kind: 'int32' }
  return bits <= 64 ? { kind: 'int64' } : { kind: 'decimal', precision: 20, scale: 0 }
}

export const columnTypesOf = ({ fields }: Schema): ColumnType[] =>
  fields.map(({ type }) => columnTypeOf(type as DataType))

/** A record batch as one of ours, with copies of its values. */
export function batchOfArrow(batch: RecordBatch): Batch {
  return {
    rowCount: batch.numRows,
    columns: batch.schema.fields.map((_, index) => columnOf(batch.getChildAt(index)!)),
  }
}

function columnOf(vector: Vector): ColumnData {
  const type = columnTypeOf(vector.type)
  const builder = createColumnBuilder(type)
  for (const data of vector.data) {
    const append = appender(builder, data, vector)
    for (let row = 0; row < data.length; row++)
      if (data.nullCount > 0 && !data.getValid(row)) builder.appendNull()
      else append(row)
  }
  return builder.finish()
}

const utf8 = new TextEncoder()
/** How many of Arrow's units one of ours has, by Arrow's unit: seconds, milli-, micro-, nanoseconds. */
const TO_OUR_UNITS = [1_000_000n, 1_000n, 1n, 1n]
const MILLISECONDS_A_DAY = 86_400_000

function appender(builder: AnyColumnBuilder, data: Data, vector: Vector): (row: number) => void {
  const type = data.type
  // A slice's values begin at its offset already, but for bits.
  const values = data.values as Int32Array & BigInt64Array & Uint32Array
  const numbers = builder as NumberBuilder
  const bigints = builder as BigIntBuilder
  if (DataType.isBool(type))
    return (row) => {
      const bit = data.offset + row
      ;(builder as BoolBuilder).append(((values[bit >> 3] as number) & (1 << (bit & 7))) !== 0)
    }
  if (DataType.isInt(type)) {
    if (builder.type.kind === 'int64' || builder.type.kind === 'decimal')
      return (row) => bigints.append(BigInt(values[row]))
    return (row) => numbers.append(values[row])
  }
  if (DataType.isFloat(type) && type.precision !== Precision.HALF)
    return (row) => numbers.append(values[row])
  if (DataType.isDecimal(type)) return decimalAppender(builder as DecimalBuilder, values)
  if (DataType.isDate(type))
    return (row) =>
      numbers.append(
        type.unit === DateUnit.DAY
          ? values[row]
          : Math.floor(Number(values[row]) / MILLISECONDS_A_DAY),
      )
  if (DataType.isTime(type) || DataType.isTimestamp(type)) {
    const factor = TO_OUR_UNITS[type.unit]!
    return (row) => bigints.append(BigInt(values[row]) * factor)
  }
  return bytesAppender(builder as BytesBuilder, data, vector)
}

/** Four 32-bit words a value, the lowest first. */
const decimalAppender =
  (builder: DecimalBuilder, words: Uint32Array): ((row: number) => void) =>
  (row) => {
    let value = BigInt(words[row * 4 + 3]! | 0)
    for (let word = 2; word >= 0; word--) value = (value << 32n) | BigInt(words[row * 4 + word]!)
    builder.append(value)
  }

function bytesAppender(builder: BytesBuilder, data: Data, vector: Vector): (row: number) => void {
  const type = data.type
  const hasOffsets =
    DataType.isUtf8(type) ||
    DataType.isLargeUtf8(type) ||
    DataType.isBinary(type) ||
    DataType.isLargeBinary(type)
  if (hasOffsets) {
    const offsets = data.valueOffsets as Int32Array | BigInt64Array
    const bytes = data.values as Uint8Array
    return (row) => builder.append(bytes, Number(offsets[row]), Number(offsets[row + 1]))
  }
  // Of a vector of one piece; Arrow's own reading of what is rarer.
  return (row) => {
    const value: unknown = vector.get(row)
    if (value instanceof Uint8Array) builder.append(value)
    else if (typeof value === 'string') builder.appendText(value)
    else builder.append(utf8.encode(JSON.stringify(value, plainJson)))
  }
}

function plainJson(_key: string, value: unknown): unknown {
  if (typeof value !== 'bigint') return value
  return (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(String(value))
}
