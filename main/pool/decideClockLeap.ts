import { formatted } from './poolErrors.ts'

/** Below it, it is a busy machine or a clock that is being adjusted. */
const SMALLEST_LEAP_MS = 5_000

export type ClockReading = { readonly monotonicMs: number; readonly wallMs: number }

/**
 * Why connections may have died unnoticed between two readings that were to be `dueAfterMs` apart;
 * null: nothing out of the ordinary. While a computer sleeps its monotonic clock stands still (Linux,
 * macOS) or runs on (Windows): the first shows as a leap of the wall clock, the second as a late timer.
 */
export function decideClockLeap(
  before: ClockReading,
  now: ClockReading,
  dueAfterMs: number,
): string | null {
  const elapsedMs = now.monotonicMs - before.monotonicMs
  const leapMs = now.wallMs - before.wallMs - elapsedMs
  if (Math.abs(leapMs) >= SMALLEST_LEAP_MS)
    return `the clock leapt by ${formatted(leapMs)} ms, as after a sleep of the computer`
  const lateMs = elapsedMs - dueAfterMs
  if (lateMs >= SMALLEST_LEAP_MS)
    return `the program stood still for ${formatted(lateMs)} ms, as in a sleep of the computer`
  return null
}
