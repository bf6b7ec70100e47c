import { cellText, hexText } from '../../../contract/cellText.ts'
import type { ColumnType } from '../../../contract/columns.ts'
import type { LiteralStyle } from '../../../contract/drivers.ts'
import { WorkbenchError } from '../../../contract/errors.ts'
import type { ColumnData } from '../Batch.ts'
import { isNullAt, readBytes, readCell } from '../readCell.ts'
import type { ByteWriter } from './ByteWriter.ts'
import { type CellWriter, plainCellWriter } from './plainCells.ts'

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
const QUOTE = 39
/** As `cellText` writes it. */
const PLAIN_OFFSET = '+00'

const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/
const INTEGER = /^-?\d{1,18}$/

/** `names` and `rowsBefore` say in an error which cell it was. */
type Context = {
  readonly style: LiteralStyle
  readonly names: readonly string[]
  readonly rowsBefore: number
}

/** A writer of SQL literals for each column; NULL included. */
export function sqlCellWriters(
  columns: readonly ColumnData[],
  writer: ByteWriter,
  { style, names, rowsBefore }: Context,
): CellWriter[] {
  return columns.map((column, index) => {
    const literals = new Literals(writer, style, (row) => nulError(rowsBefore + row, names[index]!))
    const write = valueWriter(column, writer, literals)
    return (row) => (isNullAt(column, row) ? writer.ascii('NULL') : write(row))
  })
}

function valueWriter(column: ColumnData, writer: ByteWriter, literals: Literals): CellWriter {
  const { type } = column
  switch (type.kind) {
    case 'bool':
      return (row) => literals.bool(readCell(column, row) as boolean)
    case 'int16':
    case 'int32':
    case 'int64':
      return plainCellWriter(column, writer)
    case 'float32':
    case 'float64':
      return (row) => literals.real(readCell(column, row) as number, type)
    case 'decimal':
      return (row) => literals.decimal(cellText(type, readCell(column, row)!), row)
    case 'binary':
      return (row) => literals.bytes(hexText(readBytes(column, row)))
    case 'any':
      return (row) => literals.any(readBytes(column, row), row)
    case 'text':
      if (type.mark === 'decimal')
        return (row) => literals.decimal(utf8.decode(readBytes(column, row)), row)
      return (row) => literals.text(readBytes(column, row), row)
    default: {
      const write = plainCellWriter(column, writer)
      const isInstant = type.kind === 'timestamp' && type.zone !== null
      const offset = isInstant ? literals.utcOffset : ''
      return (row) => {
        writer.byte(QUOTE)
        write(row)
        if (isInstant) writer.used -= PLAIN_OFFSET.length
        writer.ascii(offset)
        writer.byte(QUOTE)
      }
    }
  }
}

class Literals {
  readonly #writer: ByteWriter
  readonly #style: LiteralStyle
  readonly #nulError: (row: number) => WorkbenchError

  constructor(
    writer: ByteWriter,
    style: LiteralStyle,
    createNulError: (row: number) => WorkbenchError,
  ) {
    this.#writer = writer
    this.#style = style
    this.#nulError = createNulError
  }

  get utcOffset(): LiteralStyle['utcOffset'] {
    return this.#style.utcOffset
  }

  bool(value: boolean): void {
    this.#writer.ascii(this.#style.booleans[value ? 1 : 0])
  }

  bytes(hex: string): void {
    const [before, after] = this.#style.bytes
    this.#writer.ascii(before)
    this.#writer.ascii(hex)
    this.#writer.ascii(after)
  }

  real(value: number, type: ColumnType): void {
    const { reals } = this.#style
    if (Number.isNaN(value)) this.#writer.ascii(reals.nan)
    else if (!Number.isFinite(value))
      this.#writer.ascii(value > 0 ? reals.infinity : reals.negativeInfinity)
    else if (Object.is(value, -0)) this.#writer.ascii(reals.negativeZero)
    else this.#realText(cellText(type, value))
  }

  /** `text` is a number in most cases, and else `NaN` or its like. */
  decimal(text: string, row: number): void {
    if (this.#isKept(text)) this.#writer.ascii(text)
    else this.text(Buffer.from(text), row)
  }

  text(bytes: Uint8Array, row: number): void {
    if (bytes.includes(0)) return this.#textWithNul(bytes, row)
    const writer = this.#writer
    writer.ascii(this.#style.textPrefix)
    writer.reserve(bytes.length * 2 + 2)
    const target = writer.bytes
    let used = writer.used
    target[used++] = QUOTE
    for (const byte of bytes) {
      if (byte === QUOTE) target[used++] = QUOTE
      target[used++] = byte
    }
    target[used++] = QUOTE
    writer.used = used
  }

  /** A value of an `any` column, its class tag in front. */
  any(tagged: Uint8Array, row: number): void {
    const value = tagged.subarray(1)
    switch (String.fromCharCode(tagged[0]!)) {
      case 'i':
        return this.#writer.append(value)
      case 'r':
        return this.#anyReal(utf8.decode(value))
      case 'b':
        return this.bytes(utf8.decode(value))
      default:
        return this.text(value, row)
    }
  }

  #anyReal(text: string): void {
    if (NUMBER.test(text)) return this.#realText(text)
    const infinity = text.endsWith('Inf') || text.endsWith('Infinity')
    const sign = text.startsWith('-') ? -1 : 1
    this.real(infinity ? sign * Infinity : NaN, { kind: 'float64' })
  }

  #realText(text: string): void {
    this.#writer.ascii(text)
    const { needs } = this.#style.reals
    if (needs === 'point' && !/[.eE]/.test(text)) this.#writer.ascii('.0')
    if (needs === 'exponent' && !/[eE]/.test(text)) this.#writer.ascii('e0')
  }

  #isKept(text: string): boolean {
    if (!NUMBER.test(text)) return false
    const { decimalDigits } = this.#style
    if (decimalDigits === null || INTEGER.test(text)) return true
    const digits = text
      .replace(/[eE].*/, '')
      .replace(/^[-0.]+/, '')
      .replace('.', '')
    return digits.length <= decimalDigits
  }

  #textWithNul(bytes: Uint8Array, row: number): void {
    if (this.#style.textWithNul === null) throw this.#nulError(row)
    const [before, after] = this.#style.textWithNul
    this.#writer.ascii(before)
    this.#writer.ascii(hexText(bytes))
    this.#writer.ascii(after)
  }
}

const nulError = (row: number, column: string): WorkbenchError =>
  new WorkbenchError(
    'unsupported',
    `Row ${row + 1}, column “${column}” holds text with a NUL character, which the database of ` +
      'these INSERT statements cannot store. Leave the row or the column out, or replace the character.',
    { details: { row: row + 1, column } },
  )
