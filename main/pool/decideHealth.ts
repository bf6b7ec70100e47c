import type { PoolHealth } from '../../contract/pools.ts'

export type HealthFacts = {
  readonly total: number
  /** The breaker is not closed. */
  readonly isTurningAway: boolean
  /** A connection was opened at some time. */
  readonly hasConnected: boolean
  /** The last attempt to connect failed with this. */
  readonly connectError: Error | null
  /** Within the last minute. */
  readonly lostCount: number
  readonly timeoutCount: number
}

/** In a word how a pool is, and why. */
export function decideHealth(facts: HealthFacts): PoolHealth {
  const { total, isTurningAway, hasConnected, connectError, lostCount, timeoutCount } = facts
  if (connectError && (total === 0 || isTurningAway)) {
    const { message } = connectError
    if (total === 0) return { state: 'down', reason: message }
    const silence = `None of the ${total} open connections has answered since.`
    return { state: 'down', reason: `${message} ${silence}` }
  }
  const troubles = [
    connectError && `no more connections can be opened: ${connectError.message}`,
    lostCount > 0 && `${lostCount} lost within a minute`,
    timeoutCount > 0 && `${timeoutCount} waited in vain within a minute`,
  ].filter(Boolean)
  if (troubles.length > 0) return { state: 'degraded', reason: troubles.join('; ') }
  if (!hasConnected) return { state: 'unknown', reason: 'no connection was opened yet' }
  return {
    state: 'healthy',
    reason: total > 0 ? `${total} open` : 'the server let the last one in',
  }
}
