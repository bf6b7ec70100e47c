import { z } from 'zod'
import type { Column } from './columns.ts'
import { type } from './contract.ts'
import type { WireError } from './errors.ts'
import { parameterValuesSchema } from './parameters.ts'
import { tabSessionSchema } from './sessions.ts'

/** A notice of the server, such as PostgreSQL's NOTICE. */
export type ServerMessage = { severity: string; text: string }

/** What happens in a run, in order. `index` is the statement's place in the request. */
export type RunEvent =
  /** Waiting for a connection of the pool. */
  | { kind: 'waiting' }
  | { kind: 'statement-started'; index: number }
  | { kind: 'result-opened'; index: number; resultId: string; columns: Column[] }
  /** No server could be reached: the result is what was answered then, and may no longer be so. */
  | {
      kind: 'stale-answer'
      index: number
      resultId: string
      /** Milliseconds since 1970. */
      answeredAtMs: number
      reason: WireError
    }
  /** Rows that can be read so far. `columns` is there when a column's type had to widen. */
  | { kind: 'rows'; resultId: string; rowCount: number; columns?: Column[] }
  | { kind: 'result-ended'; resultId: string; rowCount: number; isComplete: boolean }
  | { kind: 'message'; index: number; message: ServerMessage }
  | {
      kind: 'statement-ended'
      index: number
      elapsedMs: number
      affectedRows: number | null
      /** The server's word for what was done, such as `INSERT`. */
      command: string | null
    }
  /** `elapsedMs` is that of the wait where the statement could not even start. */
  | { kind: 'statement-failed'; index: number; elapsedMs: number; error: WireError }

/** How a run ended as a whole. Statements after a failed one are not run. */
export type RunSummary = {
  outcome: 'done' | 'failed' | 'cancelled'
  /** From the connection at hand to the end of the last statement. */
  elapsedMs: number
  /** Time spent waiting for a connection. */
  waitedMs: number
}

export const queryCalls = {
  /**
   * Runs statements one after the other on one connection of the profile's pool and answers when
   * the last has ended. What happens meanwhile comes as `query.events` of the run; subscribe
   * before calling. Aborting the call cancels the statement on the server; the answer still tells
   * the outcome. Where no connection could be had, the first statement fails with the reason; but
   * where the profile keeps answers, all statements only read, and no server can be reached, the
   * answers kept are given, each marked by `stale-answer`. With `parameters`, the placeholders of the
   * statements are bound to them: the values go to the server apart from the text.
   */
  'query.run': {
    request: z.object({
      runId: z.string().min(1),
      profileId: z.string(),
      /** Who asks, in the user's words: the tab's title. Shown in the pool monitor. */
      label: z.string().default(''),
      statements: z.array(z.string().min(1)).min(1).max(10_000),
      parameters: parameterValuesSchema,
      /** What reads like a query fails as `read-only` where the server finds that it writes. */
      mustOnlyRead: z.boolean().default(false),
      /** Runs inside a transaction begun by `transactions.begin`. */
      transactionId: z.string().optional(),
      /** Left out: what statements change of the session is given up at the end. */
      session: tabSessionSchema.optional(),
    }),
    response: type<RunSummary>(),
  },
}

export const queryEvents = {
  'query.events': { filter: z.object({ runId: z.string() }), payload: type<RunEvent>() },
}
