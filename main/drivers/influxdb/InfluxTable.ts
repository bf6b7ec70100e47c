import type { Column, ColumnType } from '../../../contract/columns.ts'
import { cellText } from '../../../contract/cellText.ts'
import { BatchBuilder } from '../../frame/BatchBuilder.ts'
import {
  type AnyColumnBuilder,
  BigIntBuilder,
  BoolBuilder,
  BytesBuilder,
  NumberBuilder,
} from '../../frame/ColumnBuilder.ts'
import type { ResultSink, RunSink } from '../driver.ts'
import type { Scalar } from './MsgpackReader.ts'

/** The first rows should not wait for a whole batch. */
const FIRST_ROWS = 200

/** One result on its way into batches, a row at a time. */
export class InfluxTable {
  readonly #sink: ResultSink
  readonly #builder: BatchBuilder
  #rowLimit = FIRST_ROWS

  constructor(sink: RunSink, columns: readonly Column[]) {
    this.#sink = sink.openResult(columns)
    this.#builder = new BatchBuilder(columns.map(({ type }) => type))
  }

  get columns(): readonly AnyColumnBuilder[] {
    return this.#builder.columns
  }

  append(index: number, value: Scalar): void {
    const column = this.#builder.columns[index]!
    if (value === null) column.appendNull()
    else if (!appendExact(column, value)) {
      const wide = this.#builder.widenColumn(index, { kind: 'any' }) as BytesBuilder
      wide.appendText(tagged(value))
    }
  }

  /** A promise where the sink has to catch up before more is read. */
  endRow(): void | Promise<void> {
    this.#builder.endRow()
    if (this.#builder.rowCount < this.#rowLimit && !this.#builder.isFull) return undefined
    this.#rowLimit = Number.MAX_SAFE_INTEGER
    return this.#sink.write(this.#builder.take())
  }

  async end(): Promise<void> {
    if (this.#builder.rowCount > 0) await this.#sink.write(this.#builder.take())
    this.#sink.end()
  }
}

const INT64_MAX = 2n ** 63n - 1n

/** The column type that holds a value exactly. */
export function typeOf(value: Scalar): ColumnType {
  if (typeof value === 'bigint')
    return value > INT64_MAX ? { kind: 'text', mark: 'decimal' } : { kind: 'int64' }
  if (typeof value === 'number') return { kind: 'float64' }
  return { kind: typeof value === 'boolean' ? 'bool' : 'text' }
}

/** What the server calls a value of the kind. */
export function serverTypeOf(value: Scalar): string {
  if (typeof value === 'bigint') return 'integer'
  if (typeof value === 'number') return 'float'
  return typeof value === 'boolean' ? 'boolean' : 'string'
}

/** False: the column cannot hold the value as it is. */
function appendExact(column: AnyColumnBuilder, value: Exclude<Scalar, null>): boolean {
  const { type } = column
  if (column instanceof BytesBuilder && type.kind === 'any') column.appendText(tagged(value))
  else if (column instanceof BytesBuilder && type.kind === 'text' && isTextFor(type.mark, value))
    column.appendText(String(value))
  else if (column instanceof BigIntBuilder && typeof value === 'bigint' && value <= INT64_MAX)
    column.append(value)
  else if (column instanceof NumberBuilder && typeof value === 'number') column.append(value)
  else if (column instanceof BoolBuilder && typeof value === 'boolean') column.append(value)
  else return false
  return true
}

const isTextFor = (mark: string | undefined, value: Exclude<Scalar, null>): boolean =>
  mark === 'decimal' ? typeof value === 'bigint' : typeof value === 'string'

function tagged(value: Exclude<Scalar, null>): string {
  if (typeof value === 'bigint') return value > INT64_MAX ? `t${value}` : `i${value}`
  if (typeof value === 'number') return `r${cellText({ kind: 'float64' }, value)}`
  return `t${value}`
}
