import { toWireError } from '../../contract/errors.ts'
import type {
  LeaseInfo,
  PoolEvent,
  PoolHistograms,
  PoolSettings,
  PoolStats,
  WaiterInfo,
} from '../../contract/pools.ts'
import type { Clock } from '../clock.ts'
import { Alarm } from './Alarm.ts'
import { Circulation } from './Circulation.ts'
import { describeChanges } from './describeChanges.ts'
import { leaseHeldHere, nestedAcquire, runHolding } from './HeldLeases.ts'
import { LeakWatch } from './LeakWatch.ts'
import { Lease, type LeaseHome, type LeaseTerms } from './Lease.ts'
import type { Outage } from './Opener.ts'
import { leaseTroubles, listLeases } from './listLeases.ts'
import { connectLimitMs, type PoolDescription, type PoolOptions } from './PoolDescription.ts'
import { acquireAborted, acquireTimeout, formatted, poolClosed } from './poolErrors.ts'
import { type EventFacts, PoolEventLog } from './PoolEventLog.ts'
import type { PooledConnection } from './PooledConnection.ts'
import { poolFigures } from './poolFigures.ts'
import { PoolMetrics } from './PoolMetrics.ts'
import { type AcquireOptions, WaitingRoom } from './WaitingRoom.ts'
import type { Waiter } from './WaitQueue.ts'

export type { PoolDescription, PoolOptions } from './PoolDescription.ts'
export type { AcquireOptions } from './WaitingRoom.ts'

const DEFAULT_DRAIN_MS = 5_000

/**
 * Connections to one server, opened as they are wanted and lent to one user at a time. Opens its
 * minimum at once. Never has more than `max` at the server, those opening and closing among them.
 */
export class Pool {
  readonly poolId: string
  readonly #clock: Clock
  readonly #createdAtMs: number
  readonly #log: PoolEventLog
  readonly #metrics = new PoolMetrics()
  readonly #waiters: WaitingRoom
  readonly #circulation: Circulation
  readonly #leaks: LeakWatch
  readonly #home: LeaseHome
  /** Rings when a draining pool waits no longer. */
  readonly #cutOff: Alarm
  readonly #closed = Promise.withResolvers<void>()
  #description: PoolDescription
  #state: PoolStats['state'] = 'running'
  #lastUsedAt: number | null = null

  constructor({ poolId, connect, clock, random, ...description }: PoolOptions) {
    this.poolId = poolId
    this.#clock = clock
    this.#createdAtMs = clock.wallClockMs()
    this.#description = description
    this.#log = new PoolEventLog(poolId, clock)
    const name = () => this.name
    const record = (facts: EventFacts) => this.#record(facts)
    this.#waiters = new WaitingRoom({
      clock,
      name,
      onTimeout: (waiter, waitedMs) => this.#explainTimeout(waiter, waitedMs),
    })
    this.#circulation = new Circulation({
      name,
      settings: () => this.#description.settings,
      idleOrder: () => this.#description.idleOrder ?? 'latest',
      connectLimitMs: () => connectLimitMs(this.#description),
      opensFile: () => this.#description.opensFile ?? false,
      connect,
      clock,
      random,
      record,
      // While suspended, nobody is served: to the connections, nobody waits.
      waiting: () => (this.#isSuspended ? 0 : this.#waiters.size),
      handOver: (connection, nowMs) => this.#handOver(connection, nowMs),
      onConnected: (elapsedMs) => this.#metrics.recordConnect(clock.now(), elapsedMs),
      onConnectFailed: (outage) => this.#disappoint(outage),
      onDrained: () => this.#finish('drained'),
    })
    this.#leaks = new LeakWatch({
      clock,
      record,
      connections: this.#circulation.connections,
      thresholdMs: description.settings.leakThresholdMs,
    })
    this.#home = {
      poolId,
      takeBack: (connection) => this.#takeBack(connection),
      recordStatement: (elapsedMs, failedWith) =>
        this.#metrics.recordStatement(clock.now(), elapsedMs, failedWith),
      nowMs: () => clock.now(),
      isShort: () => this.#isShort,
    }
    this.#cutOff = new Alarm(clock, () => {
      this.#finish(`deadline passed, ${this.#circulation.drain.cut()} cut`)
    })
    record({ kind: 'pool-created', reason: 'first use' })
    this.#circulation.attend()
  }

  get name(): string {
    return this.#description.name
  }

  get settings(): PoolSettings {
    return this.#description.settings
  }

  /** Nobody holds a connection or waits for one, and nobody has put it on hold. */
  get isUnused(): boolean {
    return !this.#isSuspended && this.#waiters.size === 0 && this.#circulation.counts.active === 0
  }

  /** Lends a connection for as long as the work takes. Throws what `acquire` and the work throw. */
  async use<T>(options: AcquireOptions, work: (lease: Lease) => Promise<T>): Promise<T> {
    const lease = await this.acquire(options)
    try {
      if (options.signal?.aborted) throw acquireAborted(this.name, lease.waitedMs)
      return await runHolding(this.#home, lease, () => work(lease))
    } catch (error) {
      lease.suspect()
      throw error
    } finally {
      lease.release()
    }
  }

  /**
   * Borrows a connection; whoever calls this must release it, so prefer `use`. Throws
   * `acquire-timeout`, `breaker-open`, `pool-closed`, `aborted`, or, where trying again cannot help,
   * the error met in connecting.
   */
  acquire(options: AcquireOptions = {}): Promise<Lease> {
    if (!this.#isOpen) return Promise.reject(poolClosed(this.name))
    if (options.signal?.aborted) return Promise.reject(acquireAborted(this.name, 0))
    const nowMs = this.#clock.now()
    const origin = this.#leaks.isOn ? new Error('The lease was taken here') : null
    const isFree = this.#waiters.size === 0 && !this.#isSuspended
    const fresh = isFree ? this.#circulation.takeFresh(nowMs) : null
    if (!fresh) return this.#wait(options, nowMs, origin)

    const { label = '', ownerId = null } = options
    const terms = { label, ownerId, waitedMs: 0, takenAtMs: nowMs, origin }
    return Promise.resolve(this.#lend(fresh, terms))
  }

  stats(): PoolStats {
    const nowMs = this.#clock.now()
    const atMs = this.#clock.wallClockMs()
    const { name, driverId, settings } = this.#description
    return {
      poolId: this.poolId,
      name,
      driverId,
      atMs,
      state: this.#state,
      waiting: this.#waiters.size,
      ...poolFigures(this.#circulation, this.#metrics, settings, nowMs),
      ...leaseTroubles(this.#circulation.connections, nowMs),
      createdAtMs: this.#createdAtMs,
      lastUsedAtMs: this.#lastUsedAt === null ? null : atMs - (nowMs - this.#lastUsedAt),
    }
  }

  histograms(): PoolHistograms {
    return this.#metrics.histograms(this.#clock.now())
  }

  /** Who holds which connection, the longest first. */
  leases(): LeaseInfo[] {
    return listLeases(this.#circulation.connections, this.#clock.now())
  }

  /** Who waits for a connection, in the order they are served. */
  waiting(): WaiterInfo[] {
    return this.#waiters.list()
  }

  /** Stops what runs on a lent connection, where its holder knows how. */
  cancel(connectionId: number): void {
    for (const { id, lease } of this.#circulation.connections)
      if (id === connectionId) lease?.statement?.cancel?.('Cancelled in the pool monitor.')
  }

  /** Stops what runs on a connection and cuts its session. */
  kill(connectionId: number): void {
    if (this.#isOpen) this.#circulation.kill(connectionId, 'killed on request')
  }

  /** Rejects one who waits with `aborted`. */
  sendAway(waiterId: number): void {
    this.#waiters.sendOneAway(waiterId)
  }

  /** Lends nothing more until `resume`: leases go on, and who asks waits until its own deadline. */
  suspend(): void {
    if (this.#state !== 'running') return
    this.#state = 'suspended'
    const { active } = this.#circulation.counts
    const reason = `on request; ${active} in use, ${this.#waiters.size} waiting`
    this.#record({ kind: 'pool-suspended', reason })
  }

  resume(): void {
    if (!this.#isSuspended) return
    this.#state = 'running'
    this.#record({ kind: 'pool-resumed', reason: `on request; ${this.#waiters.size} waiting` })
    this.#circulation.attend()
  }

  /** The latest decisions and happenings, oldest first; at most a thousand are kept. */
  events(limit?: number): PoolEvent[] {
    return this.#log.latest(limit)
  }

  onEvent(listener: (event: PoolEvent) => void): () => void {
    return this.#log.onEvent(listener)
  }

  /**
   * Takes changes over while running. What is above a smaller maximum closes when idle, or when it
   * comes back; room that a larger one gives is used at once.
   */
  reload(changes: Partial<PoolDescription>): void {
    if (!this.#isOpen) return
    const before = this.#description.settings
    this.#description = { ...this.#description, ...changes }
    const { settings } = this.#description
    this.#record({ kind: 'pool-reloaded', reason: describeChanges(before, settings) })
    this.#leaks.thresholdMs = settings.leakThresholdMs
    this.#circulation.adjust()
  }

  /** Closes every connection: idle ones now, those in use when they come back. */
  evict(reason = 'evicted on request'): void {
    if (this.#isOpen) this.#circulation.evict(reason)
  }

  /**
   * Has every connection pinged before it is lent again, and a server that was out of reach tried at
   * once: the computer slept, or the network changed.
   */
  revalidate(reason = 'the computer woke up'): void {
    this.#circulation.revalidate(reason)
  }

  /**
   * Lends no more, sends away who waits, and waits for the leases up to the deadline; then cuts
   * their sessions. Calling again may only bring the deadline nearer.
   */
  close({
    deadlineMs = DEFAULT_DRAIN_MS,
    reason: why,
  }: { deadlineMs?: number; reason?: string } = {}): Promise<void> {
    if (this.#state !== 'closed') this.#cutOff.ringBy(this.#clock.now() + deadlineMs)
    if (this.#isOpen) {
      this.#state = 'draining'
      const reason =
        `${why === undefined ? '' : `${why}; `}${this.#circulation.counts.active} in use, ${this.#waiters.size} waiting, ` +
        `deadline ${formatted(deadlineMs)} ms`
      this.#record({ kind: 'pool-draining', reason })
      this.#waiters.sendAway(poolClosed(this.name))
      this.#circulation.drain.begin()
    }
    return this.#closed.promise
  }

  #finish(reason: string): void {
    this.#state = 'closed'
    this.#cutOff.stop()
    this.#leaks.stop()
    this.#record({ kind: 'pool-closed', reason: `${reason}${this.#metrics.balance()}` })
    this.#closed.resolve()
  }

  #wait(options: AcquireOptions, sinceMs: number, origin: Error | null): Promise<Lease> {
    const refusal = this.#circulation.breaker.refusal()
    if (refusal) {
      this.#recordError(refusal)
      this.#metrics.recordDenied(sinceMs)
      return Promise.reject(refusal)
    }
    const { acquireTimeoutMs: timeoutMs, max } = this.#description.settings
    const { active } = this.#circulation.counts
    const outer = leaseHeldHere(this.#home)
    const nestedIn = outer?.label ?? null
    if (outer && active >= max) this.#record(nestedAcquire(options, outer, { active, max }))
    const lease = this.#waiters.enter({ timeoutMs, ...options, sinceMs, origin, nestedIn })
    this.#circulation.attend()
    if (this.#isShort) this.#askBack()
    return lease
  }

  get #isShort(): boolean {
    const { max } = this.#description.settings
    const isFull = this.#circulation.counts.total >= max
    return isFull && this.#waiters.size > 0 && !this.#isSuspended
  }

  /** Of what is kept without being used, the one that was so for longest is given up for who waits. */
  #askBack(): void {
    const leases = [...this.#circulation.connections].flatMap(({ lease }) => lease ?? [])
    leases.sort((a, b) => a.idleSinceMs - b.idleSinceMs)
    leases.find((lease) => lease.tellWanted())
  }

  get #isSuspended(): boolean {
    return this.#state === 'suspended'
  }

  get #isOpen(): boolean {
    return this.#state === 'running' || this.#isSuspended
  }

  #recordError(error: Error): void {
    this.#metrics.recordError(toWireError(error).code)
  }

  #record(facts: EventFacts): void {
    if (facts.kind === 'connection-lost') this.#metrics.recordLoss(this.#clock.now())
    this.#log.record(facts)
  }

  #lend(connection: PooledConnection, terms: LeaseTerms): Lease {
    const lease = new Lease(this.#home, connection, terms)
    connection.state = 'leased'
    connection.lease = lease
    this.#lastUsedAt = terms.takenAtMs
    this.#metrics.recordAcquire(terms.takenAtMs, terms.waitedMs)
    this.#circulation.noteLent(terms.takenAtMs)
    this.#leaks.leaseTaken(lease)
    return lease
  }

  /** To the longest waiter, straight from whoever had it: nobody can come in between. */
  #handOver(connection: PooledConnection, nowMs: number): void {
    const { label, ownerId, sinceMs, origin, resolve } = this.#waiters.next()!
    const terms = { label, ownerId, waitedMs: nowMs - sinceMs, takenAtMs: nowMs, origin }
    resolve(this.#lend(connection, terms))
  }

  #takeBack(connection: PooledConnection): void {
    const nowMs = this.#clock.now()
    this.#lastUsedAt = nowMs
    if (connection.lease) {
      this.#metrics.recordRelease(nowMs, nowMs - connection.lease.takenAtMs)
      this.#leaks.leaseReturned(connection.id, connection.lease)
    }
    this.#circulation.takeBack(connection, nowMs)
  }

  #explainTimeout({ nestedIn }: Waiter, elapsedMs: number): Error {
    const { counts, outage } = this.#circulation
    const { name, settings } = this.#description
    const waitedMs = Math.round(elapsedMs)
    const error = acquireTimeout({
      name,
      waitedMs,
      ...counts,
      waiting: this.#waiters.size,
      max: settings.max,
      isSuspended: this.#isSuspended,
      longestLease: this.leases()[0] ?? null,
      opensFile: this.#description.opensFile ?? false,
      nestedIn,
      connectError: outage?.error ?? null,
    })
    this.#metrics.recordTimeout(this.#clock.now(), waitedMs)
    this.#record({ kind: 'acquire-timeout', reason: error.message })
    return error
  }

  /** After a failed attempt to connect: sends away those whom waiting on cannot help. */
  #disappoint({ error, isPermanent, retryAtMs }: Outage): void {
    this.#recordError(error)
    const { connectPatienceMs = Infinity } = this.#description
    const { counts, breaker } = this.#circulation
    if (!isPermanent && counts.total > 0 && !breaker.isTurningAway) return
    const cameBeforeMs = isPermanent ? Infinity : retryAtMs - connectPatienceMs
    const deniedCount = this.#waiters.sendAway(error, { cameBeforeMs })
    this.#metrics.recordDenied(this.#clock.now(), deniedCount)
  }
}
