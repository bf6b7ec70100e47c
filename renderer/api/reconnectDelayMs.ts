const FIRST_MS = 250
const LONGEST_MS = 4_000

/** Doubles from a quarter of a second up to four. */
export const reconnectDelayMs = (attempt: number): number =>
  Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10))
