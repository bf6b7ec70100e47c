import type { Column, ColumnType } from '../../../../contract/columns.ts'
import { BatchBuilder } from '../../../frame/BatchBuilder.ts'
import {
  type AnyColumnBuilder,
  BigIntBuilder,
  BoolBuilder,
  BytesBuilder,
  NumberBuilder,
} from '../../../frame/ColumnBuilder.ts'
import type { ResultSink, RunSink } from '../../driver.ts'
import type { WireCell, WireColumn } from './Session.ts'

/** The first rows should not wait for a whole batch. */
const FIRST_ROWS = 200

const TYPES: Readonly<Record<string, ColumnType>> = {
  int64: { kind: 'int64' },
  float64: { kind: 'float64' },
  bool: { kind: 'bool' },
}

/** Rows of one result on their way into batches. */
export class RowWriter {
  readonly #sink: ResultSink
  readonly #builder: BatchBuilder
  readonly #appends: readonly ((cell: Exclude<WireCell, null>) => void)[]
  #rowLimit = FIRST_ROWS

  constructor(wireColumns: readonly WireColumn[], sink: RunSink) {
    const columns = wireColumns.map(([name, type]): Column => ({
      name,
      type: TYPES[type] ?? { kind: 'text' },
      serverType: type,
    }))
    this.#sink = sink.openResult(columns)
    this.#builder = new BatchBuilder(columns.map(({ type }) => type))
    this.#appends = this.#builder.columns.map(appendTo)
  }

  /** A promise where the sink has to catch up. */
  add(row: readonly WireCell[]): void | Promise<void> {
    for (const [index, cell] of row.entries())
      if (cell === null) this.#builder.columns[index]!.appendNull()
      else this.#appends[index]!(cell)
    this.#builder.endRow()
    if (this.#builder.rowCount < this.#rowLimit && !this.#builder.isFull) return
    this.#rowLimit = Infinity
    return this.#sink.write(this.#builder.take())
  }

  async finish(): Promise<void> {
    if (this.#builder.rowCount > 0) await this.#sink.write(this.#builder.take())
    this.#sink.end()
  }
}

/** Chosen once a column, called once a cell. An int64 comes as text and never is a JS number. */
function appendTo(column: AnyColumnBuilder): (cell: Exclude<WireCell, null>) => void {
  if (column instanceof BigIntBuilder) return (cell) => column.append(BigInt(cell))
  if (column instanceof NumberBuilder) return (cell) => column.append(Number(cell))
  if (column instanceof BoolBuilder) return (cell) => column.append(Boolean(cell))
  if (column instanceof BytesBuilder) return (cell) => column.appendText(String(cell))
  throw new Error(`Jotter has no columns of ${column.type.kind}`)
}
