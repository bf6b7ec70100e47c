import type { Column } from '../../contract/columns.ts'
import type { RunEvent } from '../../contract/query.ts'
import type { Clock } from '../clock.ts'
import type { ResultSink } from '../drivers/driver.ts'
import type { Batch } from '../frame/Batch.ts'
import type { StoredResult } from '../frame/StoredResult.ts'

/** The least time between two counts of one result. */
export const ROWS_INTERVAL_MS = 100

/** Takes a result into the store and tells how far it got: at once, then about ten times a second. */
export class ResultWriter implements ResultSink {
  readonly #stored: StoredResult
  readonly #emit: (event: RunEvent) => void
  readonly #clock: Clock
  #told: readonly Column[]
  #toldAtMs = -Infinity
  #cancelTelling: (() => void) | null = null
  #hasEnded = false

  constructor(stored: StoredResult, emit: (event: RunEvent) => void, clock: Clock) {
    this.#stored = stored
    this.#emit = emit
    this.#clock = clock
    this.#told = stored.columns
  }

  get resultId(): string {
    return this.#stored.resultId
  }

  get rowCount(): number {
    return this.#stored.rowCount
  }

  /** A promise only when the store is behind: the driver stops reading for it. */
  write(batch: Batch): void | Promise<void> {
    const behind = this.#stored.write(batch)
    if (behind) return behind.then(() => this.#tellSoon())
    this.#tellSoon()
  }

  end(): void {
    this.#finish(true)
  }

  /** After a failure: what came stays readable, marked as not the whole. */
  breakOff(): void {
    this.#finish(false)
  }

  #finish(isComplete: boolean): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    this.#cancelTelling?.()
    this.#stored.end({ isComplete })
    const { resultId, rowCount } = this.#stored
    if (this.#widened()) this.#tell()
    this.#emit({ kind: 'result-ended', resultId, rowCount, isComplete })
  }

  #tellSoon(): void {
    if (this.#hasEnded || this.#cancelTelling) return
    const waitMs = this.#toldAtMs + ROWS_INTERVAL_MS - this.#clock.now()
    if (waitMs <= 0) return this.#tell()
    this.#cancelTelling = this.#clock.setTimer(() => {
      this.#cancelTelling = null
      this.#tell()
    }, waitMs)
  }

  #tell(): void {
    this.#toldAtMs = this.#clock.now()
    const columns = this.#widened()
    if (columns) this.#told = columns
    const { resultId, rowCount } = this.#stored
    this.#emit({ kind: 'rows', resultId, rowCount, ...(columns && { columns: [...columns] }) })
  }

  /** The columns, where one is wider than last told; else null. */
  #widened(): readonly Column[] | null {
    const { columns } = this.#stored
    return columns === this.#told ? null : columns
  }
}
