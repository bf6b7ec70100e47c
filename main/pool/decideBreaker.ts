import type { BreakerInfo } from '../../contract/pools.ts'
import { formatted } from './poolErrors.ts'

/** An outage is one when so many attempts in a row failed, over at least this long. */
const FAILURES_TO_OPEN = 5
const OUTAGE_TO_OPEN_MS = 3_000

export type BreakerFacts = {
  readonly nowMs: number
  /** Open connections. While there are some, whoever waits may get one of them. */
  readonly total: number
  /** Too early for another attempt. */
  readonly isResting: boolean
  readonly outage: { readonly failureCount: number; readonly sinceMs: number } | null
}

/**
 * Whether new requests may wait for a connection at all. A restart of the server is over before the
 * breaker opens: those who wait meanwhile are served.
 */
export function decideBreaker(facts: BreakerFacts): {
  state: BreakerInfo['state']
  reason: string
} {
  const { nowMs, total, isResting, outage } = facts
  if (!outage) return { state: 'closed', reason: 'the server answers' }
  const { failureCount, sinceMs } = outage
  const reason = `${failureCount} attempts failed within ${formatted(nowMs - sinceMs)} ms`
  const isBrief = failureCount < FAILURES_TO_OPEN || nowMs - sinceMs < OUTAGE_TO_OPEN_MS
  if (isBrief || total > 0) return { state: 'closed', reason }
  return { state: isResting ? 'open' : 'half-open', reason }
}
