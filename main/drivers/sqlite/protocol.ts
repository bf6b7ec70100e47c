import type { Column } from '../../../contract/columns.ts'
import type { Batch } from '../../frame/Batch.ts'
import type { Parameter, SessionState, StatementOutcome } from '../driver.ts'

/**
 * Between a connection and its process. One request at a time, each answered by one `FinalReply`;
 * `credit` and `stop` belong to the run under way and mean nothing when there is none.
 */
export type Request =
  | { readonly kind: 'open'; readonly options: OpenOptions }
  | {
      readonly kind: 'run'
      readonly sql: string
      readonly parameters: readonly Parameter[]
      /** Batches that may be posted before the first `credit` comes back. */
      readonly credits: number
    }
  /** Rows into a table: `load`, any number of `load-batch`, then `load-end`. */
  | { readonly kind: 'load'; readonly sql: string }
  | { readonly kind: 'load-batch'; readonly batch: Batch }
  | { readonly kind: 'load-end'; readonly isWhole: boolean }
  | { readonly kind: 'ping' | 'reset' | 'close' }
  /** The store took a batch: one more may be posted. */
  | { readonly kind: 'credit' }
  | { readonly kind: 'stop' }

export type OpenOptions = {
  /** An absolute path or `:memory:`. */
  readonly path: string
  readonly mode: OpenMode
  readonly journalMode: JournalMode
  readonly busyTimeoutMs: number
  readonly isReadOnly: boolean
  /** Run on each opening; empty: nothing. */
  readonly startSql: string
}
export type OpenMode = 'must-exist' | 'create'
export type JournalMode = 'keep' | 'wal'

export type Reply =
  | { readonly kind: 'columns'; readonly columns: readonly Column[] }
  | { readonly kind: 'batch'; readonly batch: Batch }
  | { readonly kind: 'warning'; readonly text: string }
  | FinalReply

export type FinalReply =
  | { readonly kind: 'opened'; readonly version: string; readonly pid: number }
  | { readonly kind: 'done'; readonly state: LiveState; readonly outcome: StatementOutcome }
  /** Ended between two rows because of `stop`. */
  | { readonly kind: 'stopped'; readonly state: LiveState }
  | { readonly kind: 'failed'; readonly state: LiveState; readonly failure: SqliteFailure }

export type LiveState = Exclude<SessionState, 'lost'>

/** An error as better-sqlite3 gives it; `code` is SQLite's extended result code by name. */
export type SqliteFailure = {
  readonly code: string
  readonly message: string
  /** Where in the statement, in UTF-16 units, when that is certain. */
  readonly offset: number | null
  /** Which row of a batch it was, where rows were written. */
  readonly row?: number
}

export const isFinal = (reply: Reply): reply is FinalReply =>
  reply.kind !== 'columns' && reply.kind !== 'batch' && reply.kind !== 'warning'

export const NO_OUTCOME: StatementOutcome = { affectedRows: null, command: null }
