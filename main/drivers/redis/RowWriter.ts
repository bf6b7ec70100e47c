import { isUtf8 } from 'node:buffer'
import type { Column } from '../../../contract/columns.ts'
import { BatchBuilder } from '../../frame/BatchBuilder.ts'
import {
  type AnyColumnBuilder,
  BigIntBuilder,
  BoolBuilder,
  BytesBuilder,
  NumberBuilder,
} from '../../frame/ColumnBuilder.ts'
import type { ResultSink } from '../driver.ts'
import { plainText, taggedText, typeOf } from './cells.ts'
import type { Row } from './shapeReply.ts'
import { type Reply, ReplyMap } from './wire/Reply.ts'

/** The first rows should not wait for a whole batch. */
const FIRST_ROWS = 200

/** Cells of a row; what a row has too many stands in its last cell. */
export function cellsOf(row: Row, names: readonly string[], width: number): Reply[] {
  if (row instanceof ReplyMap) return names.map((name) => row.get(name) ?? null)
  if (row.length <= width) return Array.from({ length: width }, (_, index) => row[index] ?? null)
  return [...row.slice(0, width - 1), row.slice(width - 1)]
}

/** Rows on their way into batches. */
export class RowWriter {
  readonly #names: readonly string[]
  readonly #sink: ResultSink
  readonly #builder: BatchBuilder
  #rowLimit = FIRST_ROWS

  constructor(columns: readonly Column[], sink: ResultSink) {
    this.#names = columns.map(({ name }) => name)
    this.#sink = sink
    this.#builder = new BatchBuilder(columns.map(({ type }) => type))
  }

  /** A promise where the sink has to catch up. */
  add(row: Row): Promise<void> | null {
    const width = this.#names.length
    const isWhole = Array.isArray(row) && row.length === width
    const cells = isWhole ? (row as readonly Reply[]) : cellsOf(row, this.#names, width)
    for (let index = 0; index < width; index++) this.#append(index, cells[index]!)
    return this.#endRow()
  }

  /** The same for a row of one cell. */
  addCell(value: Reply): Promise<void> | null {
    this.#append(0, value)
    return this.#endRow()
  }

  get isSingle(): boolean {
    return this.#names.length === 1
  }

  #endRow(): Promise<void> | null {
    this.#builder.endRow()
    if (this.#builder.rowCount < this.#rowLimit && !this.#builder.isFull) return null
    this.#rowLimit = Number.MAX_SAFE_INTEGER
    return this.#sink.write(this.#builder.take()) ?? null
  }

  async finish(): Promise<void> {
    if (this.#builder.rowCount > 0) await this.#sink.write(this.#builder.take())
    this.#sink.end()
  }

  #append(index: number, value: Reply): void {
    const column = this.#builder.columns[index]!
    if (value === null) column.appendNull()
    else if (!appendExact(column, value)) {
      const wide = this.#builder.widenColumn(index, { kind: 'any' }) as BytesBuilder
      wide.appendText(taggedText(value))
    }
  }
}

/** Short ASCII is seen at once; the rest is checked in native code. */
function isText(bytes: Buffer): boolean {
  if (bytes.length > 32) return isUtf8(bytes)
  for (let at = 0; at < bytes.length; at++) if (bytes[at]! > 0x7f) return isUtf8(bytes)
  return true
}

/** Appends a value to a column of its type; false: the column cannot hold it as it is. */
function appendExact(column: AnyColumnBuilder, value: Exclude<Reply, null>): boolean {
  const { type } = column
  if (column instanceof BytesBuilder) {
    // First what comes a million times.
    if (type.kind === 'text' && !type.mark && value instanceof Buffer && isText(value))
      column.append(value)
    else if (type.kind === 'any') column.appendText(taggedText(value))
    else if (!isSameText(type, typeOf(value))) return false
    else if (value instanceof Buffer) column.append(value)
    else column.appendText(plainText(value))
    return true
  }
  if (
    column instanceof BigIntBuilder &&
    typeof value === 'bigint' &&
    typeOf(value).kind === 'int64'
  )
    column.append(value)
  else if (column instanceof NumberBuilder && typeof value === 'number') column.append(value)
  else if (column instanceof BoolBuilder && typeof value === 'boolean') column.append(value)
  else return false
  return true
}

const isSameText = (
  a: { readonly kind: string; readonly mark?: string },
  b: { readonly kind: string; readonly mark?: string },
): boolean => a.kind === b.kind && a.mark === b.mark
