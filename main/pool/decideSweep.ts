import type { ManagerLimits } from '../../contract/managerLimits.ts'
import type { PoolStats } from '../../contract/pools.ts'
import { formatted } from './poolErrors.ts'

/** Why an open pool is to be closed for want of use; null: it stays. */
export function decideSweep(
  stats: PoolStats,
  { idlePoolMs, unhealthyPoolMs }: Pick<ManagerLimits, 'idlePoolMs' | 'unhealthyPoolMs'>,
): string | null {
  const { state, active, waiting, min, health, atMs, lastUsedAtMs, createdAtMs } = stats
  if (state === 'suspended' || active > 0 || waiting > 0) return null
  const unusedMs = atMs - (lastUsedAtMs ?? createdAtMs)
  if (unhealthyPoolMs > 0 && health.state === 'down' && unusedMs >= unhealthyPoolMs)
    return `unused for ${formatted(unusedMs)} ms and out of reach: ${health.reason}`
  // Who asks for a minimum wants connections at hand.
  if (idlePoolMs > 0 && min === 0 && unusedMs >= idlePoolMs)
    return `unused for ${formatted(unusedMs)} ms`
  return null
}
