import type { CallContext, Request } from '../../contract/contract.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type {
  TransactionChange,
  TransactionEnd,
  TransactionInfo,
  transactionCalls,
} from '../../contract/transactions.ts'
import type { Clock } from '../clock.ts'
import type { Driver } from '../drivers/driver.ts'
import { collectRows } from '../frame/collectRows.ts'
import type { Lease } from '../pool/Lease.ts'
import { Listeners } from '../pool/Listeners.ts'
import { OpenTransaction, type OpenTransactionOptions, transactionGone } from './OpenTransaction.ts'
import {
  type OwnSession,
  type SessionRequest,
  type SessionSource,
  useAndHold,
} from './SessionSource.ts'
import type { KeptSessions } from './KeptSessions.ts'

export type TransactionsOptions = {
  sessions: SessionSource & Partial<Pick<KeptSessions, 'note' | 'forgetNoted'>>
  /** Throws `not-found`. */
  driverOf: (profileId: string) => Driver
  clock: Clock
}

type BeginRequest = Request<(typeof transactionCalls)['transactions.begin']>

type Opening = Omit<OpenTransactionOptions, 'lease' | 'onChanged' | 'onEnded'> & {
  readonly clientId: string
  readonly session?: OwnSession | undefined
}

type Kept = { readonly transaction: OpenTransaction; readonly clientId: string }

/** Transactions that outlast a run, each on a connection that it keeps until its end. */
export class Transactions implements SessionSource {
  readonly #options: TransactionsOptions
  readonly #kept = new Map<string, Kept>()
  readonly #changes = new Listeners<TransactionChange>()
  #isShutDown = false

  constructor(options: TransactionsOptions) {
    this.#options = options
  }

  /** The session of a run: that of its transaction, else one of the pool. Throws `not-found`. */
  use: SessionSource['use'] = (request, terms, work) => {
    const { transactionId, session, statements = [] } = request
    const { sessions } = this.#options
    if (transactionId !== undefined) {
      sessions.note?.(request)
      return this.#find(transactionId).use(statements, work)
    }
    if (session?.opensAs === undefined || this.#kept.has(session.opensAs))
      return sessions.use(request, terms, work)
    const use = (toDo: (lease: Lease) => Promise<void>) => sessions.use(request, terms, toDo)
    const ran: string[] = []
    const workAndListen = (lease: Lease) => {
      lease.onDone((sql) => ran.push(sql))
      return work(lease)
    }
    return useAndHold(use, workAndListen, (lease) =>
      this.#keepOpened(lease, request, { label: terms.label ?? '', ran }),
    )
  }

  /** Statements began a transaction and did not end it: it goes on as if it had been asked for. */
  #keepOpened(
    lease: Lease,
    { profileId, session }: SessionRequest,
    { label, ran }: { label: string; ran: readonly string[] },
  ): Promise<void> | null {
    const { dialect } = this.#options.driverOf(profileId)
    const words = dialect.transaction
    if (!words || !session?.opensAs || lease.connection.session !== 'in-transaction') return null
    const { opensAs: transactionId, clientId } = session
    const startedAtMs = this.#options.clock.wallClockMs()
    const info = { transactionId, profileId, label, isolation: null, startedAtMs }
    lease.ownerId = transactionId
    const opened = { words, dialect, info, clientId, session, ran }
    const { transaction, ended } = this.#open(lease, opened)
    this.#changes.emit({ kind: 'changed', info: transaction.info })
    return ended
  }

  #open(
    lease: Lease,
    { clientId, session, ...options }: Opening,
  ): { transaction: OpenTransaction; ended: Promise<void> } {
    const { transactionId } = options.info
    const ended = Promise.withResolvers<void>()
    const transaction = new OpenTransaction({
      ...options,
      lease,
      onChanged: (changed) => this.#changes.emit({ kind: 'changed', info: changed }),
      onEnded: (end) => {
        this.#forget(transactionId, end)
        if (session && end === 'rolled-back')
          this.#options.sessions.forgetNoted?.(session.sessionId)
        ended.resolve()
      },
    })
    this.#kept.set(transactionId, { transaction, clientId })
    return { transaction, ended: ended.promise }
  }

  /** Throws `unsupported` where the database has no transactions, or none at such a level. */
  async begin(request: BeginRequest, { signal, clientId }: CallContext): Promise<TransactionInfo> {
    const { transactionId, profileId, label, isolation } = request
    const session = request.session && { ...request.session, clientId }
    if (this.#kept.has(transactionId))
      throw new WorkbenchError('invalid-request', `Transaction ${transactionId} is open already.`)
    const { dialect, label: product } = this.#options.driverOf(profileId)
    const words = dialect.transaction
    const sql = isolation === null ? words?.begin : words?.beginAt?.[isolation]
    if (!words || sql === undefined)
      throw new WorkbenchError(
        'unsupported',
        isolation === null
          ? `${product} has no transactions.`
          : `${product} has no isolation level “${isolation}”.`,
      )
    const startedAtMs = this.#options.clock.wallClockMs()
    const info = { transactionId, profileId, label, isolation, startedAtMs }
    const begun = Promise.withResolvers<TransactionInfo>()
    const keep = async (lease: Lease): Promise<void> => {
      await collectRows(lease.connection, { sql }, signal)
      // The window may have gone meanwhile, and would not be there to end it.
      signal.throwIfAborted()
      const { transaction, ended } = this.#open(lease, {
        ...{ words, dialect, info, clientId, session },
      })
      begun.resolve(transaction.info)
      await ended
    }
    // The lease goes back when the work ends: that is, with the transaction.
    this.#options.sessions
      .use(
        { profileId, statements: [sql], session },
        { label, ownerId: transactionId, signal },
        keep,
      )
      .catch((error: unknown) => begun.reject(error))
    return begun.promise
  }

  commit(transactionId: string, signal: AbortSignal): Promise<void> {
    return this.#find(transactionId).commit(signal)
  }

  rollback(transactionId: string, signal: AbortSignal): Promise<void> {
    return this.#find(transactionId).rollback(signal)
  }

  savepoint(transactionId: string, name: string, signal: AbortSignal): Promise<TransactionInfo> {
    return this.#find(transactionId).savepoint(name, signal)
  }

  rollbackTo(transactionId: string, name: string, signal: AbortSignal): Promise<TransactionInfo> {
    return this.#find(transactionId).rollbackTo(name, signal)
  }

  onChanged(transactionId: string, listener: (change: TransactionChange) => void): () => void {
    return this.#changes.add((change) => {
      const changed = change.kind === 'changed' ? change.info.transactionId : change.transactionId
      if (changed === transactionId) listener(change)
    })
  }

  /** Those of them that are open. */
  whichAreOpen(transactionIds: readonly string[]): string[] {
    return transactionIds.filter((id) => this.#kept.has(id))
  }

  /** The window is gone: nobody could commit any more. */
  closeClient(clientId: string): void {
    for (const kept of [...this.#kept.values()])
      if (kept.clientId === clientId) kept.transaction.abandon()
  }

  /** Gives all connections back, so that the pools can close; windows ask later, see `KeptSessions`. */
  shutdown(): void {
    this.#isShutDown = true
    for (const { transaction } of [...this.#kept.values()]) transaction.abandon()
  }

  #find(transactionId: string): OpenTransaction {
    const kept = this.#kept.get(transactionId)
    if (!kept) throw transactionGone('')
    return kept.transaction
  }

  #forget(transactionId: string, end: TransactionEnd): void {
    this.#kept.delete(transactionId)
    if (!this.#isShutDown) this.#changes.emit({ kind: 'ended', transactionId, end })
  }
}
