import type { Clock } from '../clock.ts'
import type { Connection } from '../drivers/driver.ts'
import type { EventFacts } from './PoolEventLog.ts'
import type { PooledConnection } from './PooledConnection.ts'
import { withDeadline } from './withDeadline.ts'

/** A driver says goodbye within two seconds; the third is for the pool to be sure of it. */
const CLOSE_LIMIT_MS = 3_000

type OpenConnectionsOptions = {
  clock: Clock
  record: (event: EventFacts) => void
  /** Aborted when the pool has to be gone now. */
  signal: AbortSignal
  /** A connection that was closing is closed: its place at the server is free. */
  onClosed: () => void
}

/** The connections a pool has: all of them, those idle as a stack, those saying goodbye. */
export class OpenConnections {
  readonly #options: OpenConnectionsOptions
  readonly #open = new Set<PooledConnection>()
  /** The one used last on top, so that few connections carry a small load and the rest can go. */
  readonly #idle: PooledConnection[] = []
  readonly #closing = new Set<PooledConnection>()
  #replacing = 0

  constructor(options: OpenConnectionsOptions) {
    this.#options = options
  }

  get total(): number {
    return this.#open.size
  }

  get idle(): number {
    return this.#idle.length
  }

  /** No longer of the pool, but perhaps still known to the server. */
  get closing(): number {
    return this.#closing.size
  }

  get replacing(): number {
    return this.#replacing
  }

  get latestIdle(): PooledConnection | undefined {
    return this.#idle.at(-1)
  }

  [Symbol.iterator](): IterableIterator<PooledConnection> {
    return this.#open.values()
  }

  add(id: number, connection: Connection, lifetimeJitter: number): PooledConnection {
    const nowMs = this.#options.clock.now()
    const added: PooledConnection = {
      id,
      connection,
      openedAtMs: nowMs,
      lifetimeJitter,
      state: 'idle',
      idleSinceMs: nowMs,
      lease: null,
      isSuspect: false,
      evictReason: null,
      isLost: false,
      isBeingReplaced: false,
    }
    this.#open.add(added)
    return added
  }

  putIdle(connection: PooledConnection): void {
    connection.state = 'idle'
    this.#idle.push(connection)
  }

  takeLatestIdle(): PooledConnection | undefined {
    return this.#idle.pop()
  }

  /** Those idle now, the one idle longest first. */
  idleColdestFirst(): PooledConnection[] {
    return [...this.#idle]
  }

  markReplaced(connection: PooledConnection): void {
    if (connection.isBeingReplaced) return
    connection.isBeingReplaced = true
    this.#replacing++
  }

  /** Takes it out of the pool at once, and says goodbye to the server meanwhile. */
  close(connection: PooledConnection, reason: string): void {
    this.#remove(connection, reason)
    this.#closing.add(connection)
    const { clock, signal, onClosed } = this.#options
    const goodbye = withDeadline({
      clock,
      limitMs: CLOSE_LIMIT_MS,
      signal,
      onLimit: () => new Error(`No goodbye within ${CLOSE_LIMIT_MS} ms`),
      work: () => connection.connection.close(),
    })
    void goodbye
      .catch(() => connection.connection.destroy())
      .finally(() => {
        this.#closing.delete(connection)
        onClosed()
      })
  }

  /** Takes it out of the pool and cuts its session. */
  destroy(connection: PooledConnection, reason: string): void {
    this.#remove(connection, reason)
    connection.connection.destroy()
  }

  #remove(connection: PooledConnection, reason: string): void {
    if (connection.state === 'idle') {
      const at = this.#idle.lastIndexOf(connection)
      if (at >= 0) this.#idle.splice(at, 1)
    }
    connection.state = 'gone'
    this.#open.delete(connection)
    if (connection.isBeingReplaced) this.#replacing--
    this.#options.record({ kind: 'connection-closed', connectionId: connection.id, reason })
  }
}
