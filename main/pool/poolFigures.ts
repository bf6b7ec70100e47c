import { toWireError } from '../../contract/errors.ts'
import type { PoolSettings } from '../../contract/pools.ts'
import type { Circulation } from './Circulation.ts'
import { decideHealth } from './decideHealth.ts'
import type { PoolMetrics } from './PoolMetrics.ts'

/** What a pool's parts have to say of this moment, for its `stats`. */
export function poolFigures(
  { counts, outage, target, breaker }: Circulation,
  metrics: PoolMetrics,
  { min, max }: PoolSettings,
  nowMs: number,
) {
  const health = decideHealth({
    total: counts.total,
    isTurningAway: breaker.isTurningAway,
    hasConnected: metrics.hasConnected,
    connectError: outage?.error ?? null,
    ...metrics.troubles(nowMs),
  })
  return {
    ...counts,
    min,
    max,
    target,
    health,
    breaker: breaker.info(),
    utilisationRatio: counts.active / max,
    ...metrics.figures(nowMs),
    lastConnectError: outage && toWireError(outage.error),
  }
}
