import { cellText, hexText, type RawCell } from '../../contract/cellText.ts'
import type { ColumnType } from '../../contract/columns.ts'
import type { ColumnData } from '../frame/Batch.ts'
import { BytesBuilder } from '../frame/ColumnBuilder.ts'
import { readCell } from '../frame/readCell.ts'
import { numberKey } from './numberKey.ts'

/**
 * The same rows in a form that Polars compares as the values themselves are to be compared: moments
 * and decimals by the whole numbers they are stored as, what may be a number of any length or of
 * several classes by keys that sort as it does. Most columns stay the buffers they are.
 */
export function comparable(column: ColumnData): ColumnData {
  const { type } = column
  switch (type.kind) {
    case 'date':
      return { ...column, type: { kind: 'int32' } }
    case 'time':
    case 'timestamp':
      return { ...column, type: { kind: 'int64' } }
    case 'decimal':
      return { ...column, type: { kind: 'decimal', precision: 38, scale: 0 } }
    case 'text':
      return type.mark === 'decimal' ? textColumn(column, (raw) => decimalKey(String(raw))) : column
    case 'any':
      return textColumn(column, (raw) => anyKey(String(raw)))
    case 'binary':
      return textColumn(column, (raw) => hexText(raw as Uint8Array))
    default:
      return column
  }
}

/** The texts that the grid shows. */
export const shownText = (column: ColumnData): ColumnData =>
  column.type.kind === 'text' ? column : textColumn(column, (raw) => cellText(column.type, raw))

function textColumn(column: ColumnData, textOf: (raw: RawCell) => string): ColumnData {
  const builder = new BytesBuilder({ kind: 'text' })
  for (let row = 0; row < column.length; row++) {
    const raw = readCell(column, row)
    if (raw === null) builder.appendNull()
    else builder.appendText(textOf(raw))
  }
  return builder.finish()
}

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
