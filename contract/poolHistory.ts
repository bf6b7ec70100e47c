import { z } from 'zod'
import { type } from './contract.ts'
import type { PoolStats } from './pools.ts'

/** What is kept of a pool over time, in the order in which figures are written. */
export const historyMetrics = [
  'active',
  'idle',
  'waiting',
  'utilisationRatio',
  'queriesPerSecond',
  'errorRatio',
  'acquireP95Ms',
  'queryP50Ms',
  'queryP95Ms',
  'queryP99Ms',
] as const
export type HistoryMetric = (typeof historyMetrics)[number]

/** One figure for each of `historyMetrics`; null: nothing happened that it could be taken from. */
export type HistoryFigures = readonly (number | null)[]

/** What a pool did from `atMs` on, for the length of a step. */
export type HistoryPoint = {
  atMs: number
  least: HistoryFigures
  mean: HistoryFigures
  most: HistoryFigures
}

/** How fine history is kept, and for how long: the finest first. */
export const historyTiers = [
  { stepMs: 1_000, keptMs: 10 * 60_000 },
  { stepMs: 10_000, keptMs: 2 * 3_600_000 },
  { stepMs: 60_000, keptMs: 24 * 3_600_000 },
  { stepMs: 600_000, keptMs: 7 * 24 * 3_600_000 },
] as const

/** The finest step in which all of a span is kept. */
export const historyStepMs = (spanMs: number): number =>
  (historyTiers.find(({ keptMs }) => keptMs >= spanMs) ?? historyTiers.at(-1)!).stepMs

/** The figures of the moment. */
export function historyFigures(stats: PoolStats): HistoryFigures {
  const { acquireWait, queryLatency } = stats
  return historyMetrics.map((metric) => {
    switch (metric) {
      case 'acquireP95Ms':
        return acquireWait?.p95Ms ?? null
      case 'queryP50Ms':
        return queryLatency?.p50Ms ?? null
      case 'queryP95Ms':
        return queryLatency?.p95Ms ?? null
      case 'queryP99Ms':
        return queryLatency?.p99Ms ?? null
      default:
        return stats[metric]
    }
  })
}

/** Two stretches of time as one; `weight` is how much longer the first is than the second. */
export function mergeFigures(
  a: Omit<HistoryPoint, 'atMs'>,
  b: Omit<HistoryPoint, 'atMs'>,
  weight: number,
): Omit<HistoryPoint, 'atMs'> {
  const each = (x: HistoryFigures, y: HistoryFigures, join: (x: number, y: number) => number) =>
    x.map((value, index) => {
      const other = y[index] ?? null
      return value === null ? other : other === null ? value : join(value, other)
    })
  return {
    least: each(a.least, b.least, Math.min),
    mean: each(a.mean, b.mean, (x, y) => (x * weight + y) / (weight + 1)),
    most: each(a.most, b.most, Math.max),
  }
}

export const poolHistoryCalls = {
  /** The last `spanMs` of a pool, oldest first, in steps of `historyStepMs`; kept over restarts. */
  'pools.history': {
    request: z.object({ poolId: z.string(), spanMs: z.number().positive() }),
    response: type<HistoryPoint[]>(),
  },
}
