import type { PoolSettings } from '../../contract/pools.ts'
import type { PooledConnection } from './PooledConnection.ts'

/** Part of the lifetime that the jitter takes off, at least and at most. */
const SMALLEST_CUT_RATIO = 0.025
const LARGEST_CUT_RATIO = 0.1

export type RetirementFacts = {
  nowMs: number
  settings: PoolSettings
  /** How many are kept open: `min`, or more while the load asks for it. */
  target: number
  /** Open connections. */
  total: number
  /** How many more may be opened. */
  room: number
}

/** `replace`: open another one first, so that the pool does not fall below its minimum. */
export type Retirement = { action: 'close' | 'replace'; reason: string }

type Candidate = Pick<PooledConnection, 'openedAtMs' | 'jitter' | 'idleSinceMs' | 'evictReason'>

/** Whether a connection that nobody uses is to leave the pool; null: it stays. */
export function decideRetirement(connection: Candidate, facts: RetirementFacts): Retirement | null {
  const { nowMs, settings, target, total, room } = facts
  const { min, max, idleTimeoutMs, maxLifetimeMs } = settings
  if (connection.evictReason !== null) return { action: 'close', reason: connection.evictReason }
  if (total > max) return { action: 'close', reason: `${total} open, above max ${max}` }

  if (nowMs >= lifetimeEndMs(connection, settings)) {
    const ageMs = nowMs - connection.openedAtMs
    const reason = `open for ${inSeconds(ageMs)} s, lifetime ${inSeconds(maxLifetimeMs)} s`
    const canWait = total <= target && room > 0 && ageMs < maxLifetimeMs
    return { action: canWait ? 'replace' : 'close', reason }
  }
  const idleMs = nowMs - connection.idleSinceMs
  if (idleTimeoutMs > 0 && idleMs >= idleTimeoutMs && total > target) {
    const idle = inSeconds(idleMs)
    const reason =
      target > min ? `idle for ${idle} s, target ${target}` : `idle for ${idle} s, min ${min}`
    return { action: 'close', reason }
  }
  return null
}

/** When an idle connection has to be looked at next; Infinity: never. */
export function retirementDueAtMs(connection: Candidate, facts: RetirementFacts): number {
  const { nowMs, settings, target, total } = facts
  const endMs = lifetimeEndMs(connection, settings)
  const lifetimeMs = nowMs < endMs ? endMs : connection.openedAtMs + settings.maxLifetimeMs
  if (settings.idleTimeoutMs === 0 || total <= target) return lifetimeMs
  return Math.min(lifetimeMs, connection.idleSinceMs + settings.idleTimeoutMs)
}

/** When the lifetime, shortened by the jitter, is over. */
export function lifetimeEndMs(
  { openedAtMs, jitter }: Pick<Candidate, 'openedAtMs' | 'jitter'>,
  { maxLifetimeMs }: PoolSettings,
): number {
  if (maxLifetimeMs === 0) return Infinity
  const cutRatio = SMALLEST_CUT_RATIO + (LARGEST_CUT_RATIO - SMALLEST_CUT_RATIO) * jitter
  return openedAtMs + maxLifetimeMs * (1 - cutRatio)
}

const inSeconds = (ms: number): string => Math.round(ms / 1_000).toLocaleString('en')
