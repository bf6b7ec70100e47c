import type { Clock } from '../clock.ts'

/**
 * One timer for many due times: rings at the earliest it was told. The listener looks at what is due
 * and says again what is left, so that the usual call, for a later time, costs one comparison.
 */
export class Alarm {
  readonly #clock: Clock
  readonly #onRing: () => void
  #dueAtMs = Infinity
  #cancel: (() => void) | null = null

  constructor(clock: Clock, onRing: () => void) {
    this.#clock = clock
    this.#onRing = onRing
  }

  get isSet(): boolean {
    return this.#cancel !== null
  }

  ringBy(dueAtMs: number): void {
    if (dueAtMs >= this.#dueAtMs) return
    this.#cancel?.()
    this.#dueAtMs = dueAtMs
    const delayMs = Math.max(1, Math.ceil(dueAtMs - this.#clock.now()))
    this.#cancel = this.#clock.setTimer(() => this.#ring(), delayMs)
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = null
    this.#dueAtMs = Infinity
  }

  #ring(): void {
    this.stop()
    this.#onRing()
  }
}
