import type { Column, ColumnType } from '../../../contract/columns.ts'
import type { Batch, ColumnData } from '../Batch.ts'
import { isNullAt, readBytes } from '../readCell.ts'
import { ByteWriter } from './ByteWriter.ts'
import { writeJsonString } from './jsonString.ts'
import { type CellWriter, plainCellWriter } from './plainCells.ts'
import type { RowEncoder } from './RowEncoder.ts'
import { uniqueNames } from './uniqueNames.ts'

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

const QUOTE = 34
const COMMA = 44
const NEWLINE = 10
const SPACE = 32
const OPEN_ROW = 123
const CLOSE_ROW = 125

/** JSON's grammar of a number (RFC 8259, section 6). */
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/**
 * An object a row: `array`, as one JSON array; `lines`, one object a line. Numbers are written digit
 * for digit, however many they have. What JSON has no number for (NaN, Infinity) is a string, and so
 * are dates, times and bytes (`0x…`). A column of JSON stays JSON.
 */
export class JsonEncoder implements RowEncoder {
  readonly #writer = new ByteWriter()
  readonly #form: 'array' | 'lines'
  /** `"name":` of each column, a comma in front of all but the first. */
  #keys: Uint8Array[] = []
  #isFirstRow = true

  constructor(form: 'array' | 'lines') {
    this.#form = form
  }

  header(columns: readonly Column[]): Uint8Array {
    const encoder = new TextEncoder()
    this.#keys = uniqueNames(columns.map(({ name }) => name)).map((name, index) =>
      encoder.encode(`${index > 0 ? ',' : ''}${JSON.stringify(name)}:`),
    )
    this.#isFirstRow = true
    if (this.#form === 'array') this.#writer.ascii('[')
    return this.#writer.take()
  }

  batch({ rowCount, columns }: Batch): Uint8Array {
    const writer = this.#writer
    const cells = columns.map((column) => this.#cellWriter(column))
    for (let row = 0; row < rowCount; row++) {
      this.#beginRow()
      writer.byte(OPEN_ROW)
      for (let index = 0; index < cells.length; index++) {
        writer.append(this.#keys[index]!)
        cells[index]!(row)
      }
      writer.byte(CLOSE_ROW)
      if (this.#form === 'lines') writer.byte(NEWLINE)
    }
    return writer.take()
  }

  footer(): Uint8Array {
    if (this.#form === 'array') this.#writer.ascii('\n]\n')
    return this.#writer.take()
  }

  #beginRow(): void {
    if (this.#form === 'lines') return
    if (!this.#isFirstRow) this.#writer.byte(COMMA)
    this.#isFirstRow = false
    this.#writer.byte(NEWLINE)
  }

  #cellWriter(column: ColumnData): CellWriter {
    const write = this.#valueWriter(column)
    if (column.validity === null) return write
    return (row) => (isNullAt(column, row) ? this.#writer.ascii('null') : write(row))
  }

  #valueWriter(column: ColumnData): CellWriter {
    const writer = this.#writer
    switch (column.type.kind) {
      case 'text':
        return this.#textWriter(column, column.type)
      case 'any':
        return (row) => this.#writeAny(readBytes(column, row))
      case 'bool':
      case 'int16':
      case 'int32':
      case 'int64':
      case 'decimal':
        return plainCellWriter(column, writer)
      case 'float32':
      case 'float64':
        return floatWriter(column, writer)
      default: {
        const write = plainCellWriter(column, writer)
        return (row) => {
          writer.byte(QUOTE)
          write(row)
          writer.byte(QUOTE)
        }
      }
    }
  }

  #textWriter(column: ColumnData, type: ColumnType & { kind: 'text' }): CellWriter {
    switch (type.mark) {
      case 'decimal':
        return (row) => this.#writeNumberText(readBytes(column, row))
      case 'json':
        return (row) => this.#writeJson(readBytes(column, row))
      default: {
        const bytes = column.values as Uint8Array
        const offsets = column.offsets!
        return (row) => writeJsonString(this.#writer, bytes, offsets[row]!, offsets[row + 1]!)
      }
    }
  }

  /** A value of an `any` column, its class tag in front. */
  #writeAny(tagged: Uint8Array): void {
    const value = tagged.subarray(1)
    switch (String.fromCharCode(tagged[0]!)) {
      case 'i':
      case 'r':
        return this.#writeNumberText(value)
      case 'b':
        this.#writer.ascii('"0x')
        this.#writer.append(value)
        return this.#writer.byte(QUOTE)
      default:
        return writeJsonString(this.#writer, value, 0, value.length)
    }
  }

  #writeNumberText(bytes: Uint8Array): void {
    if (JSON_NUMBER.test(utf8.decode(bytes))) this.#writer.append(bytes)
    else writeJsonString(this.#writer, bytes, 0, bytes.length)
  }

  #writeJson(bytes: Uint8Array): void {
    if (!isJson(utf8.decode(bytes))) return writeJsonString(this.#writer, bytes, 0, bytes.length)
    // In JSON a line break can only stand between tokens, where a space means the same; as a break
    // it would end the line that an object of `lines` has.
    this.#writer.append(bytes.map((byte) => (byte === NEWLINE || byte === 13 ? SPACE : byte)))
  }
}

function floatWriter(column: ColumnData, writer: ByteWriter): CellWriter {
  const write = plainCellWriter(column, writer)
  const values = column.values as Float64Array
  return (row) => {
    if (Number.isFinite(values[row])) return write(row)
    writer.byte(QUOTE)
    write(row)
    writer.byte(QUOTE)
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
