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
  /** Which idle connection is lent next. */
  idleOrder: () => IdleOrder
}

/**
 * `latest`: the one used last, so that few connections carry a small load and the rest can go.
 * `round-robin`: the one unused for longest, so that all servers behind one address have their share.
 */
export type IdleOrder = 'latest' | 'round-robin'

/** The connections a pool has: all of them, those idle in their order, those saying goodbye. */
export class OpenConnections {
  readonly #options: OpenConnectionsOptions
  readonly #open = new Set<PooledConnection>()
  /** The one used last at the end. */
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

  /** The idle connection whose turn it is to be lent. */
  get nextIdle(): PooledConnection | undefined {
    return this.#isRoundRobin ? this.#idle[0] : this.#idle.at(-1)
  }

  [Symbol.iterator](): IterableIterator<PooledConnection> {
    return this.#open.values()
  }

  add(id: number, connection: Connection, jitter: number): PooledConnection {
    const nowMs = this.#options.clock.now()
    const added: PooledConnection = {
      id,
      connection,
      openedAtMs: nowMs,
      jitter,
      state: 'idle',
      idleSinceMs: nowMs,
      aliveAtMs: nowMs,
      lease: null,
      isSuspect: false,
      evictReason: null,
      isLost: false,
      isBeingReplaced: false,
    }
    this.#open.add(added)
    return added
  }

  /** Puts it where its last use says; one that was only pinged goes back among its neighbours. */
  putIdle(connection: PooledConnection): void {
    connection.state = 'idle'
    const idle = this.#idle
    let at = idle.length
    while (at > 0 && idle[at - 1]!.idleSinceMs > connection.idleSinceMs) at--
    if (at === idle.length) idle.push(connection)
    else idle.splice(at, 0, connection)
  }

  takeNextIdle(): PooledConnection | undefined {
    return this.#isRoundRobin ? this.#idle.shift() : this.#idle.pop()
  }

  /** Takes it from the idle ones, to be examined. */
  takeIdle(connection: PooledConnection): void {
    const at = this.#idle.lastIndexOf(connection)
    if (at >= 0) this.#idle.splice(at, 1)
  }

  /** Has the idle ones pinged before they are lent. */
  revalidateIdle(): void {
    for (const connection of this.#idle) connection.isSuspect = true
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

  /** Closes idle ones, the one idle longest first, until `count` are open or none is idle. */
  closeIdleAbove(count: number, reason: string): void {
    for (const connection of this.idleColdestFirst())
      if (this.total > count) this.close(connection, reason)
  }

  /** Takes it out of the pool and cuts its session. */
  destroy(connection: PooledConnection, reason: string): void {
    this.#remove(connection, reason)
    connection.connection.destroy()
  }

  get #isRoundRobin(): boolean {
    return this.#options.idleOrder() === 'round-robin'
  }

  #remove(connection: PooledConnection, reason: string): void {
    if (connection.state === 'idle') this.takeIdle(connection)
    connection.state = 'gone'
    this.#open.delete(connection)
    if (connection.isBeingReplaced) this.#replacing--
    this.#options.record({ kind: 'connection-closed', connectionId: connection.id, reason })
  }
}
