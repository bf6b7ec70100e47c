import type { PoolSettings } from '../../contract/pools.ts'
import { formatted } from './poolErrors.ts'

/** How busy the open connections were over some time. */
export type LoadSample = {
  readonly elapsedMs: number
  /** Time that leases were held, added up. */
  readonly busyMs: number
  /** Open connections. */
  readonly total: number
}

/** Load that has stayed beyond a threshold, sample after sample. */
export type LoadTrend = {
  readonly side: 'above' | 'below'
  readonly lastedMs: number
  readonly busyMs: number
}

/** The trend with one more sample; null: the load is between the thresholds. */
export function followTrend(
  trend: LoadTrend | null,
  { elapsedMs, busyMs, total }: LoadSample,
  { scaleUpAtPercent, scaleDownAtPercent }: PoolSettings,
): LoadTrend | null {
  if (total === 0) return null
  const busyPercent = (100 * busyMs) / (elapsedMs * total)
  const side =
    busyPercent > scaleUpAtPercent ? 'above' : busyPercent < scaleDownAtPercent ? 'below' : null
  if (side === null) return null
  if (trend?.side !== side) return { side, lastedMs: elapsedMs, busyMs }
  return { side, lastedMs: trend.lastedMs + elapsedMs, busyMs: trend.busyMs + busyMs }
}

/**
 * How many connections to keep open from now on, and why; null: as many as before. It is as many as
 * bring the busy share to the upper threshold. The last connection is not scaled away: it goes when it
 * was idle for too long.
 */
export function decideScale(
  { side, lastedMs, busyMs }: LoadTrend,
  { total, target }: { readonly total: number; readonly target: number },
  settings: PoolSettings,
): { target: number; reason: string } | null {
  const { min, max, scaleUpAtPercent, scaleDownAtPercent, scaleAfterMs } = settings
  if (scaleAfterMs === 0 || lastedMs < scaleAfterMs) return null
  const busy = busyMs / lastedMs
  const wanted = Math.ceil((100 * busy) / scaleUpAtPercent)
  const isAbove = side === 'above'
  const next = isAbove
    ? Math.min(max, Math.max(wanted, total + 1))
    : Math.max(min, 1, Math.min(wanted, total - 1))
  const before = Math.max(total, target)
  if (isAbove ? next <= before : next >= before) return null
  const beyond = isAbove ? `over ${scaleUpAtPercent} %` : `under ${scaleDownAtPercent} %`
  const reason =
    `${busy.toFixed(1)} of ${total} busy, ${beyond} for ${formatted(lastedMs / 1_000)} s: ` +
    `${before} → ${next}`
  return { target: next, reason }
}
