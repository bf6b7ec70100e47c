import { cellText, hexText, type RawCell } from '../../contract/cellText.ts'
import type { Column, ColumnType } from '../../contract/columns.ts'
import type { ColumnData } from '../frame/Batch.ts'
import { BytesBuilder } from '../frame/ColumnBuilder.ts'
import { ByteWriter } from '../frame/encode/ByteWriter.ts'
import { plainCellWriter } from '../frame/encode/plainCells.ts'
import { isNullAt, readCell } from '../frame/readCell.ts'
import { numberKey } from './numberKey.ts'

/**
 * A form in which Polars holds a column:
 *
 * - `stored`: all that is stored, moments and decimals as the whole numbers they are stored as,
 *   bytes as hexadecimal digits;
 * - `key`: compares as the values are to be compared. What may be a number of any length or of
 *   several classes has keys of text that sort as it does;
 * - `shown`: the texts that the grid shows;
 * - `natural`: decimals in Polars' own type, for SQL.
 */
export type ColumnPart = 'stored' | 'key' | 'shown' | 'natural'

/** One column of a result, by its index, in one form. */
export type PartOfColumn = { readonly column: number; readonly part: ColumnPart }

/** The same part under one name where forms are alike, so that it is held once. */
export function partOf(columns: readonly Column[], column: number, part: ColumnPart): PartOfColumn {
  return { column, part: isOwnForm(columns[column]!.type, part) ? part : 'stored' }
}

function isOwnForm(type: ColumnType, part: ColumnPart): boolean {
  switch (part) {
    case 'stored':
      return true
    case 'key':
      return type.kind === 'any' || (type.kind === 'text' && type.mark === 'decimal')
    case 'shown':
      return type.kind !== 'text'
    case 'natural':
      return type.kind === 'decimal'
  }
}

/** The name of a part in a frame. */
export const partName = ({ column, part }: PartOfColumn): string =>
  part === 'stored' ? String(column) : `${column} ${part}`

/** Each once: Arrow's writer takes the same buffers twice for one piece of memory. */
export const uniqueParts = (parts: readonly PartOfColumn[]): PartOfColumn[] => [
  ...new Map(parts.map((part) => [partName(part), part])).values(),
]

/** A column in a form. Most stay the buffers they are. */
export function formOf(column: ColumnData, part: ColumnPart): ColumnData {
  switch (part) {
    case 'stored':
      return storedForm(column)
    case 'key':
      return textColumn(column, column.type.kind === 'any' ? anyKeyOf : decimalKeyOf)
    case 'shown':
      return shownForm(column)
    case 'natural':
      return column
  }
}

function storedForm(column: ColumnData): ColumnData {
  const { type } = column
  switch (type.kind) {
    case 'date':
      return { ...column, type: { kind: 'int32' } }
    case 'time':
    case 'timestamp':
      return { ...column, type: { kind: 'int64' } }
    case 'decimal':
      return { ...column, type: { kind: 'decimal', precision: 38, scale: 0 } }
    case 'binary':
      return textColumn(column, (raw) => hexText(raw as Uint8Array))
    default:
      return column
  }
}

/** The texts as the encoders write them: bytes, without a string a cell. */
function shownForm(column: ColumnData): ColumnData {
  const { type, length, nullCount, validity } = column
  if (type.kind === 'any') return textColumn(column, (raw) => cellText(type, raw))
  const writer = new ByteWriter(length * 8)
  const write = plainCellWriter(column, writer)
  const offsets = new Int32Array(length + 1)
  for (let row = 0; row < length; row++) {
    if (!isNullAt(column, row)) write(row)
    offsets[row + 1] = writer.used
  }
  const values = writer.take()
  return { type: { kind: 'text' }, length, nullCount, validity, values, offsets }
}

function textColumn(column: ColumnData, textOf: (raw: RawCell) => string): ColumnData {
  const builder = new BytesBuilder({ kind: 'text' })
  for (let row = 0; row < column.length; row++) {
    const raw = readCell(column, row)
    if (raw === null) builder.appendNull()
    else builder.appendText(textOf(raw))
  }
  return builder.finish()
}

const decimalKeyOf = (raw: RawCell): string => decimalKey(String(raw))
const anyKeyOf = (raw: RawCell): string => anyKey(String(raw))

/** Digits stand before `t`, so a text that is no number comes after all numbers. */
const decimalKey = (text: string): string => numberKey(text) ?? `t${text}`

/** The first letters of keys of `any` cells, in SQLite's order of storage classes. */
export const ANY_NUMBER = '1'
export const ANY_TEXT = '2'
export const ANY_BLOB = '3'

export function anyKey(tagged: string): string {
  const value = tagged.slice(1)
  switch (tagged[0]) {
    case 'i':
    case 'r':
      return ANY_NUMBER + (numberKey(value) ?? value)
    case 'b':
      return ANY_BLOB + value
    default:
      return ANY_TEXT + value
  }
}

/** Letters that the text of a value can have; a search for others need not look. */
const ALPHABETS: Partial<Record<ColumnType['kind'], RegExp>> = {
  bool: /^[truefals]*$/i,
  int16: /^[-\d]*$/,
  int32: /^[-\d]*$/,
  int64: /^[-\d]*$/,
  decimal: /^[-\d.]*$/,
  float32: /^[-+\d.einftyNa]*$/i,
  float64: /^[-+\d.einftyNa]*$/i,
  date: /^[-\dBC ]*$/i,
  time: /^[\d:.]*$/,
  timestamp: /^[-+\d:. BC]*$/i,
  binary: /^[\da-fx]*$/i,
}

export const canContain = ({ kind }: ColumnType, needle: string): boolean =>
  ALPHABETS[kind]?.test(needle) ?? true
