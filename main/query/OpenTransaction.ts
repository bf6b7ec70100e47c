import type { TransactionEnd, TransactionInfo } from '../../contract/transactions.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type { Dialect, TransactionWords } from '../drivers/driver.ts'
import { collectRows } from '../frame/collectRows.ts'
import type { Lease } from '../pool/Lease.ts'
import {
  afterStatement,
  backTo,
  emptyTally,
  savepointNames,
  type TransactionTally,
  withSavepoint,
} from './transactionTally.ts'
import { endSaidBy } from './transactionWords.ts'

export type OpenTransactionOptions = {
  lease: Lease
  words: TransactionWords
  dialect: Pick<Dialect, 'splitter' | 'foldsNames'>
  info: Pick<TransactionInfo, 'transactionId' | 'profileId' | 'label' | 'isolation' | 'startedAtMs'>
  /** Statements that succeeded before it was known to be one; left out: it was asked for. */
  ran?: readonly string[]
  onChanged: (info: TransactionInfo) => void
  /** The lease can go back then. */
  onEnded: (end: TransactionEnd) => void
}

const KEPT_OPERATIONS = 50
const OPERATION_CHARACTERS = 500

/** One transaction on its connection; one thing at a time is done with it. */
export class OpenTransaction {
  readonly #options: OpenTransactionOptions
  #tally: TransactionTally
  #operations: readonly string[] = []
  #isBusy = false
  #hasEnded = false

  constructor(options: OpenTransactionOptions) {
    this.#options = options
    this.#tally = emptyTally(options.ran === undefined)
    for (const sql of options.ran ?? []) this.#count(sql)
    options.lease.onDone((sql) => this.#count(sql))
    options.lease.connection.onLost(() => this.#end('lost'))
    options.lease.onKilled(() => this.#end('lost'))
  }

  get info(): TransactionInfo {
    return {
      ...this.#options.info,
      statementCount: this.#tally.statementCount,
      state: this.#options.lease.isHeld && this.#hasFailed ? 'failed' : 'open',
      operations: [...this.#operations],
      savepoints: savepointNames(this.#tally),
    }
  }

  /** Lends the connection to a run, and looks afterwards at what it did with the transaction. */
  async use<T>(statements: readonly string[], work: (lease: Lease) => Promise<T>): Promise<T> {
    return this.#alone(async (lease) => {
      const hadFailed = this.#hasFailed
      try {
        return await work(lease)
      } finally {
        this.#lookAtSession(lease, () => endOf(statements, lease, hadFailed))
      }
    })
  }

  commit(signal: AbortSignal): Promise<void> {
    return this.#alone(async (lease) => {
      // PostgreSQL answers COMMIT of a failed transaction with a rollback, and with no error.
      if (this.#hasFailed)
        throw new WorkbenchError(
          'transaction-conflict',
          'A statement of this transaction failed, so it cannot be committed. Roll it back.',
        )
      await this.#say(lease, this.#options.words.commit, signal)
      this.#end('committed')
    })
  }

  rollback(signal: AbortSignal): Promise<void> {
    return this.#alone(async (lease) => {
      await this.#say(lease, this.#options.words.rollback, signal)
      this.#end('rolled-back')
    })
  }

  savepoint(name: string, signal: AbortSignal): Promise<TransactionInfo> {
    return this.#alone(async (lease) => {
      const sql = this.#savepointWords().set(name)
      await this.#say(lease, sql, signal)
      this.#note(sql)
      this.#tally = withSavepoint(this.#tally, name)
      return this.#tell()
    })
  }

  /** Undoes what came after the savepoint, which stays. */
  rollbackTo(name: string, signal: AbortSignal): Promise<TransactionInfo> {
    return this.#alone(async (lease) => {
      if (!savepointNames(this.#tally).includes(name))
        throw new WorkbenchError('not-found', `The transaction has no savepoint “${name}”.`)
      const sql = this.#savepointWords().rollbackTo(name)
      await this.#say(lease, sql, signal)
      this.#note(sql)
      this.#tally = backTo(this.#tally, name)
      return this.#tell()
    })
  }

  /** Ends it without a word to the server: the pool rolls back what comes back open. */
  abandon(): void {
    this.#end('rolled-back')
  }

  async #alone<T>(work: (lease: Lease) => Promise<T>): Promise<T> {
    const { lease, info } = this.#options
    if (this.#hasEnded) throw transactionGone(info.label)
    if (this.#isBusy)
      throw new WorkbenchError(
        'invalid-request',
        `A statement of the transaction “${info.label}” still runs. Wait for it or cancel it.`,
      )
    this.#isBusy = true
    try {
      return await work(lease)
    } finally {
      this.#isBusy = false
    }
  }

  async #say({ connection }: Lease, sql: string, signal: AbortSignal): Promise<void> {
    await collectRows(connection, { sql }, signal)
  }

  #savepointWords() {
    const { savepoint } = this.#options.words
    if (savepoint) return savepoint
    throw new WorkbenchError('unsupported', 'This database has no savepoints.')
  }

  #count(sql: string): void {
    this.#tally = afterStatement(this.#tally, sql, this.#options.dialect)
    this.#note(sql)
  }

  #note(sql: string): void {
    const cut = sql.slice(0, OPERATION_CHARACTERS)
    this.#operations = [...this.#operations, cut].slice(-KEPT_OPERATIONS)
  }

  get #hasFailed(): boolean {
    return this.#options.lease.connection.hasFailedTransaction ?? false
  }

  /** A statement may have ended the transaction itself. */
  #lookAtSession(lease: Lease, ended: () => TransactionEnd): void {
    if (this.#hasEnded) return
    const { session } = lease.connection
    if (session === 'in-transaction') this.#tell()
    else if (session === 'lost') this.#end('lost')
    else this.#end(ended())
  }

  #tell(): TransactionInfo {
    const { info } = this
    this.#options.onChanged(info)
    return info
  }

  #end(end: TransactionEnd): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    this.#options.onEnded(end)
  }
}

/** How statements ended it, as the last of them says; not known where that failed. */
function endOf(statements: readonly string[], lease: Lease, hadFailed: boolean): TransactionEnd {
  const end = lease.hasLastSucceeded ? endSaidBy(statements.at(-1) ?? '') : null
  if (end !== 'committed' || !hadFailed) return end ?? 'by-statement'
  // PostgreSQL answers COMMIT of a failed transaction with a rollback, unless a savepoint saved it.
  return statements.length === 1 ? 'rolled-back' : 'by-statement'
}

export const transactionGone = (label: string) =>
  new WorkbenchError(
    'not-found',
    `The transaction${label ? ` of “${label}”` : ''} has ended. Begin another.`,
  )
