/** Opened at once at most: a burst is mostly over before a third connection could help it. */
const OPENING_CONCURRENCY = 3
const FIRST_REST_MS = 10
const LONGEST_REST_MS = 5_000

export type OpeningFacts = {
  readonly total: number
  readonly idle: number
  /** Being opened. */
  readonly creating: number
  /** Answering a ping; each will serve a waiter if it is alive. */
  readonly validating: number
  /** Open, but to be closed as soon as another one is open. */
  readonly replacing: number
  readonly waiting: number
  /** How many are kept open. */
  readonly target: number
  /** How many more the server may be given: max, less all that are open, opening or closing. */
  readonly room: number
  /** The last attempt failed: so the server may be down. */
  readonly outage: {
    /** Too early for another attempt. */
    readonly isResting: boolean
    /** The error will not go away by itself, so only a user's request is worth an attempt. */
    readonly isPermanent: boolean
  } | null
}

/** How many connections to start opening now, and for what. */
export function decideOpening(facts: OpeningFacts): { count: number; reason: string } {
  const { total, idle, creating, validating, replacing, waiting, target, room, outage } = facts
  if (outage?.isResting) return { count: 0, reason: 'resting after a failed attempt' }

  const forWaiters = waiting - idle - creating - validating
  const forTarget = outage?.isPermanent ? 0 : target - (total - replacing) - creating
  const concurrency = outage ? 1 : OPENING_CONCURRENCY
  const count = Math.max(0, Math.min(Math.max(forWaiters, forTarget), room, concurrency - creating))
  return {
    count,
    reason: forWaiters > 0 ? `${waiting} waiting` : `fewer than the ${target} to keep open`,
  }
}

/**
 * How long to rest after the nth failure in a row (from 1): a random part of a span that doubles
 * from 10 ms to 5 s, so that many workbenches do not knock at a restarted server together.
 */
export function restMs(failureCount: number, random: () => number): number {
  const span = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** Math.min(failureCount - 1, 30))
  return Math.max(FIRST_REST_MS, span * random())
}
