import type { ColumnType } from '../../../contract/columns.ts'
import { sqliteRealText } from '../../../contract/format/realText.ts'
import type { Batch, ColumnData, ColumnValues } from '../../frame/Batch.ts'
import { type Accepts, type ColumnPlan, EVERYTHING, type SqliteRow } from './columnPlan.ts'
import { encodeTexts, plain } from './encodeTexts.ts'
import { Validity } from './Validity.ts'

/**
 * Rows into columns. A column in which a value does not fit its plan becomes `any` for this batch:
 * each value keeps its storage class and all its digits.
 *
 * Unlike drivers that decode a cell at a time, this one has all rows of a batch at hand, and fills
 * arrays of the right length a column at a time: some twice as fast as growing them.
 */
export function buildBatch(plans: readonly ColumnPlan[], rows: readonly SqliteRow[]): Batch {
  return {
    rowCount: rows.length,
    columns: plans.map(
      ({ accepts, type }, index) =>
        FILL[accepts](type, rows, index) ?? fillEverything(EVERYTHING.type, rows, index),
    ),
  }
}

/** Null when a value does not fit. */
type Fill = (type: ColumnType, rows: readonly SqliteRow[], index: number) => ColumnData | null

const FILL: Record<Accepts, Fill> = {
  integers: fillIntegers,
  reals: fillReals,
  numbers: fillNumbers,
  texts: fillTexts,
  blobs: fillBlobs,
  everything: fillEverything,
}

function fillIntegers(type: ColumnType, rows: readonly SqliteRow[], index: number) {
  const values = new BigInt64Array(rows.length)
  const validity = new Validity(rows.length)
  for (let row = 0; row < rows.length; row++) {
    const value = rows[row]![index]!
    if (typeof value === 'bigint') values[row] = value
    else if (value === null) validity.markNull(row)
    else return null
  }
  return columnData(type, validity, values)
}

function fillReals(type: ColumnType, rows: readonly SqliteRow[], index: number) {
  const values = new Float64Array(rows.length)
  const validity = new Validity(rows.length)
  for (let row = 0; row < rows.length; row++) {
    const value = rows[row]![index]!
    if (typeof value === 'number') values[row] = value
    else if (value === null) validity.markNull(row)
    else return null
  }
  return columnData(type, validity, values)
}

function fillNumbers(type: ColumnType, rows: readonly SqliteRow[], index: number) {
  const texts: string[] = []
  const validity = new Validity(rows.length)
  for (let row = 0; row < rows.length; row++) {
    const value = rows[row]![index]!
    if (typeof value === 'bigint') texts.push(String(value))
    else if (typeof value === 'number') texts.push(sqliteRealText(value))
    else if (value === null) texts.push(validity.markNull(row))
    else return null
  }
  return textData(type, validity, texts)
}

function fillTexts(type: ColumnType, rows: readonly SqliteRow[], index: number) {
  const texts: string[] = []
  const validity = new Validity(rows.length)
  for (let row = 0; row < rows.length; row++) {
    const value = rows[row]![index]!
    if (typeof value === 'string') texts.push(value)
    else if (value === null) texts.push(validity.markNull(row))
    else return null
  }
  return textData(type, validity, texts)
}

function fillBlobs(type: ColumnType, rows: readonly SqliteRow[], index: number) {
  const blobs: Uint8Array[] = []
  const offsets = new Int32Array(rows.length + 1)
  const validity = new Validity(rows.length)
  for (let row = 0; row < rows.length; row++) {
    const value = rows[row]![index]!
    if (value instanceof Uint8Array) blobs.push(value)
    else if (value === null) validity.markNull(row)
    else return null
    offsets[row + 1] = offsets[row]! + (value === null ? 0 : value.length)
  }
  return columnData(type, validity, plain(Buffer.concat(blobs)), offsets)
}

function fillEverything(type: ColumnType, rows: readonly SqliteRow[], index: number): ColumnData {
  const texts: string[] = []
  const validity = new Validity(rows.length)
  for (let row = 0; row < rows.length; row++) {
    const value = rows[row]![index]!
    texts.push(value === null ? validity.markNull(row) : taggedText(value))
  }
  return textData(type, validity, texts)
}

/** A value with its storage class in front, as the contract's `any` columns have it. */
function taggedText(value: bigint | number | string | Uint8Array): string {
  switch (typeof value) {
    case 'bigint':
      return `i${value}`
    case 'number':
      return `r${sqliteRealText(value)}`
    case 'string':
      return `t${value}`
    default:
      return `b${Buffer.from(value.buffer, value.byteOffset, value.length).toString('hex')}`
  }
}

function textData(type: ColumnType, validity: Validity, texts: readonly string[]): ColumnData {
  const { bytes, offsets } = encodeTexts(texts)
  return columnData(type, validity, bytes, offsets)
}

function columnData(
  type: ColumnType,
  { length, nullCount, bits }: Validity,
  values: ColumnValues,
  offsets: Int32Array | null = null,
): ColumnData {
  return { type, length, nullCount, validity: bits, values, offsets }
}
