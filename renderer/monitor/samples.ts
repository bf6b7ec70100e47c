import type { PoolSample, PoolStats } from '../../contract/pools.ts'
import type { TimePoint } from '../ui/charts/timeSeries.ts'

/** Main keeps as much; more is never drawn. */
export const LONGEST_SPAN_MS = 60 * 60_000
/** Main samples once a second; a pause this long is a gap and drawn as one. */
const GAP_MS = 3_500

/** The figures of the moment, as history keeps them. */
export const sampleOf = (stats: PoolStats): PoolSample => ({
  atMs: stats.atMs,
  total: stats.total,
  active: stats.active,
  idle: stats.idle,
  waiting: stats.waiting,
  queriesPerSecond: stats.queriesPerSecond,
  errorRatio: stats.errorRatio,
  acquireP95Ms: stats.acquireWait?.p95Ms ?? null,
  queryP50Ms: stats.queryLatency?.p50Ms ?? null,
  queryP95Ms: stats.queryLatency?.p95Ms ?? null,
  queryP99Ms: stats.queryLatency?.p99Ms ?? null,
})

/** Adds what is newer than the last sample and lets go of what is too old to be drawn. */
export function withSample(samples: readonly PoolSample[], sample: PoolSample): PoolSample[] {
  if ((samples.at(-1)?.atMs ?? -Infinity) >= sample.atMs) return samples as PoolSample[]
  const oldestMs = sample.atMs - LONGEST_SPAN_MS
  const first = samples.findIndex(({ atMs }) => atMs >= oldestMs)
  return [...(first < 0 ? [] : samples.slice(first)), sample]
}

/** History that came late, before what was heard live meanwhile. */
export function mergeSamples(
  history: readonly PoolSample[],
  live: readonly PoolSample[],
): PoolSample[] {
  const firstLive = live[0]?.atMs ?? Infinity
  return [...history.filter(({ atMs }) => atMs < firstLive), ...live]
}

export type PointOptions = {
  fromMs: number
  toMs: number
  mostPoints: number
  /** The values of one sample, one for each line. */
  read: (sample: PoolSample) => readonly (number | null)[]
}

/**
 * What a chart draws of the samples in its span. Where there are more samples than points, a point
 * stands for several and shows the highest: peaks are what one looks for.
 */
export function chartPoints(
  samples: readonly PoolSample[],
  { fromMs, toMs, mostPoints, read }: PointOptions,
): TimePoint[] {
  const stepMs = (toMs - fromMs) / mostPoints
  const points: { atMs: number; values: (number | null)[] }[] = []
  let lastMs: number | null = null
  let bucket = -1
  for (const sample of samples) {
    const { atMs } = sample
    if (atMs < fromMs || atMs > toMs) continue
    const values = read(sample)
    if (lastMs !== null && atMs - lastMs > GAP_MS) {
      points.push({ atMs: lastMs + 1, values: values.map(() => null) })
      bucket = -1
    }
    // Buckets stand still while the span moves on, so that points do not flicker.
    const ownBucket = Math.floor(atMs / stepMs)
    const last = points.at(-1)
    if (last && ownBucket === bucket) {
      last.values = values.map((value, index) => highest(last.values[index] ?? null, value))
      last.atMs = atMs
    } else points.push({ atMs, values: [...values] })
    bucket = ownBucket
    lastMs = atMs
  }
  return points
}

const highest = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.max(a, b)
