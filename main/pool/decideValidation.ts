import type { PoolSettings } from '../../contract/pools.ts'
import type { PooledConnection } from './PooledConnection.ts'

/** Whether a connection must answer a ping before it is lent. */
export function needsValidation(
  { isSuspect, aliveAtMs }: Pick<PooledConnection, 'isSuspect' | 'aliveAtMs'>,
  nowMs: number,
  validateAfterIdleMs: number,
): boolean {
  return isSuspect || nowMs - aliveAtMs > validateAfterIdleMs
}

/** A ping's longest wait. A server that is alive answers in less even when it is busy. */
const LONGEST_PING_MS = 3_000

/** At most half of what a waiter has, so that time is left to open another connection. */
export const pingLimitMs = (acquireTimeoutMs: number): number =>
  Math.min(LONGEST_PING_MS, acquireTimeoutMs / 2)

/** Part of the interval that the jitter takes off at most, so that pings do not come together. */
const LARGEST_CUT_RATIO = 0.1

/** When an idle connection is pinged without anybody asking for it; Infinity: never. */
export function healthCheckDueAtMs(
  { isSuspect, aliveAtMs, jitter }: Pick<PooledConnection, 'isSuspect' | 'aliveAtMs' | 'jitter'>,
  { healthCheckIntervalMs }: PoolSettings,
): number {
  if (healthCheckIntervalMs === 0) return Infinity
  if (isSuspect) return aliveAtMs
  return aliveAtMs + healthCheckIntervalMs * (1 - LARGEST_CUT_RATIO * jitter)
}
