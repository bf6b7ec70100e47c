import {
  Binary,
  Bool,
  type DataType,
  DateDay,
  Decimal,
  Field,
  Float32,
  Float64,
  Int16,
  Int32,
  Int64,
  makeData,
  RecordBatch,
  RecordBatchReader,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  TimeMicrosecond,
  TimeNanosecond,
  TimestampMicrosecond,
  TimestampNanosecond,
  Utf8,
} from 'apache-arrow'
import type { ColumnType } from '../../contract/columns.ts'
import type { Batch, ColumnData, ColumnValues } from './Batch.ts'

/** A batch as an Arrow IPC stream of its own: schema, one record batch, end. */
export const encodeArrow = (batch: Batch): Uint8Array => writeStream([batch]).toUint8Array(true)

/** Batches of the same types, one at least, as one Arrow IPC stream: a schema, a record batch each, end. */
export const encodeArrowBatches = (batches: readonly Batch[]): Uint8Array =>
  writeStream(batches).toUint8Array(true)

/** The same in pieces that are views of the batch's buffers, for writing without a copy. */
export async function encodeArrowPieces(batch: Batch): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = []
  for await (const piece of writeStream([batch])) pieces.push(piece)
  return pieces
}

/** Views over the bytes of one such stream. `types` tell what Arrow has no word for, such as marks. */
export function decodeArrow(bytes: Uint8Array, types: readonly ColumnType[]): Batch {
  const { value: batch } = RecordBatchReader.from(bytes).next()
  if (!batch) throw new Error('The Arrow stream holds no batch.')
  const columns = types.map((type, index) => readColumn(type, batch.data.children[index]))
  return { rowCount: batch.numRows, columns }
}

/** All batches of such a stream, as views over its bytes. */
export function decodeArrowBatches(bytes: Uint8Array, types: readonly ColumnType[]): Batch[] {
  const batches: Batch[] = []
  for (const { numRows, data } of RecordBatchReader.from(bytes)) {
    const columns = types.map((type, index) => readColumn(type, data.children[index]!))
    batches.push({ rowCount: numRows, columns })
  }
  return batches
}

function writeStream(batches: readonly Batch[]): RecordBatchStreamWriter {
  // Named by index: names of a result may be empty or stand twice.
  const fields = batches[0]!.columns.map(({ type }, index) => arrowField(String(index), type))
  const schema = new Schema(fields)
  const writer = new RecordBatchStreamWriter()
  for (const { rowCount, columns } of batches) {
    const children = columns.map(toArrowData)
    const data = makeData({ type: new Struct(fields), length: rowCount, nullCount: 0, children })
    writer.write(new RecordBatch(schema, data))
  }
  writer.finish()
  return writer
}

/** A nullable field of the Arrow type that holds a column's values. */
export const arrowField = (name: string, type: ColumnType): Field =>
  new Field(name, arrowType(type), true)

export function toArrowData(column: ColumnData) {
  const { length, nullCount, validity, offsets } = column
  const nulls = validity === null ? { nullCount: 0 } : { nullCount, nullBitmap: validity }
  const type = arrowType(column.type)
  const data = arrowValues(column)
  // `makeData` has an overload a type; those of one width class differ in the array's class only.
  if (offsets === null)
    return makeData({ type: type as Int32, length, data: data as Int32Array, ...nulls })
  return makeData({
    type: type as Utf8,
    length,
    data: data as Uint8Array,
    valueOffsets: offsets,
    ...nulls,
  })
}

const arrowValues = ({ type, values }: ColumnData): ColumnValues | Uint32Array =>
  type.kind === 'decimal'
    ? new Uint32Array(values.buffer, values.byteOffset, values.byteLength / 4)
    : values

function arrowType(type: ColumnType): DataType {
  switch (type.kind) {
    case 'bool':
      return new Bool()
    case 'int16':
      return new Int16()
    case 'int32':
      return new Int32()
    case 'int64':
      return new Int64()
    case 'float32':
      return new Float32()
    case 'float64':
      return new Float64()
    case 'decimal':
      return new Decimal(type.scale, type.precision, 128)
    case 'date':
      return new DateDay()
    case 'time':
      return type.unit === 'us' ? new TimeMicrosecond() : new TimeNanosecond()
    case 'timestamp':
      return type.unit === 'us'
        ? new TimestampMicrosecond(type.zone)
        : new TimestampNanosecond(type.zone)
    case 'text':
    case 'any':
      return new Utf8()
    case 'binary':
      return new Binary()
  }
}

type ArrowColumn = {
  readonly length: number
  readonly nullCount: number
  readonly nullBitmap: Uint8Array
  readonly values: ColumnValues | Uint32Array
  readonly valueOffsets: Int32Array
}

function readColumn(type: ColumnType, arrow: ArrowColumn): ColumnData {
  const { length, nullCount, nullBitmap, values, valueOffsets } = arrow
  return {
    type,
    length,
    nullCount,
    validity: nullCount === 0 ? null : nullBitmap,
    values:
      values instanceof Uint32Array
        ? new BigUint64Array(values.buffer, values.byteOffset, length * 2)
        : values,
    offsets: hasOffsets(type) ? valueOffsets : null,
  }
}

const hasOffsets = ({ kind }: ColumnType): boolean =>
  kind === 'text' || kind === 'any' || kind === 'binary'
