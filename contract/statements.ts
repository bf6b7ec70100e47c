import { z } from 'zod'
import { type } from './contract.ts'

/** What is known of the runs of one statement, its values left out: `where id = ?`. */
export type StatementFigures = {
  sql: string
  count: number
  errorCount: number
  totalMs: number
  slowestMs: number
  /** Rows given or changed, of all runs. */
  rowCount: number
  /** Milliseconds since 1970, of the last run. */
  lastAtMs: number
}

/** One run that took at least as long as was then the threshold. */
export type SlowStatement = {
  id: number
  /** As it was run, secrets left out. */
  sql: string
  /** Who asked: the tab's title. */
  label: string
  startedAtMs: number
  elapsedMs: number
  rowCount: number | null
  hasFailed: boolean
}

/** Kept for a week, or since they were last cleared. */
export type PoolStatements = { figures: StatementFigures[]; slow: SlowStatement[] }

export const statementCalls = {
  /** What ran on a pool: figures of at most 500 statements, and the last 200 slow runs, newest first. */
  'statements.ofPool': {
    request: z.object({ poolId: z.string() }),
    response: type<PoolStatements>(),
  },
  'statements.clear': { request: z.object({ poolId: z.string() }), response: type<void>() },
}
