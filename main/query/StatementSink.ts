import type { Column } from '../../contract/columns.ts'
import type { RunEvent, ServerMessage } from '../../contract/query.ts'
import type { ResultSink, RunSink } from '../drivers/driver.ts'
import { ResultWriter } from './ResultWriter.ts'
import type { Clock } from '../clock.ts'
import type { StoredResult } from '../frame/StoredResult.ts'

/** Messages of one statement beyond this are counted only: a loop that warns must not flood. */
export const MAX_MESSAGES = 1_000

export type StatementSinkOptions = {
  index: number
  openResult: (columns: readonly Column[]) => StoredResult
  emit: (event: RunEvent) => void
  clock: Clock
}

/** Takes what one statement gives: its results into the store, its messages to the window. */
export class StatementSink implements RunSink {
  readonly #options: StatementSinkOptions
  readonly #writers: ResultWriter[] = []
  readonly #results: StoredResult[] = []
  #messageCount = 0

  constructor(options: StatementSinkOptions) {
    this.#options = options
  }

  /** Rows of all results; null where the statement gave none. */
  get rowCount(): number | null {
    if (this.#writers.length === 0) return null
    return this.#writers.reduce((count, { rowCount }) => count + rowCount, 0)
  }

  /** What the statement answered, where that is one result, and whole. */
  get answer(): StoredResult | null {
    const [result, ...others] = this.#results
    return result?.isComplete && others.length === 0 ? result : null
  }

  openResult(columns: readonly Column[]): ResultSink & { readonly resultId: string } {
    const { index, openResult, emit, clock } = this.#options
    const stored = openResult(columns)
    const writer = new ResultWriter(stored, emit, clock)
    this.#writers.push(writer)
    this.#results.push(stored)
    emit({
      kind: 'result-opened',
      index,
      resultId: stored.resultId,
      columns: [...stored.columns],
    })
    return writer
  }

  message(message: ServerMessage): void {
    const { index, emit } = this.#options
    if (++this.#messageCount <= MAX_MESSAGES) emit({ kind: 'message', index, message })
  }

  /** The statement is over: a result still open was broken off. */
  finish(): void {
    for (const writer of this.#writers) writer.breakOff()
    const leftOut = this.#messageCount - MAX_MESSAGES
    if (leftOut <= 0) return
    const text = `${leftOut.toLocaleString('en')} more messages are not shown.`
    const { index, emit } = this.#options
    emit({ kind: 'message', index, message: { severity: 'INFO', text } })
  }
}
