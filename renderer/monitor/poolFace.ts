import type { PoolStats } from '../../contract/pools.ts'

/** How a pool is, in a word; what most asks to be looked at comes first. */
export type PoolFace =
  | 'draining'
  | 'closed'
  | 'suspended'
  | 'breaker-open'
  | 'half-open'
  | 'unreachable'
  | 'saturated'
  | 'blocked'
  | 'opening'
  | 'degraded'
  | 'running'

type Facts = Pick<
  PoolStats,
  'state' | 'breaker' | 'health' | 'waiting' | 'lastConnectError' | 'total' | 'active' | 'max'
>

export function poolFace({
  state,
  breaker,
  health,
  waiting,
  lastConnectError,
  total,
  active,
  max,
}: Facts): PoolFace {
  if (state !== 'running') return state
  if (breaker.state === 'open') return 'breaker-open'
  if (breaker.state === 'half-open') return 'half-open'
  if (health.state === 'down' || (lastConnectError && total === 0)) return 'unreachable'
  if (waiting > 0 && active >= max) return 'saturated'
  if (waiting > 0) return lastConnectError ? 'blocked' : 'opening'
  return health.state === 'degraded' ? 'degraded' : 'running'
}
