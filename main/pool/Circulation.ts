import type { PoolSettings } from '../../contract/pools.ts'
import type { Clock } from '../clock.ts'
import type { Connection } from '../drivers/driver.ts'
import { Alarm } from './Alarm.ts'
import { decideOpening } from './decideOpening.ts'
import { decideRetirement, retirementDueAtMs } from './decideRetirement.ts'
import { decideReturn } from './decideReturn.ts'
import { needsValidation, pingLimitMs } from './decideValidation.ts'
import { OpenConnections } from './OpenConnections.ts'
import { Opener, type Outage } from './Opener.ts'
import { answerTimeout, messageOf } from './poolErrors.ts'
import type { EventFacts } from './PoolEventLog.ts'
import type { PooledConnection } from './PooledConnection.ts'
import { withDeadline } from './withDeadline.ts'

const RESET_LIMIT_MS = 5_000

export type CirculationOptions = {
  readonly name: () => string
  readonly settings: () => PoolSettings
  readonly connectLimitMs: () => number
  readonly connect: (signal: AbortSignal) => Promise<Connection>
  readonly clock: Clock
  readonly random: () => number
  readonly record: (event: EventFacts) => void
  /** How many wait for a connection. */
  readonly waiting: () => number
  /** Lends the connection to who waits longest. Called only while somebody waits. */
  readonly handOver: (connection: PooledConnection, nowMs: number) => void
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
  /** Rings when an idle connection may have to go. */
  readonly #retirement: Alarm
  /** Aborted at the end: whatever still asks a server then gives up. */
  readonly #life = new AbortController()
  readonly #validating = new Set<PooledConnection>()
  #isDraining = false

  constructor(options: CirculationOptions) {
    this.#options = options
    const attend = () => this.attend()
    this.#connections = new OpenConnections({
      ...options,
      signal: this.#life.signal,
      onClosed: attend,
    })
    this.#opener = new Opener({
      ...options,
      onOpened: (opened) => this.#admit(opened),
      onFailed: options.onConnectFailed,
      onFree: attend,
    })
    this.#retirement = new Alarm(options.clock, () => this.#retireIdle())
  }

  get connections(): Iterable<PooledConnection> {
    return this.#connections
  }

  get counts() {
    const { total, idle } = this.#connections
    return { total, active: total - idle, idle, creating: this.#opener.creating }
  }

  get outage(): Outage | null {
    return this.#opener.outage
  }

  /** Set while a new waiter could only be told what the last one was told. */
  get hopelessError(): Error | null {
    const outage = this.#opener.outage
    const isHopeless = outage?.isPermanent && this.#opener.isResting
    return isHopeless && this.#connections.total === 0 ? outage.error : null
  }

  /** An idle connection that can be lent as it is, if there is one. */
  takeFresh(nowMs: number): PooledConnection | null {
    const latest = this.#connections.latestIdle
    if (!latest || this.#needsValidation(latest, nowMs)) return null
    this.#connections.takeLatestIdle()
    return latest
  }

  /** Takes a connection back whose lease has ended. */
  takeBack(connection: PooledConnection, nowMs: number): void {
    connection.lease = null
    if (connection.state === 'gone') return // cut while it was held
    connection.idleSinceMs = nowMs
    this.#place(connection, nowMs)
  }

  /** Does what the moment asks for: serves who waits, opens what is missing, ends when drained. */
  attend(): void {
    if (this.#life.signal.aborted) return
    if (this.#isDraining) return this.#endIfDrained()
    this.#lendIdle()
    this.#openAsNeeded()
  }

  /** Brings what is open in line with changed settings. */
  adjust(): void {
    this.#opener.forgetOutage()
    this.#opener.giveUp(-this.#room(), 'max was lowered')
    this.#retirement.stop()
    this.#retireIdle()
  }

  /** Closes all: those idle now, those in use when they come back. Others open as needed. */
  evict(reason: string): void {
    for (const connection of this.#connections) connection.evictReason ??= reason
    this.#opener.giveUp(this.#opener.creating, reason)
    this.#opener.forgetOutage()
    this.#retireIdle()
  }

  suspectIdle(): void {
    for (const connection of this.#connections.idleColdestFirst()) connection.isSuspect = true
  }

  /** Opens no more, closes what is idle, and the rest as it comes back. */
  drain(): void {
    this.#isDraining = true
    this.#retirement.stop()
    this.#opener.giveUp(this.#opener.creating, 'the pool closes')
    this.#opener.forgetOutage()
    for (const connection of this.#connections.idleColdestFirst())
      this.#connections.close(connection, 'the pool closes')
    this.#endIfDrained()
  }

  /** Cuts whatever is left, in use or not; answers with how many were. */
  cut(): number {
    const { total } = this.#connections
    for (const connection of this.#connections)
      this.#connections.destroy(connection, 'cut: the pool closes and its deadline has passed')
    this.#end()
    return total
  }

  #endIfDrained(): void {
    const { total, closing } = this.#connections
    if (total > 0 || closing > 0 || !this.#opener.isQuiet) return
    this.#end()
    this.#options.onDrained()
  }

  #end(): void {
    this.#life.abort(new Error('The pool is closed'))
  }

  /** Finds the next place for a connection that nobody uses. */
  #place(connection: PooledConnection, nowMs: number): void {
    const { session } = connection.connection
    const decision = decideReturn(connection, session, this.#facts(nowMs))
    switch (decision.action) {
      case 'keep':
        return this.#offer(connection, nowMs)
      case 'reset':
        return void this.#reset(connection, decision.reason)
      case 'replace':
        this.#connections.markReplaced(connection)
        this.#offer(connection, nowMs)
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

  #offer(connection: PooledConnection, nowMs: number): void {
    if (this.#options.waiting() === 0) {
      this.#connections.putIdle(connection)
      this.#retirement.ringBy(retirementDueAtMs(connection, this.#facts(nowMs)))
    } else if (connection.isSuspect) void this.#validate(connection)
    else this.#options.handOver(connection, nowMs)
  }

  #lendIdle(): void {
    const nowMs = this.#options.clock.now()
    for (;;) {
      const latest = this.#connections.latestIdle
      const waiting = this.#options.waiting()
      if (!latest || waiting === 0) return
      const isStale = this.#needsValidation(latest, nowMs)
      if (isStale && this.#validating.size >= waiting) return
      this.#connections.takeLatestIdle()
      if (isStale) void this.#validate(latest)
      else this.#options.handOver(latest, nowMs)
    }
  }

  #openAsNeeded(): void {
    const { total, idle, replacing } = this.#connections
    const { creating, outage, isResting } = this.#opener
    const { count, reason } = decideOpening({
      total,
      idle,
      replacing,
      creating,
      validating: this.#validating.size,
      waiting: this.#options.waiting(),
      min: this.#options.settings().min,
      room: this.#room(),
      outage: outage && { isResting, isPermanent: outage.isPermanent },
    })
    for (let started = 0; started < count; started++) this.#opener.open(reason)
  }

  #admit({ id, connection }: { id: number; connection: Connection }): void {
    const added = this.#connections.add(id, connection, this.#options.random())
    connection.onLost((error) => this.#lose(added, messageOf(error)))
    if (added.state === 'gone') return // lost already
    this.#place(added, this.#options.clock.now())
    // It may be what one past its lifetime was kept for.
    if (!this.#isDraining) this.#retireIdle()
  }

  #lose(connection: PooledConnection, reason: string): void {
    if (connection.state === 'gone' || connection.isLost) return
    connection.isLost = true
    this.#options.record({ kind: 'connection-lost', connectionId: connection.id, reason })
    // What ended one session has often ended its neighbours', only nobody was told yet.
    this.suspectIdle()
    // A holder's statement fails, and so it comes back soon.
    if (connection.state === 'leased') return
    this.#validating.delete(connection)
    this.#connections.destroy(connection, 'session lost')
    this.attend()
  }

  #retireIdle(): void {
    const nowMs = this.#options.clock.now()
    for (const connection of this.#connections.idleColdestFirst()) {
      const facts = this.#facts(nowMs)
      const retirement = decideRetirement(connection, facts)
      if (retirement?.action === 'close') {
        this.#connections.close(connection, retirement.reason)
        continue
      }
      if (retirement) this.#connections.markReplaced(connection)
      this.#retirement.ringBy(retirementDueAtMs(connection, facts))
    }
    this.attend()
  }

  async #validate(connection: PooledConnection): Promise<void> {
    const startedAtMs = this.#options.clock.now()
    const limitMs = pingLimitMs(this.#options.settings().acquireTimeoutMs)
    connection.state = 'validating'
    this.#validating.add(connection)
    const failure = await this.#ask(connection, 'ping', limitMs)
    this.#validating.delete(connection)
    if (connection.state === 'validating') {
      if (failure === null) this.#readmit(connection)
      else {
        this.#connections.destroy(connection, `ping failed: ${failure}`)
        const isSilent = this.#options.clock.now() - startedAtMs >= limitMs
        if (isSilent) this.#dropColderThan(startedAtMs)
        else this.suspectIdle()
      }
    }
    this.attend()
  }

  /** Likely dead too; a silent ping for each would use up the waiter's time. */
  #dropColderThan(idleSinceMs: number): void {
    for (const connection of this.#connections.idleColdestFirst())
      if (connection.idleSinceMs < idleSinceMs)
        this.#connections.destroy(connection, 'idle for longer than one that does not answer')
  }

  async #reset(connection: PooledConnection, reason: string): Promise<void> {
    connection.state = 'resetting'
    const failure = await this.#ask(connection, 'reset', RESET_LIMIT_MS)
    if (connection.state === 'resetting') {
      const isClean = failure === null && connection.connection.session === 'clean'
      if (isClean) this.#readmit(connection)
      else
        this.#connections.destroy(connection, `${reason}; reset failed: ${failure ?? 'still so'}`)
    }
    this.attend()
  }

  #readmit(connection: PooledConnection): void {
    const nowMs = this.#options.clock.now()
    connection.isSuspect = false
    connection.idleSinceMs = nowMs
    this.#place(connection, nowMs)
  }

  /** Null, or in words why the server did not do it. */
  #ask(connection: PooledConnection, what: 'ping' | 'reset', limitMs: number) {
    const answer = withDeadline({
      clock: this.#options.clock,
      limitMs,
      signal: this.#life.signal,
      onLimit: () => answerTimeout(this.#options.name(), what, limitMs),
      work: (signal) => connection.connection[what](signal),
    })
    return answer.then(() => null, messageOf)
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
      total: this.#connections.total,
      room: this.#room(),
      isDraining: this.#isDraining,
    }
  }
}
