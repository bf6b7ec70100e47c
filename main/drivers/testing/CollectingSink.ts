import { cellText } from '../../../contract/cellText.ts'
import type { Column, ColumnType } from '../../../contract/columns.ts'
import type { ServerMessage } from '../../../contract/query.ts'
import type { Batch } from '../../frame/Batch.ts'
import { readCell } from '../../frame/readCell.ts'
import type { Connection, ResultSink, RunSink, StatementOutcome } from '../driver.ts'

/** A result as a driver gave it. */
export type CollectedResult = {
  readonly columns: readonly Column[]
  readonly batches: Batch[]
  hasEnded: boolean
}

/** Keeps everything a statement gives, and may make the driver wait or fail. */
export class CollectingSink implements RunSink {
  readonly results: CollectedResult[] = []
  readonly messages: ServerMessage[] = []
  readonly #onBatch: (batch: Batch) => void | Promise<void>

  constructor(onBatch: (batch: Batch) => void | Promise<void> = () => {}) {
    this.#onBatch = onBatch
  }

  /** The only result of a statement that has one. */
  get result(): CollectedResult {
    if (this.results.length !== 1) throw new Error(`There are ${this.results.length} results`)
    return this.results[0]!
  }

  get rowCount(): number {
    return this.results.flatMap(({ batches }) => batches).reduce((sum, b) => sum + b.rowCount, 0)
  }

  /** The rows of the only result as exact text; null for NULL. */
  get rows(): (string | null)[][] {
    return rowsOf(this.result)
  }

  openResult(columns: readonly Column[]): ResultSink {
    const result: CollectedResult = { columns, batches: [], hasEnded: false }
    this.results.push(result)
    return {
      write: (batch) => {
        result.batches.push(batch)
        return this.#onBatch(batch)
      },
      end: () => {
        if (result.hasEnded) throw new Error('The result was ended twice')
        result.hasEnded = true
      },
    }
  }

  message(message: ServerMessage): void {
    this.messages.push(message)
  }

  /** The type of a column as its batches have it, which may be wider than announced. */
  typesOf(column: number): ColumnType[] {
    return this.result.batches.map(({ columns }) => columns[column]!.type)
  }
}

export type CollectedRun = { readonly sink: CollectingSink; readonly outcome: StatementOutcome }

/** Runs a statement and keeps all it gives. */
export async function runCollecting(
  connection: Connection,
  sql: string,
  {
    parameters,
    signal = new AbortController().signal,
  }: { parameters?: Parameters<Connection['run']>[0]['parameters']; signal?: AbortSignal } = {},
): Promise<CollectedRun> {
  const sink = new CollectingSink()
  const outcome = await connection.run({ sql, ...(parameters && { parameters }) }, sink, signal)
  return { sink, outcome }
}

/** The rows of a result as exact text; null for NULL. */
export const rowsOf = ({ batches }: CollectedResult): (string | null)[][] =>
  batches.flatMap(batchRows)

function batchRows({ rowCount, columns }: Batch): (string | null)[][] {
  return Array.from({ length: rowCount }, (_, row) =>
    columns.map((column) => {
      const raw = readCell(column, row)
      return raw === null ? null : cellText(column.type, raw)
    }),
  )
}
