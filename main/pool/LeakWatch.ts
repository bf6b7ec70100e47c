import type { Clock } from '../clock.ts'
import { Alarm } from './Alarm.ts'
import type { Lease } from './Lease.ts'
import type { EventFacts } from './PoolEventLog.ts'
import type { PooledConnection } from './PooledConnection.ts'
import { formatted } from './poolErrors.ts'

type LeakWatchOptions = {
  clock: Clock
  connections: Iterable<PooledConnection>
  thresholdMs: number
  record: (event: EventFacts) => void
}

/** Reports leases held for longer than a threshold, once each, and that they came back after all. */
export class LeakWatch {
  readonly #clock: Clock
  readonly #connections: Iterable<PooledConnection>
  readonly #record: (event: EventFacts) => void
  readonly #alarm: Alarm
  #thresholdMs: number

  constructor({ clock, connections, thresholdMs, record }: LeakWatchOptions) {
    this.#clock = clock
    this.#connections = connections
    this.#thresholdMs = thresholdMs
    this.#record = record
    this.#alarm = new Alarm(clock, () => this.#check())
  }

  get isOn(): boolean {
    return this.#thresholdMs > 0
  }

  set thresholdMs(value: number) {
    this.#thresholdMs = value
    this.#alarm.stop()
    this.#check()
  }

  leaseTaken(lease: Lease): void {
    if (this.isOn) this.#alarm.ringBy(lease.takenAtMs + this.#thresholdMs)
  }

  leaseReturned(connectionId: number, lease: Lease): void {
    if (!lease.isLeakSuspect) return
    const reason = `“${lease.label}” gave it back after ${this.#heldMs(lease)} ms`
    this.#record({ kind: 'leak-returned', connectionId, reason })
  }

  stop(): void {
    this.#alarm.stop()
  }

  /** Looks at the leases of now only, so that taking and returning one costs nothing here. */
  #check(): void {
    if (!this.isOn) return
    for (const { id, lease } of this.#connections) {
      if (!lease || lease.isLeakSuspect) continue
      const dueAtMs = lease.takenAtMs + this.#thresholdMs
      if (dueAtMs > this.#clock.now()) this.#alarm.ringBy(dueAtMs)
      else this.#report(id, lease)
    }
  }

  #report(connectionId: number, lease: Lease): void {
    lease.isLeakSuspect = true
    const reason =
      `“${lease.label}” has held it for ${this.#heldMs(lease)} ms, ` +
      `above ${formatted(this.#thresholdMs)} ms`
    const stack = lease.origin?.stack
    this.#record({ kind: 'leak-suspected', connectionId, reason, ...(stack && { stack }) })
  }

  #heldMs(lease: Lease): string {
    return formatted(this.#clock.now() - lease.takenAtMs)
  }
}
