import { normalizeStatement } from '../../contract/sql/normalizeStatement.ts'
import type { Splitter } from '../../contract/sql/Scanner.ts'
import type { PoolStatements, SlowStatement, StatementFigures } from '../../contract/statements.ts'
import { RingBuffer } from '../RingBuffer.ts'

/** Of a pool; the one that ran longest ago goes first. */
const MOST_STATEMENTS = 500
const SLOW_RUNS = 200

export type RanStatement = Omit<SlowStatement, 'id'> & {
  readonly poolId: string
  readonly splitter: Splitter
}

type PoolLog = {
  /** By the statement without its values, in the order of their last runs. */
  readonly figures: Map<string, StatementFigures>
  readonly slow: RingBuffer<SlowStatement>
}

/** What ran on each pool: figures of each statement, and the runs that took long. */
export class StatementLog {
  readonly #slowMs: () => number
  readonly #byPool = new Map<string, PoolLog>()
  #lastId = 0

  /** `slowMs`: from how many milliseconds on a run is slow. */
  constructor({ slowMs }: { slowMs: () => number }) {
    this.#slowMs = slowMs
  }

  add({ poolId, splitter, ...ran }: RanStatement): void {
    const log = this.#logOf(poolId)
    const sql = normalizeStatement(ran.sql, splitter)
    const known = log.figures.get(sql)
    log.figures.delete(sql)
    log.figures.set(sql, withRun(known ?? noRuns(sql), ran))
    if (log.figures.size > MOST_STATEMENTS) {
      const [oldest] = log.figures.keys()
      log.figures.delete(oldest!)
    }
    if (ran.elapsedMs >= this.#slowMs()) log.slow.push({ ...ran, id: ++this.#lastId })
  }

  /** Those that took most time altogether first; slow runs newest first. */
  ofPool(poolId: string): PoolStatements {
    const log = this.#byPool.get(poolId)
    if (!log) return { figures: [], slow: [] }
    const figures = [...log.figures.values()].toSorted((a, b) => b.totalMs - a.totalMs)
    return { figures, slow: log.slow.latest().toReversed() }
  }

  clear(poolId: string): void {
    this.#byPool.delete(poolId)
  }

  #logOf(poolId: string): PoolLog {
    const known = this.#byPool.get(poolId)
    if (known) return known
    const log = { figures: new Map(), slow: new RingBuffer<SlowStatement>(SLOW_RUNS) }
    this.#byPool.set(poolId, log)
    return log
  }
}

const noRuns = (sql: string): StatementFigures => ({
  sql,
  count: 0,
  errorCount: 0,
  totalMs: 0,
  slowestMs: 0,
  rowCount: 0,
  lastAtMs: 0,
})

const withRun = (
  figures: StatementFigures,
  { startedAtMs, elapsedMs, rowCount, hasFailed }: Omit<SlowStatement, 'id'>,
): StatementFigures => ({
  ...figures,
  count: figures.count + 1,
  errorCount: figures.errorCount + (hasFailed ? 1 : 0),
  totalMs: figures.totalMs + elapsedMs,
  slowestMs: Math.max(figures.slowestMs, elapsedMs),
  rowCount: figures.rowCount + (rowCount ?? 0),
  lastAtMs: startedAtMs,
})
