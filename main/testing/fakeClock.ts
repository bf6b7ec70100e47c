import type { Clock } from '../clock.ts'

/** A clock that stands still until told: an hour passes in a millisecond, timers in their order. */
export class FakeClock implements Clock {
  #nowMs = 0
  #startedAtMs = Date.UTC(2026, 0, 1)
  readonly #timersByDueMs = new Map<number, Set<() => void>>()

  now(): number {
    return this.#nowMs
  }

  wallClockMs(): number {
    return this.#startedAtMs + this.#nowMs
  }

  setTimer(callback: () => void, delayMs: number): () => void {
    const dueMs = this.#nowMs + Math.max(0, delayMs)
    // Wrapped, so that the same function can wait twice for the same moment.
    const timer = () => callback()
    const timers = this.#timersByDueMs.get(dueMs) ?? new Set()
    this.#timersByDueMs.set(dueMs, timers.add(timer))
    return () => this.#remove(dueMs, timer)
  }

  /** Timers set and neither run nor cancelled. */
  get timerCount(): number {
    return this.#timersByDueMs.values().reduce((count, timers) => count + timers.size, 0)
  }

  /**
   * Lets `ms` pass: runs the timers that fall due, earliest first, and after each lets promises
   * settle, so that a timer set by what a timer resolved runs in the same call.
   */
  async advance(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms
    await this.settle()
    for (let dueMs = this.#nextDueMs(); dueMs <= untilMs; dueMs = this.#nextDueMs()) {
      this.#nowMs = Math.max(this.#nowMs, dueMs)
      const [timer] = this.#timersByDueMs.get(dueMs)!
      this.#remove(dueMs, timer!)
      timer!()
      await this.settle()
    }
    this.#nowMs = untilMs
  }

  /** The computer sleeps: the wall clock goes on, the monotonic one and the timers stand still. */
  sleep(ms: number): void {
    this.#startedAtMs += ms
  }

  /** The program stands still: both clocks go on, and no timer runs before the next `advance`. */
  freeze(ms: number): void {
    this.#nowMs += ms
  }

  /** Lets promises settle while no time passes. */
  settle(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve))
  }

  #nextDueMs(): number {
    return Math.min(...this.#timersByDueMs.keys())
  }

  #remove(dueMs: number, timer: () => void): void {
    const timers = this.#timersByDueMs.get(dueMs)
    timers?.delete(timer)
    if (timers?.size === 0) this.#timersByDueMs.delete(dueMs)
  }
}
