import type { ErrorCode } from '../../contract/errors.ts'
import type { Connection } from '../drivers/driver.ts'
import type { PooledConnection } from './PooledConnection.ts'

/** The pool, as its leases see it. */
export type LeaseHome = {
  readonly poolId: string
  takeBack(connection: PooledConnection): void
  recordStatement(elapsedMs: number, failedWith: ErrorCode | null): void
  nowMs(): number
  /** Somebody waits, and there is no room for another connection. */
  isShort(): boolean
}

export type LeaseTerms = {
  label: string
  ownerId: string | null
  waitedMs: number
  takenAtMs: number
  /** Holds the stack of who asked, while leaks are watched. */
  origin: Error | null
}

/** A statement that runs; `cancel` null: it can be stopped only by whoever began it. */
type Running = {
  readonly sql: string
  readonly sinceMs: number
  readonly cancel: CancelStatement | null
}

/** Stops a statement on the server; its holder is told why. */
export type CancelStatement = (reason: string) => void

type StatementRecord = {
  readonly elapsedMs: number
  /** Null: it succeeded, or was stopped as the user wished. */
  readonly failedWith: ErrorCode | null
  readonly isStopped?: boolean
}

/** A borrowed connection. Good until released; `Pool.use` releases by itself. */
export class Lease {
  readonly label: string
  /** Changes where one goes on for another, such as a tab after its run. */
  ownerId: string | null
  readonly waitedMs: number
  readonly takenAtMs: number
  readonly origin: Error | null
  /** Reported as held for too long. */
  isLeakSuspect = false
  /** When the last statement ended, or the lease was taken. */
  #idleSinceMs: number
  #statement: Running | null = null
  #lastSql: string | null = null
  #hasLastSucceeded = false
  #onKilled: () => void = () => {}
  #onDone: (sql: string) => void = () => {}
  #onWanted: (() => boolean) | null = null
  #home: LeaseHome
  #held: PooledConnection | null

  constructor(home: LeaseHome, held: PooledConnection, terms: LeaseTerms) {
    this.#home = home
    this.#held = held
    this.label = terms.label
    this.ownerId = terms.ownerId
    this.waitedMs = terms.waitedMs
    this.takenAtMs = terms.takenAtMs
    this.#idleSinceMs = terms.takenAtMs
    this.origin = terms.origin
  }

  /** Throws after the release: by then the connection may be somebody else's. */
  get connection(): Connection {
    if (!this.#held)
      throw new Error(`The lease “${this.label}” was used after it had been released.`)
    return this.#held.connection
  }

  get poolId(): string {
    return this.#home.poolId
  }

  get isHeld(): boolean {
    return this.#held !== null
  }

  /** What runs on the connection now, for the monitor. */
  get statement(): Running | null {
    return this.#statement
  }

  /** Since when no statement has been running; of no meaning while one is. */
  get idleSinceMs(): number {
    return this.#idleSinceMs
  }

  /** What ran last on the connection and has ended; null: nothing did. */
  get lastSql(): string | null {
    return this.#lastSql
  }

  /** The statement that was recorded last did what it said. */
  get hasLastSucceeded(): boolean {
    return this.#hasLastSucceeded
  }

  /** Tells the monitor what runs from now on, and how it can be stopped; null: nothing runs. */
  noteStatement(sql: string | null, cancel: CancelStatement | null = null): void {
    if (sql === null) this.#idleSinceMs = this.#home.nowMs()
    this.#lastSql = this.#statement?.sql ?? this.#lastSql
    this.#statement = sql === null ? null : { sql, sinceMs: this.#home.nowMs(), cancel }
  }

  /** Called when the connection is cut while it is lent. */
  onKilled(listener: () => void): void {
    this.#onKilled = listener
  }

  /** Has the listener, in place of any before, told what succeeded and was not taken back at once. */
  onDone(listener: (sql: string) => void): void {
    this.#onDone = listener
  }

  /** A statement of the user succeeded, and stays unless its transaction is rolled back. */
  noteDone(sql: string): void {
    this.#onDone(sql)
  }

  /** Called while others wait in vain; gives it back and answers true where that can be. */
  onWanted(listener: () => boolean): void {
    this.#onWanted = listener
  }

  /** Others wait for a connection, and none can be opened for them. */
  get isWanted(): boolean {
    return this.#home.isShort()
  }

  /** The pool's: whether it was given back. */
  tellWanted(): boolean {
    return this.#onWanted?.() ?? false
  }

  /** The pool's: the connection is about to be cut. */
  tellKilled(reason: string): void {
    this.#statement?.cancel?.(reason)
    this.#onKilled()
  }

  /** Feeds latency, rate and error ratio. After a failure the pool pings before it lends again. */
  recordStatement({ elapsedMs, failedWith, isStopped = false }: StatementRecord): void {
    this.#hasLastSucceeded = failedWith === null && !isStopped
    this.#home.recordStatement(elapsedMs, failedWith)
    if (failedWith === null) this.noteAnswer()
    else this.suspect()
  }

  /** The server has said something on the connection: it lives. */
  noteAnswer(): void {
    if (this.#held) this.#held.aliveAtMs = this.#home.nowMs()
  }

  /** Has the connection pinged before the next one gets it. */
  suspect(): void {
    if (this.#held) this.#held.isSuspect = true
  }

  /** Gives the connection back. Releasing twice is fine. */
  release(): void {
    const held = this.#held
    if (!held) return
    this.#held = null
    this.#home.takeBack(held)
  }

  [Symbol.dispose](): void {
    this.release()
  }
}
