import type { BreakerInfo } from '../../contract/pools.ts'
import { formatted } from './poolErrors.ts'

/** An outage is one when so many attempts in a row failed, over at least this long. */
const FAILURES_TO_OPEN = 5
/** Of attempts that met silence: each has waited as long as an attempt may. */
const SILENCES_TO_OPEN = 2
const OUTAGE_TO_OPEN_MS = 3_000

export type BreakerFacts = {
  readonly nowMs: number
  /** Open connections that count as alive. While there are some, whoever waits may get one of them. */
  readonly answering: number
  /** Too early for another attempt. */
  readonly isResting: boolean
  readonly outage: {
    readonly failureCount: number
    readonly sinceMs: number
    readonly isSilent: boolean
  } | null
}

/**
 * Whether new requests may wait for a connection at all. A restart of the server is over before the
 * breaker opens: those who wait meanwhile are served.
 */
export function decideBreaker(facts: BreakerFacts): {
  state: BreakerInfo['state']
  reason: string
} {
  const { nowMs, answering, isResting, outage } = facts
  if (!outage) return { state: 'closed', reason: 'the server answers' }
  const { failureCount, sinceMs, isSilent } = outage
  const reason = `${failureCount} attempts failed within ${formatted(nowMs - sinceMs)} ms`
  const least = isSilent ? SILENCES_TO_OPEN : FAILURES_TO_OPEN
  const isBrief = failureCount < least || nowMs - sinceMs < OUTAGE_TO_OPEN_MS
  if (isBrief || answering > 0) return { state: 'closed', reason }
  return { state: isResting ? 'open' : 'half-open', reason }
}
