/** The time, and timers, as the parts that wait on them see it. Tests pass `FakeClock`. */
export interface Clock {
  /** Monotonic milliseconds with fractions; only differences mean anything. */
  now(): number
  /** Milliseconds since 1970, for what a user reads. Jumps when the system's clock is set. */
  wallClockMs(): number
  /**
   * Calls back once, not before about `delayMs`, and does not keep the process alive. What it
   * returns cancels; cancelling twice, or after the call, is fine. A delay above 24 days rings then:
   * whoever waits for longer looks at the time and sets it anew.
   */
  setTimer(callback: () => void, delayMs: number): () => void
}

/** The largest delay that `setTimeout` takes; beyond it fires at once. */
const LONGEST_DELAY_MS = 2 ** 31 - 1

export const systemClock: Clock = {
  now: () => performance.now(),
  wallClockMs: () => Date.now(),
  setTimer(callback, delayMs) {
    const timer = setTimeout(callback, Math.min(delayMs, LONGEST_DELAY_MS))
    timer.unref()
    return () => clearTimeout(timer)
  },
}
