import { BATCH_BYTES } from '../../frame/Batch.ts'
import type { SqliteRow } from './columnPlan.ts'
import type { BoundStatement } from './PreparedStatements.ts'

/** Rows that come slowly are handed over this often, and stopping waits no longer than this. */
const SLICE_MS = 100

/** Reads rows in slices that are bounded by number, bytes and time. */
export class RowReader {
  readonly #rows: Iterator<SqliteRow>
  #isAtEnd = false

  constructor({ statement, iterate }: BoundStatement) {
    statement.raw(true).safeIntegers(true)
    this.#rows = iterate() as Iterator<SqliteRow>
  }

  get isAtEnd(): boolean {
    return this.#isAtEnd
  }

  read(maxRows: number): SqliteRow[] {
    const slice: SqliteRow[] = []
    const until = performance.now() + SLICE_MS
    let bytes = 0
    do {
      const next = this.#rows.next()
      if (next.done) {
        this.#isAtEnd = true
        break
      }
      slice.push(next.value)
      bytes += rowBytes(next.value)
    } while (slice.length < maxRows && bytes < BATCH_BYTES && performance.now() < until)
    return slice
  }

  /** Ends the statement; needed for those not read to their end. */
  close(): void {
    this.#rows.return?.()
  }
}

function rowBytes(row: SqliteRow): number {
  let bytes = 0
  for (const value of row) {
    if (typeof value === 'string' || value instanceof Uint8Array) bytes += value.length
  }
  return bytes
}
