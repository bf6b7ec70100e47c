import type { PoolSettings } from '../../contract/pools.ts'
import type { PooledConnection } from './PooledConnection.ts'

/** Part of the lifetime that the jitter takes off, at least and at most. */
const SMALLEST_CUT_RATIO = 0.025
const LARGEST_CUT_RATIO = 0.1

export type RetirementFacts = {
  nowMs: number
  settings: PoolSettings
  /** Open connections. */
  total: number
  /** How many more may be opened. */
  room: number
}

/** `replace`: open another one first, so that the pool does not fall below its minimum. */
export type Retirement = { action: 'close' | 'replace'; reason: string }

type Candidate = Pick<
  PooledConnection,
  'openedAtMs' | 'lifetimeJitter' | 'idleSinceMs' | 'evictReason'
>

/** Whether a connection that nobody uses is to leave the pool; null: it stays. */
export function decideRetirement(connection: Candidate, facts: RetirementFacts): Retirement | null {
  const { nowMs, settings, total, room } = facts
  const { min, max, idleTimeoutMs, maxLifetimeMs } = settings
  if (connection.evictReason !== null) return { action: 'close', reason: connection.evictReason }
  if (total > max) return { action: 'close', reason: `${total} open, above max ${max}` }

  if (nowMs >= lifetimeEndMs(connection, settings)) {
    const ageMs = nowMs - connection.openedAtMs
    const reason = `open for ${inSeconds(ageMs)}, lifetime ${inSeconds(maxLifetimeMs)}`
    const canWait = total <= min && room > 0 && ageMs < maxLifetimeMs
    return { action: canWait ? 'replace' : 'close', reason }
  }
  const idleMs = nowMs - connection.idleSinceMs
  if (idleTimeoutMs > 0 && idleMs >= idleTimeoutMs && total > min)
    return { action: 'close', reason: `idle for ${inSeconds(idleMs)}, min ${min}` }
  return null
}

/** When an idle connection has to be looked at next; Infinity: never. */
export function retirementDueAtMs(connection: Candidate, facts: RetirementFacts): number {
  const { nowMs, settings, total } = facts
  const endMs = lifetimeEndMs(connection, settings)
  const lifetimeMs = nowMs < endMs ? endMs : connection.openedAtMs + settings.maxLifetimeMs
  if (settings.idleTimeoutMs === 0 || total <= settings.min) return lifetimeMs
  return Math.min(lifetimeMs, connection.idleSinceMs + settings.idleTimeoutMs)
}

/** When the lifetime, shortened by the jitter, is over. */
export function lifetimeEndMs(
  { openedAtMs, lifetimeJitter }: Pick<Candidate, 'openedAtMs' | 'lifetimeJitter'>,
  { maxLifetimeMs }: PoolSettings,
): number {
  if (maxLifetimeMs === 0) return Infinity
  const cutRatio = SMALLEST_CUT_RATIO + (LARGEST_CUT_RATIO - SMALLEST_CUT_RATIO) * lifetimeJitter
  return openedAtMs + maxLifetimeMs * (1 - cutRatio)
}

const inSeconds = (ms: number): string => `${Math.round(ms / 1_000).toLocaleString('en')} s`
