import type { Clock } from '../clock.ts'
import { type ClockReading, decideClockLeap } from './decideClockLeap.ts'

const TICK_MS = 5_000

type ClockWatchOptions = {
  readonly clock: Clock
  readonly isNeeded: () => boolean
  readonly onLeap: (reason: string) => void
}

/** Notices that the computer slept or the program stood still, where nobody else tells. */
export class ClockWatch {
  readonly #options: ClockWatchOptions
  #cancelTick: (() => void) | null = null

  constructor(options: ClockWatchOptions) {
    this.#options = options
  }

  /** Ticks for as long as it is needed; calling it while it does costs nothing. */
  keepTicking(): void {
    const { clock, isNeeded } = this.#options
    if (this.#cancelTick || !isNeeded()) return
    const before = this.#read()
    this.#cancelTick = clock.setTimer(() => this.#tick(before), TICK_MS)
  }

  stop(): void {
    this.#cancelTick?.()
    this.#cancelTick = null
  }

  #tick(before: ClockReading): void {
    this.#cancelTick = null
    const leap = decideClockLeap(before, this.#read(), TICK_MS)
    if (leap) this.#options.onLeap(leap)
    this.keepTicking()
  }

  #read(): ClockReading {
    const { clock } = this.#options
    return { monotonicMs: clock.now(), wallMs: clock.wallClockMs() }
  }
}
