import { z } from 'zod'
import { type } from './contract.ts'
import { tabSessionSchema } from './sessions.ts'

/**
 * A transaction that a tab keeps open over several runs, on a connection of its own. `failed`: the
 * server refuses all statements until it is rolled back, at least to a savepoint.
 */
export type TransactionInfo = {
  transactionId: string
  profileId: string
  label: string
  /** As the database calls it; null: the server's usual one. */
  isolation: string | null
  startedAtMs: number
  /** Those that a commit would keep: they succeeded, and were not taken back to a savepoint. */
  statementCount: number
  /** What was done in it, savepoints among it: the latest, long ones cut. */
  operations: string[]
  state: 'open' | 'failed'
  /** From the outermost to the innermost. */
  savepoints: string[]
}

/**
 * How it ended: `by-statement` when a run ended it without a last statement that says how, `lost`
 * with the connection, which means rolled back by the server.
 */
export type TransactionEnd = 'committed' | 'rolled-back' | 'by-statement' | 'lost'

export type TransactionChange =
  | { kind: 'changed'; info: TransactionInfo }
  | { kind: 'ended'; transactionId: string; end: TransactionEnd }

const transactionId = z.string().min(1)
const savepoint = z.object({ transactionId, name: z.string().min(1).max(63) })

export const transactionCalls = {
  /**
   * Takes a connection out of the profile's pool and begins. Runs that name the transaction use it,
   * one at a time. Ends with `commit` or `rollback`, by a statement that does the same, with its
   * connection, or rolled back when its window goes.
   */
  'transactions.begin': {
    request: z.object({
      transactionId,
      profileId: z.string(),
      label: z.string().default(''),
      isolation: z.string().nullable().default(null),
      session: tabSessionSchema.optional(),
    }),
    response: type<TransactionInfo>(),
  },
  /** Those of them that are open, in whichever window. */
  'transactions.open': {
    request: z.object({ transactionIds: z.array(z.string()).max(10_000) }),
    response: type<string[]>(),
  },
  'transactions.commit': { request: z.object({ transactionId }), response: type<void>() },
  'transactions.rollback': { request: z.object({ transactionId }), response: type<void>() },
  'transactions.savepoint': { request: savepoint, response: type<TransactionInfo>() },
  'transactions.rollbackTo': { request: savepoint, response: type<TransactionInfo>() },
}

export const transactionEvents = {
  'transactions.changed': {
    filter: z.object({ transactionId }),
    payload: type<TransactionChange>(),
  },
}
