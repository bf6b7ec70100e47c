import type { PooledConnection } from './PooledConnection.ts'

/** Whether a connection must answer a ping before it is lent. */
export function needsValidation(
  { isSuspect, idleSinceMs }: Pick<PooledConnection, 'isSuspect' | 'idleSinceMs'>,
  nowMs: number,
  validateAfterIdleMs: number,
): boolean {
  return isSuspect || nowMs - idleSinceMs > validateAfterIdleMs
}

/** A ping's longest wait. A server that is alive answers in less even when it is busy. */
const LONGEST_PING_MS = 3_000

/** At most half of what a waiter has, so that time is left to open another connection. */
export const pingLimitMs = (acquireTimeoutMs: number): number =>
  Math.min(LONGEST_PING_MS, acquireTimeoutMs / 2)
