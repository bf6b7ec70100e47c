import { parsePoolId } from '../../contract/servers.ts'
import { normalizeStatement } from '../../contract/sql/normalizeStatement.ts'
import type { Splitter } from '../../contract/sql/Scanner.ts'
import type { PoolStatements, SlowStatement, StatementFigures } from '../../contract/statements.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'
import { RingBuffer } from '../RingBuffer.ts'

/** Of a pool; the one that ran longest ago goes first. */
const MOST_STATEMENTS = 500
const SLOW_RUNS = 200
/** What a crash may cost. */
const WRITE_INTERVAL_MS = 10_000
const KEPT_MS = 7 * 24 * 60 * 60_000
/** Of a statement's text, in what is kept. */
const KEPT_CHARACTERS = 10_000

export type StatementStorage = {
  saveStatements(poolId: string, statements: PoolStatements): void
  statements(poolId: string): PoolStatements | null
  clearStatements(poolId: string): void
}

type StatementLogOptions = {
  /** From how many milliseconds on a run is slow. */
  readonly slowMs: () => number
  /** Where it is kept for the next start; null: nowhere. */
  readonly storage: StatementStorage | null
  readonly clock: Clock
  readonly logger: Logger
}

export type RanStatement = Omit<SlowStatement, 'id'> & {
  readonly poolId: string
  readonly splitter: Splitter
}

type PoolLog = {
  /** By the statement without its values, in the order of their last runs. */
  readonly figures: Map<string, StatementFigures>
  readonly slow: RingBuffer<SlowStatement>
}

/**
 * What ran on each pool: figures of each statement, and the runs that took long. Written every few
 * seconds: no query waits on it.
 */
export class StatementLog {
  readonly #options: StatementLogOptions
  readonly #byPool = new Map<string, PoolLog>()
  readonly #unsaved = new Set<string>()
  #cancelWrite: (() => void) | null = null
  #lastId = 0

  constructor(options: StatementLogOptions) {
    this.#options = options
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
    if (ran.elapsedMs >= this.#options.slowMs()) log.slow.push({ ...ran, id: ++this.#lastId })
    this.#saveLater(poolId)
  }

  /** Those that took most time altogether first; slow runs newest first. */
  ofPool(poolId: string): PoolStatements {
    const log = this.#logOf(poolId)
    const figures = [...log.figures.values()].toSorted((a, b) => b.totalMs - a.totalMs)
    return { figures, slow: log.slow.latest().toReversed() }
  }

  clear(poolId: string): void {
    this.#byPool.delete(poolId)
    this.#unsaved.delete(poolId)
    this.#guarded(() => this.#options.storage?.clearStatements(poolId))
  }

  /** The profile is gone, and with it its pools; what is kept of them is gone by then. */
  forget(profileId: string): void {
    for (const poolId of this.#byPool.keys())
      if (parsePoolId(poolId).profileId === profileId) this.clear(poolId)
  }

  close(): void {
    this.#save()
  }

  #saveLater(poolId: string): void {
    const { storage, clock } = this.#options
    if (!storage) return
    this.#unsaved.add(poolId)
    this.#cancelWrite ??= clock.setTimer(() => this.#save(), WRITE_INTERVAL_MS)
  }

  #save(): void {
    this.#cancelWrite?.()
    this.#cancelWrite = null
    const { storage } = this.#options
    for (const poolId of this.#unsaved) {
      const { figures, slow } = this.ofPool(poolId)
      const kept = slow.map((run) => ({ ...run, sql: run.sql.slice(0, KEPT_CHARACTERS) }))
      this.#guarded(() => storage?.saveStatements(poolId, { figures, slow: kept }))
    }
    this.#unsaved.clear()
  }

  /** Such as a full disk: then it is not kept, and nothing else suffers. */
  #guarded<T>(work: () => T): T | undefined {
    try {
      return work()
    } catch (error) {
      this.#options.logger.error({ err: error }, 'Statements of the pools could not be kept.')
      return undefined
    }
  }

  #logOf(poolId: string): PoolLog {
    const known = this.#byPool.get(poolId)
    if (known) return known
    const { storage, clock } = this.#options
    const kept = this.#guarded(() => storage?.statements(poolId))
    const sinceMs = clock.wallClockMs() - KEPT_MS
    const figures = (kept?.figures ?? [])
      .filter(({ lastAtMs }) => lastAtMs >= sinceMs)
      .toSorted((a, b) => a.lastAtMs - b.lastAtMs)
    const log: PoolLog = {
      figures: new Map(figures.map((ofOne) => [ofOne.sql, ofOne])),
      slow: new RingBuffer<SlowStatement>(SLOW_RUNS),
    }
    for (const run of kept?.slow.toReversed() ?? [])
      if (run.startedAtMs >= sinceMs) log.slow.push({ ...run, id: ++this.#lastId })
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
