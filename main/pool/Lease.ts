import type { Connection } from '../drivers/driver.ts'
import type { PooledConnection } from './PooledConnection.ts'

/** The pool, as its leases see it. */
export type LeaseHome = {
  takeBack(connection: PooledConnection): void
  recordStatement(elapsedMs: number, hasFailed: boolean): void
}

export type LeaseTerms = {
  label: string
  waitedMs: number
  takenAtMs: number
  /** Holds the stack of who asked, while leaks are watched. */
  origin: Error | null
}

/** A borrowed connection. Good until released; `Pool.use` releases by itself. */
export class Lease {
  readonly label: string
  readonly waitedMs: number
  readonly takenAtMs: number
  readonly origin: Error | null
  /** Reported as held for too long. */
  isLeakSuspect = false
  #statement: string | null = null
  #home: LeaseHome
  #held: PooledConnection | null

  constructor(home: LeaseHome, held: PooledConnection, terms: LeaseTerms) {
    this.#home = home
    this.#held = held
    this.label = terms.label
    this.waitedMs = terms.waitedMs
    this.takenAtMs = terms.takenAtMs
    this.origin = terms.origin
  }

  /** Throws after the release: by then the connection may be somebody else's. */
  get connection(): Connection {
    if (!this.#held)
      throw new Error(`The lease “${this.label}” was used after it had been released.`)
    return this.#held.connection
  }

  get isHeld(): boolean {
    return this.#held !== null
  }

  /** What runs on the connection now, for the monitor. */
  get statement(): string | null {
    return this.#statement
  }

  /** Tells the monitor what runs from now on; null: nothing. */
  noteStatement(sql: string | null): void {
    this.#statement = sql
  }

  /** Feeds latency, rate and error ratio. After a failure the pool pings before it lends again. */
  recordStatement({ elapsedMs, failed }: { elapsedMs: number; failed: boolean }): void {
    this.#home.recordStatement(elapsedMs, failed)
    if (failed) this.suspect()
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
