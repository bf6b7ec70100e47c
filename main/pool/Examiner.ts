import type { PoolSettings } from '../../contract/pools.ts'
import type { Clock } from '../clock.ts'
import { pingLimitMs } from './decideValidation.ts'
import type { OpenConnections } from './OpenConnections.ts'
import { answerTimeout, messageOf } from './poolErrors.ts'
import type { EventFacts } from './PoolEventLog.ts'
import type { PooledConnection } from './PooledConnection.ts'
import { withDeadline } from './withDeadline.ts'

const RESET_LIMIT_MS = 5_000

type ExaminerOptions = {
  readonly name: () => string
  readonly settings: () => PoolSettings
  readonly clock: Clock
  /** Aborted when the pool has to be gone now. */
  readonly signal: AbortSignal
  readonly connections: OpenConnections
  readonly record: (event: EventFacts) => void
  /** Fit to be lent again; in no other place yet. */
  readonly onFit: (connection: PooledConnection) => void
  /** An examination has ended, well or not. */
  readonly onEnded: () => void
}

/** Asks connections whether they are alive, and to forget what their last user left behind. */
export class Examiner {
  readonly #options: ExaminerOptions
  readonly #pinged = new Set<PooledConnection>()

  constructor(options: ExaminerOptions) {
    this.#options = options
  }

  /** How many are being pinged now. */
  get pinging(): number {
    return this.#pinged.size
  }

  /** The connection has left the pool meanwhile: whatever it answers is of no interest. */
  forget(connection: PooledConnection): void {
    this.#pinged.delete(connection)
  }

  /** Pings it; one that does not answer leaves the pool, and takes its neighbours' good name along. */
  async ping(connection: PooledConnection): Promise<void> {
    const { clock, connections, settings, record, onFit, onEnded } = this.#options
    const startedAtMs = clock.now()
    const limitMs = pingLimitMs(settings().acquireTimeoutMs)
    connection.state = 'validating'
    this.#pinged.add(connection)
    const failure = await this.#ask(connection, 'ping', limitMs)
    this.#pinged.delete(connection)
    if (connection.state === 'validating') {
      if (failure === null) {
        this.#markAlive(connection)
        onFit(connection)
      } else {
        record({ kind: 'connection-lost', connectionId: connection.id, reason: failure })
        connections.destroy(connection, `ping failed: ${failure}`)
        const isSilent = clock.now() - startedAtMs >= limitMs
        if (isSilent) this.#dropColderThan(startedAtMs)
        else connections.revalidateIdle()
      }
    }
    onEnded()
  }

  /** Brings the session back to its first state; one that cannot be leaves the pool. */
  async reset(connection: PooledConnection, reason: string): Promise<void> {
    const { clock, connections, onFit, onEnded } = this.#options
    connection.state = 'resetting'
    const failure = await this.#ask(connection, 'reset', RESET_LIMIT_MS)
    if (connection.state === 'resetting') {
      const isClean = failure === null && connection.connection.session === 'clean'
      if (isClean) {
        this.#markAlive(connection)
        connection.idleSinceMs = clock.now()
        onFit(connection)
      } else connections.destroy(connection, `${reason}; reset failed: ${failure ?? 'still so'}`)
    }
    onEnded()
  }

  #markAlive(connection: PooledConnection): void {
    connection.isSuspect = false
    connection.aliveAtMs = this.#options.clock.now()
  }

  /** Likely dead too; a silent ping for each would use up the waiter's time. */
  #dropColderThan(aliveAtMs: number): void {
    const { connections } = this.#options
    for (const connection of connections.idleColdestFirst())
      if (connection.aliveAtMs < aliveAtMs)
        connections.destroy(connection, 'idle for longer than one that does not answer')
  }

  /** Null, or in words why the server did not do it. */
  #ask(connection: PooledConnection, what: 'ping' | 'reset', limitMs: number) {
    const { clock, signal, name } = this.#options
    const answer = withDeadline({
      clock,
      limitMs,
      signal,
      onLimit: () => answerTimeout(name(), what, limitMs),
      work: (inTime) => connection.connection[what](inTime),
    })
    return answer.then(() => null, messageOf)
  }
}
