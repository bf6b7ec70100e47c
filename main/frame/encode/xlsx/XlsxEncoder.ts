import type { Column } from '../../../../contract/columns.ts'
import { WorkbenchError } from '../../../../contract/errors.ts'
import type { Batch } from '../../Batch.ts'
import { ByteWriter } from '../ByteWriter.ts'
import type { RowEncoder } from '../RowEncoder.ts'
import { inlineText, type SheetWriter, sheetCellWriter } from './sheetCells.ts'
import {
  contentTypes,
  packageRelations,
  SHEET_END,
  SHEET_START,
  sheetPath,
  styles,
  STYLES,
  workbook,
  workbookRelations,
} from './workbookParts.ts'
import { ZipWriter } from './ZipWriter.ts'

/** https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3 */
export const SHEET_LIMITS = { rows: 1_048_576, columns: 16_384, characters: 32_767 } as const
/** Larger parts would need a form of zip that Excel offers to repair. */
const SHEET_BYTES = 4_000_000_000

/**
 * An Excel workbook. Nothing is rounded: a number that Excel would cut at its 15 digits is text, and
 * so is a time finer than its milliseconds, a time with a zone, a date it has not. NULL is an empty
 * cell. Rows past a sheet's last go to further sheets, each with the header.
 */
export class XlsxEncoder implements RowEncoder {
  readonly #file = new ByteWriter()
  readonly #xml = new ByteWriter()
  readonly #zip = new ZipWriter(this.#file)
  readonly #rowLimit: number
  readonly #sheet: SheetWriter = {
    open: (column, attributes) => this.#openCell(column, attributes),
    text: (column, text) => this.#writeText(column, text),
    bytes: this.#xml,
  }
  #names: readonly string[] = []
  #cellStarts: readonly string[] = []
  #sheetCount = 0
  /** Of the sheet's row under way, from 1. */
  #row = 0
  #rowsBefore = 0

  /** `rowLimit`: rows of a sheet, the header among them. */
  constructor({ rowLimit = SHEET_LIMITS.rows }: { rowLimit?: number } = {}) {
    this.#rowLimit = rowLimit
  }

  header(columns: readonly Column[]): Uint8Array {
    if (columns.length > SHEET_LIMITS.columns)
      throw new WorkbenchError(
        'unsupported',
        `The result has ${columns.length} columns, and an Excel sheet ${SHEET_LIMITS.columns}. Select fewer.`,
        { details: { columns: columns.length, limit: SHEET_LIMITS.columns } },
      )
    this.#names = columns.map(({ name }) => name)
    this.#cellStarts = columns.map((_, index) => `<c r="${columnLetters(index)}`)
    this.#beginSheet()
    this.#flush()
    return this.#file.take()
  }

  batch({ rowCount, columns }: Batch): Uint8Array {
    const cells = columns.map((column, index) => sheetCellWriter(column, index, this.#sheet))
    for (let row = 0; row < rowCount; row++) {
      this.#beginRow()
      for (let index = 0; index < cells.length; index++) cells[index]!(row)
      this.#xml.ascii('</row>')
      this.#rowsBefore++
    }
    this.#flush()
    return this.#file.take()
  }

  footer(): Uint8Array {
    this.#endSheet()
    const sheets = this.#sheetCount
    this.#zip.add('[Content_Types].xml', contentTypes(sheets))
    this.#zip.add('_rels/.rels', packageRelations())
    this.#zip.add('xl/workbook.xml', workbook(sheets))
    this.#zip.add('xl/_rels/workbook.xml.rels', workbookRelations(sheets))
    this.#zip.add('xl/styles.xml', styles())
    this.#zip.finish()
    return this.#file.take()
  }

  #beginSheet(): void {
    this.#zip.begin(sheetPath(this.#sheetCount++))
    this.#xml.ascii(SHEET_START)
    this.#row = 1
    this.#xml.ascii('<row r="1">')
    this.#names.forEach((name, index) => this.#writeText(index, name, ` s="${STYLES.header}"`))
    this.#xml.ascii('</row>')
  }

  #beginRow(): void {
    const sizeBytes = this.#zip.entrySizeBytes + this.#xml.used
    if (this.#row === this.#rowLimit || sizeBytes > SHEET_BYTES) {
      this.#endSheet()
      this.#beginSheet()
    }
    this.#row++
    this.#xml.ascii(`<row r="${this.#row}">`)
  }

  #endSheet(): void {
    this.#xml.ascii(SHEET_END)
    this.#flush()
    this.#zip.end()
  }

  #flush(): void {
    this.#zip.append(this.#xml.bytes.subarray(0, this.#xml.used))
    this.#xml.used = 0
  }

  #openCell(column: number, attributes: string): void {
    this.#xml.ascii(`${this.#cellStarts[column]!}${this.#row}"${attributes}>`)
  }

  #writeText(column: number, text: string, attributes = ''): void {
    if (text.length > SHEET_LIMITS.characters) throw this.#textError(column, text.length)
    this.#openCell(column, `${attributes} t="inlineStr"`)
    this.#xml.text(inlineText(text))
  }

  #textError(column: number, characters: number): WorkbenchError {
    const name = this.#names[column]!
    const row = this.#rowsBefore + 1
    return new WorkbenchError(
      'unsupported',
      `Row ${row}, column “${name}” has ${characters} characters, and an Excel cell takes ` +
        `${SHEET_LIMITS.characters}. Cut it in the query, leave the column out, or export to CSV.`,
      { details: { row, column: name, characters, limit: SHEET_LIMITS.characters } },
    )
  }
}

/** `A` to `Z`, then `AA` … */
export function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter
}
