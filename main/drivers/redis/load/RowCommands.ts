import { cellText } from '../../../../contract/cellText.ts'
import { WorkbenchError } from '../../../../contract/errors.ts'
import type { Batch, ColumnData } from '../../../frame/Batch.ts'
import { isNullAt, readBytes, readCell } from '../../../frame/readCell.ts'
import { commandWord } from '../commandText.ts'
import { CommandBytes } from './CommandBytes.ts'

/** The column of this name has the keys; where there is none, it is the first. */
const KEY = 'key'
/** All there is beside the key: the row is a string, as a key is shown that is one. */
const VALUE = 'value'

type Field = { readonly index: number; readonly name: string; readonly word: Buffer }

/** What each row of a table becomes: a hash of its columns, or a string. */
export class RowCommands {
  readonly #prefix: Buffer
  readonly #keyIndex: number
  readonly #fields: readonly Field[]
  readonly #isString: boolean
  /** The words in front of a row's key, by how many fields have a value. */
  readonly #starts: readonly Buffer[]

  /** `prefix` stands in front of every key. */
  constructor(prefix: string, columns: readonly string[]) {
    this.#prefix = Buffer.from(prefix)
    this.#keyIndex = Math.max(0, columns.indexOf(KEY))
    this.#fields = columns
      .map((name, index) => ({ index, name, word: wordOf(name) }))
      .filter(({ index }) => index !== this.#keyIndex)
    this.#isString = this.#fields.length === 1 && this.#fields[0]!.name === VALUE
    if (this.#fields.length === 0)
      throw new WorkbenchError(
        'invalid-request',
        `Beside the keys there has to be a column with values; there is only “${columns[0] ?? ''}”.`,
      )
    this.#starts = Array.from({ length: this.#fields.length + 1 }, (_, count) =>
      this.#isString
        ? Buffer.from('*3\r\n$3\r\nSET\r\n')
        : Buffer.from(`*${2 + count * 2}\r\n$4\r\nHSET\r\n`),
    )
  }

  /** The command for a row, with its columns' names in the places of values. */
  example(keyColumn: string): string {
    const word = (text: string) => commandWord(Buffer.from(text))
    const key = word(`${this.#prefix.toString()}<${keyColumn}>`)
    if (this.#isString) return `SET ${key} ${word(`<${VALUE}>`)}`
    const pairs = this.#fields.map(({ name }) => `${word(name)} ${word(`<${name}>`)}`)
    return `HSET ${key} ${pairs.join(' ')}`
  }

  /** Which column of the load has the keys. */
  get keyIndex(): number {
    return this.#keyIndex
  }

  /** Throws `constraint-violation` for a row without a key. */
  keyOf({ columns }: Batch, row: number): Buffer {
    const column = columns[this.#keyIndex]!
    const own = isNullAt(column, row) ? Buffer.alloc(0) : bytesOf(column, row)
    if (own.length === 0) throw refusal('has no key', row)
    return Buffer.concat([this.#prefix, own])
  }

  /** NULL is no value in Redis: such a field is left out. Throws as `keyOf` does. */
  encode(out: CommandBytes, { columns }: Batch, row: number, key: Buffer): void {
    let count = 0
    for (const { index } of this.#fields) if (!isNullAt(columns[index]!, row)) count++
    if (count === 0) throw refusal('has no value', row)
    out.append(this.#starts[count]!)
    out.word(key)
    for (const { index, word } of this.#fields) {
      const column = columns[index]!
      if (isNullAt(column, row)) continue
      if (!this.#isString) out.append(word)
      const { kind } = column.type
      if (kind === 'text' || kind === 'binary')
        out.word(column.values as Uint8Array, column.offsets![row], column.offsets![row + 1])
      else out.text(cellText(column.type, readCell(column, row)!))
    }
  }
}

function wordOf(name: string): Buffer {
  const out = new CommandBytes()
  out.text(name)
  return Buffer.from(out.take())
}

function bytesOf(column: ColumnData, row: number): Uint8Array {
  const { kind } = column.type
  if (kind === 'text' || kind === 'binary') return readBytes(column, row)
  return Buffer.from(cellText(column.type, readCell(column, row)!))
}

/** `row` counts in the batch. */
const refusal = (what: string, row: number): WorkbenchError =>
  new WorkbenchError('constraint-violation', `The row ${what}, and Redis keeps none such.`, {
    details: { row },
  })
