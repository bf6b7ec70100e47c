import { cellText } from '../../../../contract/cellText.ts'
import type { ColumnType } from '../../../../contract/columns.ts'
import type { ColumnData } from '../../Batch.ts'
import { isNullAt, readCell } from '../../readCell.ts'
import type { ByteWriter } from '../ByteWriter.ts'
import { type CellWriter, plainCellWriter } from '../plainCells.ts'
import { Int64Reader } from '../writeNumbers.ts'
import { sheetText } from './sheetText.ts'
import { LARGEST_SHOWN_SCALE, STYLES } from './workbookParts.ts'

/** Excel keeps 15 digits of a number. */
const NUMBER_LIMIT = 1e15
const DECIMAL = /^-?(\d+)(?:\.(\d+))?$/
const REAL = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/
/** Smaller ones become 0 in Excel. */
const SMALLEST_REAL = 2.2250738585072014e-308

/** Days from Excel's day 0 (1899-12-30) to 1970; it counts a 29 February 1900 that never was. */
const EPOCH_SERIAL = 25_569
const FIRST_SERIAL = 61
const LAST_SERIAL = 2_958_465
const DAY_MS = 86_400_000

/** Writes the inside of a row's cells. */
export type SheetWriter = {
  /** Called before a cell's content. `attributes` begins with a space, or is empty. */
  readonly open: (column: number, attributes: string) => void
  readonly text: (column: number, text: string) => void
  readonly bytes: ByteWriter
}

/** Writes the cell of a row; nothing for NULL. */
export function sheetCellWriter(column: ColumnData, index: number, sheet: SheetWriter): CellWriter {
  const write = valueWriter(column, index, sheet)
  if (column.validity === null) return write
  return (row) => {
    if (!isNullAt(column, row)) write(row)
  }
}

function valueWriter(column: ColumnData, index: number, sheet: SheetWriter): CellWriter {
  const { type } = column
  const asText = (row: number) => sheet.text(index, cellText(type, readCell(column, row)!))
  switch (type.kind) {
    case 'bool':
      return (row) => {
        sheet.open(index, ' t="b"')
        sheet.bytes.ascii(readCell(column, row) === true ? '<v>1</v></c>' : '<v>0</v></c>')
      }
    case 'int16':
    case 'int32':
      return numberWriter(column, index, sheet)
    case 'int64': {
      const reader = new Int64Reader(column.values as BigInt64Array)
      const asNumber = numberWriter(column, index, sheet)
      // NaN, for more than 53 bits, is not below either.
      return (row) => (Math.abs(reader.read(row)) < NUMBER_LIMIT ? asNumber(row) : asText(row))
    }
    case 'float32':
    case 'float64':
      return (row) => writeReal(readCell(column, row) as number, type, index, sheet)
    case 'decimal':
      return (row) => writeDecimal(cellText(type, readCell(column, row)!), index, sheet)
    case 'date':
      return (row) => {
        const serial = (readCell(column, row) as number) + EPOCH_SERIAL
        if (isDate(serial)) writeNumber(index, String(serial), STYLES.date, sheet)
        else asText(row)
      }
    case 'timestamp':
      if (type.zone !== null) return asText
      return (row) => {
        if (!writeTimestamp(readCell(column, row) as bigint, type.unit, index, sheet)) asText(row)
      }
    case 'any':
      return (row) => writeAny(readCell(column, row) as string, index, sheet)
    case 'text':
      if (type.mark !== 'decimal') return asText
      return (row) => writeDecimal(readCell(column, row) as string, index, sheet)
    default:
      return asText
  }
}

function numberWriter(column: ColumnData, index: number, sheet: SheetWriter): CellWriter {
  const write = plainCellWriter(column, sheet.bytes)
  return (row) => {
    sheet.open(index, '')
    sheet.bytes.ascii('<v>')
    write(row)
    sheet.bytes.ascii('</v></c>')
  }
}

function writeNumber(index: number, text: string, style: number, sheet: SheetWriter): void {
  sheet.open(index, style === 0 ? '' : ` s="${style}"`)
  sheet.bytes.ascii(`<v>${text}</v></c>`)
}

/** A double is what Excel's numbers are; only what it has no number for becomes text. */
function writeReal(value: number, type: ColumnType, index: number, sheet: SheetWriter): void {
  const size = Math.abs(value)
  const isNumber = Object.is(value, 0) || (size >= SMALLEST_REAL && size < Infinity)
  if (isNumber) writeNumber(index, cellText({ kind: type.kind as 'float64' }, value), 0, sheet)
  else sheet.text(index, cellText(type, value))
}

/** A number with its places where Excel keeps all digits, else text. */
function writeDecimal(text: string, index: number, sheet: SheetWriter): void {
  const [, whole = '', places = ''] = DECIMAL.exec(text) ?? []
  const digits = (whole + places).replace(/^0+/, '')
  if (whole === '' || digits.length > 15 || places.length > LARGEST_SHOWN_SCALE)
    return sheet.text(index, text)
  const style = places.length === 0 ? 0 : STYLES.firstScale + places.length - 1
  writeNumber(index, text, style, sheet)
}

/** False: Excel has no such date, or its milliseconds would cut the time. */
function writeTimestamp(
  value: bigint,
  unit: 'us' | 'ns',
  index: number,
  sheet: SheetWriter,
): boolean {
  const perMillisecond = unit === 'us' ? 1_000n : 1_000_000n
  if (value % perMillisecond !== 0n) return false
  const millis = Number(value / perMillisecond)
  const serial = millis / DAY_MS + EPOCH_SERIAL
  if (!isDate(Math.floor(serial))) return false
  const style = millis % 1_000 === 0 ? STYLES.seconds : STYLES.milliseconds
  writeNumber(index, String(serial), style, sheet)
  return true
}

const isDate = (serial: number): boolean => serial >= FIRST_SERIAL && serial <= LAST_SERIAL

/** A value of an `any` column, its class tag in front. */
function writeAny(tagged: string, index: number, sheet: SheetWriter): void {
  const text = tagged.slice(1)
  switch (tagged[0]) {
    case 'i':
      return writeDecimal(text, index, sheet)
    case 'r': {
      const isReal = REAL.test(text)
      return isReal
        ? writeReal(Number(text), { kind: 'float64' }, index, sheet)
        : sheet.text(index, text)
    }
    default:
      return sheet.text(index, cellText({ kind: 'any' }, tagged))
  }
}

export const inlineText = (text: string): string =>
  `<is><t xml:space="preserve">${sheetText(text)}</t></is></c>`
