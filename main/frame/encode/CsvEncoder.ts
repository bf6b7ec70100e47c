import { type Column, isNumeric } from '../../../contract/columns.ts'
import { WorkbenchError } from '../../../contract/errors.ts'
import type { CsvOptions } from '../../../contract/exports.ts'
import type { Batch, ColumnData } from '../Batch.ts'
import { isNullAt } from '../readCell.ts'
import { ByteWriter } from './ByteWriter.ts'
import { type CellWriter, plainCellWriter } from './plainCells.ts'
import type { RowEncoder } from './RowEncoder.ts'

const QUOTE = 34
const NEWLINE = 10
const BLOB_TAG = 98
const TEXT_TAG = 116
const HEX_PREFIX = Uint8Array.of(48, 120)

/** Longer values are copied as a whole rather than byte by byte. */
const LONG_BYTES = 96

const APOSTROPHE = 39
const LINE_ENDS = { lf: Uint8Array.of(NEWLINE), crlf: Uint8Array.of(13, NEWLINE) }
const BYTE_ORDER_MARK = Uint8Array.of(0xef, 0xbb, 0xbf)
/** `=`, `+`, `-`, `@`, tab and carriage return: https://owasp.org/www-community/attacks/CSV_Injection */
const FORMULA_STARTS = new Set([61, 43, 45, 64, 9, 13])

/**
 * CSV as RFC 4180 quotes it, one `\n` a line as `psql` and `sqlite3` write it unless asked otherwise.
 * A value is quoted when it holds the separator, a quote or a line break, or when it reads like NULL.
 */
export class CsvEncoder implements RowEncoder {
  readonly #writer = new ByteWriter()
  readonly #separator: number
  readonly #hasHeader: boolean
  readonly #nullText: Uint8Array
  readonly #quotesAll: boolean
  readonly #lineEnd: Uint8Array
  readonly #hasByteOrderMark: boolean
  readonly #guardsFormulas: boolean
  /** 1 for each byte that a value may not hold without quotes. */
  readonly #needsQuotes = new Uint8Array(256)

  constructor(options: CsvOptions) {
    const { separator, hasHeader, nullText } = options
    this.#separator = separator.charCodeAt(0)
    this.#hasHeader = hasHeader
    this.#quotesAll = options.quoting === 'always'
    this.#lineEnd = LINE_ENDS[options.lineEnd]
    this.#hasByteOrderMark = options.hasByteOrderMark
    this.#guardsFormulas = options.guardsFormulas
    this.#nullText = new TextEncoder().encode(nullText)
    for (const byte of [QUOTE, NEWLINE, 13, this.#separator]) this.#needsQuotes[byte] = 1
    if (this.#nullText.some((byte) => this.#needsQuotes[byte] === 1))
      throw new WorkbenchError(
        'invalid-request',
        `“${nullText}” cannot stand for NULL in CSV: it would have to be quoted, which marks text. ` +
          'Choose one without separators, quotes and line breaks.',
        { details: { nullText, separator } },
      )
  }

  header(columns: readonly Column[]): Uint8Array {
    if (this.#hasByteOrderMark) this.#writer.append(BYTE_ORDER_MARK)
    if (!this.#hasHeader) return this.#writer.take()
    const encoder = new TextEncoder()
    columns.forEach(({ name }, index) => {
      if (index > 0) this.#writer.byte(this.#separator)
      const bytes = encoder.encode(name)
      this.#writeForeign(bytes, 0, bytes.length)
    })
    this.#writer.append(this.#lineEnd)
    return this.#writer.take()
  }

  batch({ rowCount, columns }: Batch): Uint8Array {
    const writer = this.#writer
    const cells = columns.map((column) => this.#cellWriter(column))
    const last = cells.length - 1
    for (let row = 0; row < rowCount; row++) {
      for (let index = 0; index <= last; index++) {
        cells[index]!(row)
        if (index < last) writer.byte(this.#separator)
      }
      writer.append(this.#lineEnd)
    }
    return writer.take()
  }

  footer(): Uint8Array {
    return new Uint8Array()
  }

  #cellWriter(column: ColumnData): CellWriter {
    const write = this.#valueWriter(column)
    if (column.validity === null) return write
    return (row) => (isNullAt(column, row) ? this.#writer.append(this.#nullText) : write(row))
  }

  #valueWriter(column: ColumnData): CellWriter {
    switch (column.type.kind) {
      case 'text':
        return this.#textWriter(column, isNumeric(column.type))
      case 'any':
        return this.#anyWriter(column)
      default:
        return this.#plainWriter(column)
    }
  }

  #textWriter({ values, offsets }: ColumnData, holdsNumbers: boolean): CellWriter {
    const bytes = values as Uint8Array
    if (this.#guardsFormulas && !holdsNumbers)
      return (row) => this.#writeForeign(bytes, offsets![row]!, offsets![row + 1]!)
    if (this.#isPlain(bytes)) return plainTextWriter(bytes, offsets!, this.#writer)
    return (row) => this.#writeText(bytes, offsets![row]!, offsets![row + 1]!)
  }

  /** Nothing of a column needs quotes but empty text, which would read as NULL. */
  #isPlain(values: Uint8Array): boolean {
    if (this.#quotesAll || this.#nullText.length > 0) return false
    const text = Buffer.from(values.buffer, values.byteOffset, values.byteLength)
    return ![QUOTE, NEWLINE, 13, this.#separator].some((byte) => text.includes(byte))
  }

  #anyWriter({ values, offsets }: ColumnData): CellWriter {
    const bytes = values as Uint8Array
    const writeBlob = this.#guarded((row) => {
      this.#writer.append(HEX_PREFIX)
      this.#writer.append(bytes.subarray(offsets![row]! + 1, offsets![row + 1]))
    })
    return (row) => {
      const start = offsets![row]!
      if (bytes[start] === BLOB_TAG) writeBlob(row)
      else if (bytes[start] === TEXT_TAG) this.#writeForeign(bytes, start + 1, offsets![row + 1]!)
      else this.#writeText(bytes, start + 1, offsets![row + 1]!)
    }
  }

  #plainWriter(column: ColumnData): CellWriter {
    return this.#guarded(plainCellWriter(column, this.#writer))
  }

  /** Numbers, times and bytes can only need quotes when NULL is written like one of them. */
  #guarded(write: CellWriter): CellWriter {
    if (this.#quotesAll) return this.#quoted(write)
    if (this.#nullText.length === 0) return write
    return (row) => {
      const start = this.#writer.used
      write(row)
      if (this.#isNullText(this.#writer.bytes, start, this.#writer.used)) this.#quoteFrom(start)
    }
  }

  #quoted(write: CellWriter): CellWriter {
    return (row) => {
      this.#writer.byte(QUOTE)
      write(row)
      this.#writer.byte(QUOTE)
    }
  }

  /** Text that others wrote, and that may be meant to run in a spreadsheet. */
  #writeForeign(source: Uint8Array, start: number, end: number): void {
    const isFormula = this.#guardsFormulas && start < end && FORMULA_STARTS.has(source[start]!)
    if (!isFormula) return this.#writeText(source, start, end)
    const guarded = new Uint8Array(end - start + 1)
    guarded[0] = APOSTROPHE
    guarded.set(source.subarray(start, end), 1)
    this.#writeText(guarded, 0, guarded.length)
  }

  #writeText(source: Uint8Array, start: number, end: number): void {
    if (this.#quotesAll) return this.#writeQuoted(source, start, end)
    const writer = this.#writer
    const length = end - start
    writer.reserve(length)
    const { bytes, used } = writer
    const flagged =
      length > LONG_BYTES
        ? this.#copyLong(source, start, end)
        : copyShort(source, start, end, bytes, used, this.#needsQuotes)
    if (flagged === 0 && !this.#isNullText(source, start, end)) writer.used = used + length
    else this.#writeQuoted(source, start, end)
  }

  #copyLong(source: Uint8Array, start: number, end: number): number {
    for (let at = start; at < end; at++) if (this.#needsQuotes[source[at]!] === 1) return 1
    this.#writer.bytes.set(source.subarray(start, end), this.#writer.used)
    return 0
  }

  #writeQuoted(source: Uint8Array, start: number, end: number): void {
    let quotes = 2
    for (let at = start; at < end; at++) if (source[at] === QUOTE) quotes++
    const writer = this.#writer
    writer.reserve(end - start + quotes)
    const { bytes } = writer
    let used = writer.used
    bytes[used++] = QUOTE
    for (let at = start; at < end; at++) {
      const byte = source[at]!
      if (byte === QUOTE) bytes[used++] = QUOTE
      bytes[used++] = byte
    }
    bytes[used++] = QUOTE
    writer.used = used
  }

  /** Puts quotes around what was written last and holds none. */
  #quoteFrom(start: number): void {
    const value = this.#writer.bytes.slice(start, this.#writer.used)
    this.#writer.used = start
    this.#writeQuoted(value, 0, value.length)
  }

  #isNullText(source: Uint8Array, start: number, end: number): boolean {
    const { length } = this.#nullText
    if (end - start !== length) return false
    for (let index = 0; index < length; index++)
      if (source[start + index] !== this.#nullText[index]) return false
    return true
  }
}

const EMPTY_TEXT = Uint8Array.of(QUOTE, QUOTE)

function plainTextWriter(values: Uint8Array, offsets: Int32Array, writer: ByteWriter): CellWriter {
  return (row) => {
    const start = offsets[row]!
    const end = offsets[row + 1]!
    if (start === end) return writer.append(EMPTY_TEXT)
    const length = end - start
    if (length > LONG_BYTES) return writer.append(values.subarray(start, end))
    writer.reserve(length)
    const { bytes, used } = writer
    for (let index = 0; index < length; index++) bytes[used + index] = values[start + index]!
    writer.used = used + length
  }
}

/** Copies, and answers with 1 when a byte was among those of the table. */
function copyShort(
  source: Uint8Array,
  start: number,
  end: number,
  target: Uint8Array,
  used: number,
  table: Uint8Array,
): number {
  let flagged = 0
  for (let at = start, to = used; at < end; at++, to++) {
    const byte = source[at]!
    target[to] = byte
    flagged |= table[byte]!
  }
  return flagged
}
