import { WorkbenchError } from '../../../contract/errors.ts'
import type { CsvReadOptions } from '../../../contract/imports.ts'
import { BATCH_CELLS } from '../../frame/Batch.ts'
import type { CellBlock, FaultyRow } from './CellBlock.ts'

/** No database takes more in a table; most stop at 1,600. */
export const MAX_COLUMNS = 10_000
/** Longer ones are what an unclosed quote makes of the rest of a file. */
const MAX_ROW_BYTES = 64 * 1024 * 1024

const NEWLINE = 0x0a
const RETURN = 0x0d
const NONE = -1
const utf8 = new TextDecoder()

/** What one look for rows found: a block of them, and those that have another number of cells. */
export type ScannedRows = { readonly block: CellBlock; readonly faults: readonly FaultyRow[] }

/**
 * Cuts bytes of CSV into rows and cells (RFC 4180, with LF, CRLF or CR between rows). The first row
 * tells how many cells a row has. Empty lines count only in files of one column.
 */
export class CsvScanner {
  readonly #separator: number
  readonly #quote: number
  /** 1 for the bytes that end a cell without quotes. */
  readonly #endsCell = new Uint8Array(256)
  readonly #nullBytes: Uint8Array
  #bytes: Uint8Array = new Uint8Array(0)
  #at = 0
  #line = 1
  #isLast = false
  #columnCount = 0
  /** Of the row at hand. */
  #cells = 0
  #starts = new Int32Array(1_024)
  #ends = new Int32Array(1_024)
  /** Of the block at hand. */
  #used = 0
  #lines = new Float64Array(1_024)
  #rowCount = 0
  #faults: FaultyRow[] = []
  #escaped: number[] = []
  #rowReason: string | null = null

  constructor({ separator, quote, nullText }: CsvReadOptions) {
    this.#separator = separator.charCodeAt(0)
    for (const byte of [this.#separator, NEWLINE, RETURN]) this.#endsCell[byte] = 1
    this.#quote = quote === '' ? NONE : quote.charCodeAt(0)
    this.#nullBytes = new TextEncoder().encode(nullText)
  }

  /** Takes the next bytes over; null: there are no more. */
  push(chunk: Uint8Array | null): void {
    if (chunk === null) {
      this.#isLast = true
      return
    }
    const rest = this.#bytes.subarray(this.#at)
    if (rest.length > MAX_ROW_BYTES) throw this.#endlessRow(rest.length)
    const joined = new Uint8Array(rest.length + chunk.length)
    joined.set(rest)
    joined.set(chunk, rest.length)
    this.#bytes = joined
    this.#at = 0
  }

  /** The rows in the bytes so far, a block at most; null: it needs more bytes, or there are none. */
  next(): ScannedRows | null {
    while (this.#at < this.#bytes.length && this.#scanRow()) {
      if (this.#used >= BATCH_CELLS) break
    }
    return this.#take()
  }

  #take(): ScannedRows | null {
    if (this.#rowCount === 0 && this.#faults.length === 0) return null
    const block: CellBlock = {
      bytes: this.#bytes,
      rowCount: this.#rowCount,
      columnCount: this.#columnCount,
      starts: this.#starts.slice(0, this.#used),
      ends: this.#ends.slice(0, this.#used),
      isText: null,
      lines: this.#lines.slice(0, this.#rowCount),
    }
    const faults = this.#faults
    this.#used = 0
    this.#rowCount = 0
    this.#faults = []
    return { block, faults }
  }

  /** False: the row's end is not among the bytes. */
  #scanRow(): boolean {
    const bytes = this.#bytes
    const { length } = bytes
    const separator = this.#separator
    const endsCell = this.#endsCell
    const quote = this.#quote
    const startLine = this.#line
    const rowAt = this.#at
    let at = rowAt
    let newlines = 0
    this.#cells = 0
    this.#rowReason = null
    this.#escaped.length = 0
    for (;;) {
      const start = at
      if (quote !== NONE && at < length && bytes[at] === quote) {
        const end = this.#findClosingQuote(at + 1)
        if (end < 0) {
          if (!this.#isLast) return false
          throw this.#unclosedQuote(startLine + newlines)
        }
        for (let inside = at + 1; inside < end; inside++) if (bytes[inside] === NEWLINE) newlines++
        this.#addCell(start + 1, end)
        at = end + 1
        // Until the end of the cell nothing may follow; what does makes the row a bad one.
        if (at < length && endsCell[bytes[at]!] === 0) {
          this.#rowReason ??= `Text follows the closing quote of cell ${this.#cells}.`
          while (at < length && endsCell[bytes[at]!] === 0) at++
        }
      } else {
        while (at < length && endsCell[bytes[at]!] === 0) at++
        if (this.#isNull(start, at)) this.#addCell(NONE, at)
        else this.#addCell(start, at)
      }
      if (at >= length) {
        if (!this.#isLast) return false
        break
      }
      const byte = bytes[at]!
      at++
      if (byte === separator) continue
      if (byte === RETURN) {
        if (at >= length && !this.#isLast) return false
        if (bytes[at] === NEWLINE) at++
      }
      newlines++
      break
    }
    this.#at = at
    this.#line += newlines
    this.#endRow(rowAt, startLine)
    return true
  }

  #findClosingQuote(from: number): number {
    const bytes = this.#bytes
    let at = from
    for (;;) {
      at = bytes.indexOf(this.#quote, at)
      if (at < 0 || (at + 1 >= bytes.length && !this.#isLast)) return NONE
      if (bytes[at + 1] !== this.#quote) return at
      if (this.#escaped.at(-1) !== this.#cells) this.#escaped.push(this.#cells)
      at += 2
    }
  }

  #isNull(start: number, end: number): boolean {
    const expected = this.#nullBytes
    if (end - start !== expected.length) return false
    for (let index = 0; index < expected.length; index++)
      if (this.#bytes[start + index] !== expected[index]) return false
    return true
  }

  #addCell(start: number, end: number): void {
    const at = this.#used + this.#cells
    if (at >= this.#starts.length) {
      this.#starts = doubled(this.#starts)
      this.#ends = doubled(this.#ends)
    }
    this.#starts[at] = start
    this.#ends[at] = end
    this.#cells++
    if (this.#cells > MAX_COLUMNS) throw tooManyColumns(this.#line)
  }

  #endRow(rowAt: number, line: number): void {
    const first = this.#used
    for (const cell of this.#escaped) this.#unescape(first + cell)
    if (this.#cells === 1 && this.#columnCount !== 1 && this.#isBlank(rowAt)) return
    if (this.#columnCount === 0) this.#columnCount = this.#cells
    if (this.#cells !== this.#columnCount)
      this.#rowReason ??= `${this.#cells === 1 ? '1 cell' : `${this.#cells} cells`}, where ${this.#columnCount} are expected.`
    if (this.#rowReason !== null) {
      this.#faults.push({ line, reason: this.#rowReason, cells: this.#textsOfRow() })
      return
    }
    this.#used += this.#cells
    if (this.#rowCount === this.#lines.length) this.#lines = doubled(this.#lines)
    this.#lines[this.#rowCount++] = line
  }

  #isBlank(rowAt: number): boolean {
    const byte = this.#bytes[rowAt]
    return byte === NEWLINE || byte === RETURN
  }

  /** Doubled quotes become one, in place: the cell only gets shorter. */
  #unescape(cell: number): void {
    const bytes = this.#bytes
    const end = this.#ends[cell]!
    let to = this.#starts[cell]!
    for (let from = to; from < end; from++) {
      bytes[to++] = bytes[from]!
      if (bytes[from] === this.#quote) from++
    }
    this.#ends[cell] = to
  }

  #textsOfRow(): (string | null)[] {
    return Array.from({ length: this.#cells }, (_, index) => {
      const start = this.#starts[this.#used + index]!
      if (start < 0) return null
      return utf8.decode(this.#bytes.subarray(start, this.#ends[this.#used + index]))
    })
  }

  #unclosedQuote(line: number): WorkbenchError {
    return new WorkbenchError(
      'file-failed',
      `A quote is opened on line ${line} and not closed before the end of the file. Mend the line, or choose another quote.`,
      { details: { line } },
    )
  }

  #endlessRow(sizeBytes: number): WorkbenchError {
    const megabytes = Math.floor(sizeBytes / 1024 / 1024)
    return new WorkbenchError(
      'file-failed',
      `The row that begins on line ${this.#line} has no end after ${megabytes} MiB: a quote may be opened there and not closed.`,
      { details: { line: this.#line } },
    )
  }
}

const tooManyColumns = (line: number): WorkbenchError =>
  new WorkbenchError(
    'file-failed',
    `Line ${line} has more than ${MAX_COLUMNS.toLocaleString('en')} cells, and no table takes so many columns. Is the separator the right one?`,
    { details: { line, limit: MAX_COLUMNS } },
  )

function doubled<T extends Int32Array | Float64Array>(array: T): T {
  const Typed = array.constructor as new (length: number) => T
  const grown = new Typed(array.length * 2)
  grown.set(array)
  return grown
}
