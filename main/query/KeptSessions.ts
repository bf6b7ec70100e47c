import type { KeptSession, SessionChange, SessionEnd } from '../../contract/sessions.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type { Clock } from '../clock.ts'
import type { Dialect } from '../drivers/driver.ts'
import { collectRows } from '../frame/collectRows.ts'
import type { Lease } from '../pool/Lease.ts'
import { Listeners } from '../pool/Listeners.ts'
import { type SessionRequest, type SessionSource, useAndHold } from './SessionSource.ts'

/** A tab that nobody used for so long gives its connection back. */
export const KEPT_IDLE_MS = 30 * 60_000

export type KeptSessionsOptions = {
  sessions: SessionSource
  /** Throws `not-found`. */
  dialectOf: (profileId: string) => Dialect
  clock: Clock
}

/**
 * Connections that tabs keep because their statements changed the session: settings, temporary
 * tables, the database in use. They go back when the tab says so or closes, after a time without
 * use, and when somebody else waits for a connection and there is no other.
 */
export class KeptSessions implements SessionSource {
  readonly #options: KeptSessionsOptions
  readonly #kept = new Map<string, Kept>()
  /** What was changed inside of a transaction that is still open. */
  readonly #noted = new Map<string, readonly string[]>()
  readonly #changes = new Listeners<{ sessionId: string; change: SessionChange }>()
  #isShutDown = false

  constructor(options: KeptSessionsOptions) {
    this.#options = options
  }

  use: SessionSource['use'] = async (request, terms, work) => {
    const { session, profileId } = request
    if (!session) return this.#options.sessions.use(request, terms, work)
    const inSchema = async (lease: Lease) => {
      await this.#useSchema(lease, request, terms.signal)
      return work(lease)
    }
    const kept = this.#kept.get(session.sessionId)
    if (kept?.profileId === profileId) return kept.use(request, inSchema)
    // The tab went on to another connection.
    kept?.end('released')
    const use = (toDo: (lease: Lease) => Promise<void>) =>
      this.#options.sessions.use(request, terms, toDo)
    return useAndHold(use, inSchema, (lease) => this.#hold(lease, request))
  }

  /** Statements that run inside of a transaction, whose session is looked at when that ends. */
  note(request: SessionRequest): void {
    const { session } = request
    if (!session) return
    const changes = this.#changesOf(request)
    if (changes.length > 0)
      this.#noted.set(session.sessionId, [...this.#notedOf(session.sessionId), ...changes])
  }

  /** They were undone with their transaction. */
  forgetNoted(sessionId: string): void {
    this.#noted.delete(sessionId)
  }

  /** Those of them that are kept. */
  whichAreKept(sessionIds: readonly string[]): string[] {
    return sessionIds.filter((id) => this.#kept.has(id))
  }

  release(sessionId: string): void {
    this.#kept.get(sessionId)?.end('released')
  }

  onChanged(sessionId: string, listener: (change: SessionChange) => void): () => void {
    return this.#changes.add((changed) => {
      if (changed.sessionId === sessionId) listener(changed.change)
    })
  }

  closeClient(clientId: string): void {
    for (const kept of [...this.#kept.values()])
      if (kept.clientId === clientId) kept.end('released')
  }

  /**
   * Gives all connections back, so that the pools can close. Windows are not told: those that outlive
   * the program ask what is left once they reach it again.
   */
  shutdown(): void {
    this.#isShutDown = true
    for (const kept of [...this.#kept.values()]) kept.end('released')
  }

  #hold(lease: Lease, request: SessionRequest): Promise<void> | null {
    const { session, profileId } = request
    const { session: state } = lease.connection
    if (!session) return null
    const changes = [...this.#changesOf(request), ...this.#takeNoted(session.sessionId)]
    if (changes.length === 0 || state === 'clean' || state === 'lost') return null
    const { sessionId, clientId } = session
    const kept = new Kept({
      ...{ lease, profileId, clientId, sessionId },
      clock: this.#options.clock,
      changesOf: (later) => [...this.#changesOf(later), ...this.#takeNoted(sessionId)],
      tell: (change) => this.#tell(sessionId, change),
    })
    this.#kept.set(sessionId, kept)
    kept.begin(changes)
    return kept.ended
  }

  #notedOf = (sessionId: string): readonly string[] => this.#noted.get(sessionId) ?? []

  #takeNoted(sessionId: string): readonly string[] {
    const noted = this.#notedOf(sessionId)
    this.#noted.delete(sessionId)
    return noted
  }

  #tell(sessionId: string, change: SessionChange): void {
    if (change.kind === 'ended') this.#kept.delete(sessionId)
    if (!this.#isShutDown) this.#changes.emit({ sessionId, change })
  }

  #changesOf({ profileId, statements = [] }: SessionRequest): string[] {
    const { sessionChange } = this.#options.dialectOf(profileId)
    return statements.flatMap((sql) => sessionChange?.(sql) ?? [])
  }

  async #useSchema(
    { connection }: Lease,
    { profileId, session }: SessionRequest,
    signal = new AbortController().signal,
  ): Promise<void> {
    const { useSchema } = this.#options.dialectOf(profileId)
    const schema = session?.schema ?? null
    if (schema === null || !useSchema) return
    await collectRows(connection, { sql: useSchema(schema) }, signal)
  }
}

type KeptOptions = {
  readonly lease: Lease
  readonly profileId: string
  readonly clientId: string
  readonly sessionId: string
  readonly clock: Clock
  readonly changesOf: (request: SessionRequest) => string[]
  readonly tell: (change: SessionChange) => void
}

/** One of them; one thing at a time is done with it. */
class Kept {
  readonly #options: KeptOptions
  readonly #ended = Promise.withResolvers<void>()
  #changes: readonly string[] = []
  #isBusy = false
  #hasEnded = false
  #stopTimer = () => {}

  constructor(options: KeptOptions) {
    this.#options = options
  }

  get ended(): Promise<void> {
    return this.#ended.promise
  }

  get profileId(): string {
    return this.#options.profileId
  }

  get clientId(): string {
    return this.#options.clientId
  }

  begin(changes: readonly string[]): void {
    const { lease, sessionId } = this.#options
    lease.connection.onLost(() => this.end('lost'))
    lease.onKilled(() => this.end('lost'))
    lease.onWanted(() => {
      if (this.#isBusy) return false
      this.end('wanted')
      return true
    })
    lease.ownerId = sessionId
    this.#note(changes)
    this.#waitForUse()
  }

  async use<T>(request: SessionRequest, work: (lease: Lease) => Promise<T>): Promise<T> {
    const { lease, changesOf, sessionId } = this.#options
    if (this.#isBusy)
      throw new WorkbenchError(
        'invalid-request',
        'A statement still runs on the connection that this tab keeps. Wait for it or cancel it.',
      )
    this.#isBusy = true
    this.#stopTimer()
    try {
      return await work(lease)
    } finally {
      this.#isBusy = false
      lease.ownerId = sessionId
      if (!this.#hasEnded) {
        this.#note(changesOf(request))
        if (lease.connection.session === 'clean') this.end('clean')
        else if (lease.isWanted) this.end('wanted')
        else this.#waitForUse()
      }
    }
  }

  end(end: SessionEnd): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    this.#stopTimer()
    this.#options.tell({ kind: 'ended', end })
    this.#ended.resolve()
  }

  #note(more: readonly string[]): void {
    if (more.length === 0) return
    this.#changes = [...new Set([...this.#changes, ...more])]
    this.#options.tell({ kind: 'kept', session: this.#info })
  }

  #waitForUse(): void {
    this.#stopTimer = this.#options.clock.setTimer(() => this.end('idle'), KEPT_IDLE_MS)
  }

  get #info(): KeptSession {
    const { sessionId, profileId } = this.#options
    return { sessionId, profileId, changes: [...this.#changes] }
  }
}
