import type { PoolSettings } from '../../contract/pools.ts'
import type { Clock } from '../clock.ts'
import type { Connection } from '../drivers/driver.ts'
import { Breaker } from './Breaker.ts'
import { ClockWatch } from './ClockWatch.ts'
import { countAnswering } from './countAnswering.ts'
import type { RetirementFacts } from './decideRetirement.ts'
import { decideReturn } from './decideReturn.ts'
import { needsValidation } from './decideValidation.ts'
import { Drain } from './Drain.ts'
import { Examiner } from './Examiner.ts'
import { type IdleOrder, OpenConnections } from './OpenConnections.ts'
import { type Opened, Opener, type Outage } from './Opener.ts'
import { messageOf } from './poolErrors.ts'
import type { EventFacts } from './PoolEventLog.ts'
import type { PooledConnection } from './PooledConnection.ts'
import { Scaling } from './Scaling.ts'
import { Upkeep } from './Upkeep.ts'

export type CirculationOptions = {
  readonly name: () => string
  readonly settings: () => PoolSettings
  readonly idleOrder: () => IdleOrder
  readonly connectLimitMs: () => number
  readonly opensFile: () => boolean
  readonly connect: (signal: AbortSignal) => Promise<Connection>
  readonly clock: Clock
  readonly random: () => number
  readonly record: (event: EventFacts) => void
  /** How many wait for a connection. */
  readonly waiting: () => number
  /** Lends the connection to who waits longest. Called only while somebody waits. */
  readonly handOver: (connection: PooledConnection, nowMs: number) => void
  readonly onConnected: (elapsedMs: number) => void
  readonly onConnectFailed: (outage: Outage) => void
  /** Draining, and nothing is left. */
  readonly onDrained: () => void
}

/**
 * The round of a pool's connections: opened, lent, returned, reset or pinged where needed, idle, lent
 * again, and closed in the end. Whenever one is free it goes to who waits longest.
 */
export class Circulation {
  readonly #options: CirculationOptions
  readonly #connections: OpenConnections
  readonly #opener: Opener
  readonly #examiner: Examiner
  readonly #upkeep: Upkeep
  readonly #scaling: Scaling
  readonly #clockWatch: ClockWatch
  readonly #life = new AbortController()
  readonly breaker: Breaker
  readonly drain: Drain

  constructor(options: CirculationOptions) {
    this.#options = options
    const attend = () => this.attend()
    const { signal } = this.#life
    this.#connections = new OpenConnections({ ...options, signal, onClosed: attend })
    const connections = this.#connections
    this.#opener = new Opener({
      ...options,
      onOpened: (opened) => this.#admit(opened),
      onFailed: (outage) => {
        this.breaker.look()
        options.onConnectFailed(outage)
      },
      onFree: attend,
    })
    this.#examiner = new Examiner({
      ...options,
      signal,
      connections,
      onFit: (connection) => this.#place(connection, options.clock.now()),
      onEnded: attend,
    })
    this.#upkeep = new Upkeep({
      ...options,
      connections,
      facts: (nowMs) => this.#facts(nowMs),
      ping: (connection) => void this.#examiner.ping(connection),
      onDone: attend,
    })
    const total = () => connections.total
    this.#scaling = new Scaling({
      ...options,
      total,
      canOpen: () => this.outage === null,
      onScaled: (reason) => this.#scaleTo(reason),
    })
    this.#clockWatch = new ClockWatch({
      ...options,
      isNeeded: () => connections.total > 0 && !this.drain.hasBegun,
      onLeap: (reason) => this.revalidate(reason),
    })
    this.drain = new Drain({
      ...options,
      connections,
      opener: this.#opener,
      life: this.#life,
      stopTimers: () => this.#stopTimers(),
    })
    this.breaker = new Breaker({
      ...options,
      facts: () => ({
        answering: countAnswering(connections, this.outage, options.clock.now()),
        creating: this.#opener.creating,
        ...this.#opener.situation,
      }),
    })
  }

  get connections(): Iterable<PooledConnection> {
    return this.#connections
  }

  get counts() {
    const { total, idle } = this.#connections
    return { total, active: total - idle, idle, creating: this.#opener.creating }
  }

  /** How many connections are kept open. */
  get target(): number {
    return this.#scaling.target
  }

  get outage(): Outage | null {
    return this.#opener.situation.outage
  }

  /** An idle connection that can be lent as it is, if there is one. */
  takeFresh(nowMs: number): PooledConnection | null {
    const next = this.#connections.nextIdle
    if (!next || this.#needsValidation(next, nowMs)) return null
    this.#connections.takeNextIdle()
    return next
  }

  /** A connection was lent. */
  noteLent(nowMs: number): void {
    this.#scaling.leaseTaken(nowMs)
  }

  /** Takes a connection back whose lease has ended. */
  takeBack(connection: PooledConnection, nowMs: number): void {
    this.#scaling.leaseReturned(nowMs)
    connection.lease = null
    if (connection.state === 'gone') return // cut while it was held
    connection.idleSinceMs = nowMs
    if (!connection.isSuspect) connection.aliveAtMs = nowMs
    this.#place(connection, nowMs)
    // It may be the first to have heard from a server that was out of reach.
    if (this.outage) this.breaker.look()
  }

  /** Does what the moment asks for: serves who waits, opens what is missing, ends when drained. */
  attend(): void {
    if (this.#life.signal.aborted) return
    if (this.drain.hasBegun) return this.drain.look()
    this.#lendIdle()
    this.#openAsNeeded()
    this.breaker.look()
  }

  /** Brings what is open in line with changed settings. */
  adjust(): void {
    this.#opener.forgetOutage()
    this.#opener.giveUp(-this.#room(), 'max was lowered')
    this.#scaling.restart()
    this.#upkeep.stop()
    this.#upkeep.run()
  }

  /** Closes all: those idle now, those in use when they come back. Others open as needed. */
  evict(reason: string): void {
    for (const connection of this.#connections) connection.evictReason ??= reason
    this.#opener.giveUp(this.#opener.creating, reason)
    this.#opener.forgetOutage()
    this.#upkeep.run()
  }

  /** Stops what runs on a connection and cuts its session; its place is free at once. */
  kill(connectionId: number, reason: string): void {
    for (const connection of this.#connections) {
      if (connection.id !== connectionId) continue
      connection.lease?.tellKilled(`The connection was ${reason}.`)
      this.#examiner.forget(connection)
      this.#connections.destroy(connection, reason)
      return this.attend()
    }
  }

  /** Trusts no connection any more until it was pinged: idle ones now, the others when they return. */
  revalidate(reason: string): void {
    if (this.drain.hasBegun) return
    this.#options.record({ kind: 'revalidated', reason })
    for (const connection of this.#connections) connection.isSuspect = true
    this.#opener.forgetOutage()
    this.#upkeep.run()
  }

  #stopTimers(): void {
    this.#upkeep.stop()
    this.#scaling.stop()
    this.#clockWatch.stop()
  }

  /** Finds the next place for a connection that nobody uses. */
  #place(connection: PooledConnection, nowMs: number): void {
    const facts = this.#facts(nowMs)
    const decision = decideReturn(connection, connection.connection.session, facts)
    switch (decision.action) {
      case 'keep':
        return this.#offer(connection, facts)
      case 'reset':
        return void this.#examiner.reset(connection, decision.reason)
      case 'replace':
        this.#connections.markReplaced(connection)
        this.#offer(connection, facts)
        break
      case 'close':
        this.#connections.close(connection, decision.reason)
        break
      case 'discard':
        this.#connections.destroy(connection, decision.reason)
        break
    }
    this.attend()
  }

  #offer(connection: PooledConnection, facts: RetirementFacts): void {
    if (this.#options.waiting() === 0) {
      this.#connections.putIdle(connection)
      this.#upkeep.watch(connection, facts)
    } else if (connection.isSuspect) void this.#examiner.ping(connection)
    else this.#options.handOver(connection, facts.nowMs)
  }

  #lendIdle(): void {
    const nowMs = this.#options.clock.now()
    for (;;) {
      const next = this.#connections.nextIdle
      const waiting = this.#options.waiting()
      if (!next || waiting === 0) return
      const isStale = this.#needsValidation(next, nowMs)
      if (isStale && this.#examiner.pinging >= waiting) return
      this.#connections.takeNextIdle()
      if (isStale) void this.#examiner.ping(next)
      else this.#options.handOver(next, nowMs)
    }
  }

  #openAsNeeded(): void {
    const { total, idle, replacing } = this.#connections
    this.#opener.openAsNeeded({
      total,
      idle,
      replacing,
      validating: this.#examiner.pinging,
      waiting: this.#options.waiting(),
      target: this.target,
      room: this.#room(),
    })
  }

  #admit({ id, connection, elapsedMs }: Opened): void {
    this.#options.onConnected(elapsedMs)
    const added = this.#connections.add(id, connection, this.#options.random())
    connection.onLost((error) => this.#lose(added, messageOf(error)))
    if (added.state === 'gone') return // lost already
    this.#clockWatch.keepTicking()
    this.#place(added, this.#options.clock.now())
    // It may be what one past its lifetime was kept for.
    if (!this.drain.hasBegun) this.#upkeep.run()
  }

  #lose(connection: PooledConnection, reason: string): void {
    if (connection.state === 'gone' || connection.isLost) return
    connection.isLost = true
    this.#options.record({ kind: 'connection-lost', connectionId: connection.id, reason })
    // What ended one session has often ended its neighbours', only nobody was told yet.
    this.#connections.revalidateIdle()
    // A holder's statement fails, and so it comes back soon.
    if (connection.state === 'leased') return
    this.#examiner.forget(connection)
    this.#connections.destroy(connection, 'session lost')
    this.attend()
  }

  /** Closes what is idle above the target; what is missing below it is opened. */
  #scaleTo(reason: string): void {
    this.#connections.closeIdleAbove(this.target, `scaled down: ${reason}`)
    this.attend()
  }

  #needsValidation(connection: PooledConnection, nowMs: number): boolean {
    return needsValidation(connection, nowMs, this.#options.settings().validateAfterIdleMs)
  }

  /** How many more connections the server may be given; below 0 after `max` was lowered. */
  #room(): number {
    const { total, closing } = this.#connections
    return this.#options.settings().max - total - closing - this.#opener.creating
  }

  #facts(nowMs: number) {
    return {
      nowMs,
      settings: this.#options.settings(),
      target: this.target,
      total: this.#connections.total,
      room: this.#room(),
      isDraining: this.drain.hasBegun,
    }
  }
}
