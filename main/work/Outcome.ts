import type { DataFrame } from 'nodejs-polars'
import { RecordBatchReader } from 'apache-arrow'
import type { Column, ColumnType } from '../../contract/columns.ts'
import { BATCH_CELLS, type Batch, type ColumnData, type ColumnValues } from '../frame/Batch.ts'
import { BytesBuilder } from '../frame/ColumnBuilder.ts'
import { readBytes, isNullAt } from '../frame/readCell.ts'

/** A frame on its way to be a result: each column in the stored form of its type. */
export type Outcome = { readonly frame: DataFrame; readonly columns: readonly Column[] }

export const outcomeBatchRows = ({ columns }: Outcome): number =>
  Math.max(1, Math.floor(BATCH_CELLS / Math.max(1, columns.length)))

/** Rows `from` on, as many as a batch has. */
export const readOutcome = (outcome: Outcome, from: number): Batch[] =>
  readFrame(outcome.frame.slice(from, outcomeBatchRows(outcome)), outcome.columns)

/** A frame in Arrow's memory layout: a batch for each piece of memory that it is in. */
export function readFrame(frame: DataFrame, columns: readonly Column[]): Batch[] {
  const bytes = frame.writeIPCStream({ compression: 'uncompressed' })
  const batches: Batch[] = []
  for (const { numRows, data } of RecordBatchReader.from(bytes))
    if (numRows > 0)
      batches.push({
        rowCount: numRows,
        columns: columns.map(({ type }, index) => readColumn(type, data.children[index]!)),
      })
  return batches
}

type PolarsColumn = {
  readonly length: number
  readonly nullCount: number
  readonly nullBitmap: Uint8Array
  readonly values: ColumnValues | Uint32Array
  readonly valueOffsets: BigInt64Array | Int32Array
}

/** Buffers of their own, since those of a stream share one that cannot be handed over in parts. */
function readColumn(type: ColumnType, arrow: PolarsColumn): ColumnData {
  const { length, nullCount, nullBitmap, values, valueOffsets } = arrow
  const rest = {
    type,
    length,
    nullCount,
    validity: nullCount === 0 ? null : nullBitmap.slice(),
  }
  if (type.kind === 'text' || type.kind === 'any' || type.kind === 'binary') {
    const column = { ...rest, ...ownBytes(values as Uint8Array, valueOffsets) }
    return type.kind === 'binary' ? bytesOfHex(column) : column
  }
  const own = values.slice()
  return {
    ...rest,
    values: own instanceof Uint32Array ? new BigUint64Array(own.buffer) : own,
    offsets: null,
  }
}

function ownBytes(values: Uint8Array, places: BigInt64Array | Int32Array) {
  const first = Number(places[0] ?? 0)
  const offsets = Int32Array.from(places, (place: number | bigint) => Number(place) - first)
  return { values: values.slice(first, first + (offsets.at(-1) ?? 0)), offsets }
}

function bytesOfHex(column: ColumnData): ColumnData {
  const builder = new BytesBuilder({ kind: 'binary' })
  for (let row = 0; row < column.length; row++) {
    if (isNullAt(column, row)) builder.appendNull()
    else builder.append(Buffer.from(Buffer.from(readBytes(column, row)).toString('latin1'), 'hex'))
  }
  return builder.finish()
}
