import {
  historyFigures,
  type HistoryFigures,
  historyMetrics,
  type HistoryMetric,
  type HistoryPoint,
} from '../../contract/poolHistory.ts'
import type { PoolStats } from '../../contract/pools.ts'
import type { TimePoint } from '../ui/charts/timeSeries.ts'

/** A pause longer than this many steps is a gap and drawn as one. */
const GAP_STEPS = 2.5
/** Main samples once a second, and now and then a little later. */
const LEAST_GAP_MS = 3_500

/** The figures of the moment, as history keeps them. */
export function pointOf(stats: PoolStats): HistoryPoint {
  const figures = historyFigures(stats)
  return { atMs: stats.atMs, least: figures, mean: figures, most: figures }
}

/** Adds what is newer than the last point and lets go of what is too old to be drawn. */
export function withPoint(
  points: readonly HistoryPoint[],
  point: HistoryPoint,
  spanMs: number,
): readonly HistoryPoint[] {
  if ((points.at(-1)?.atMs ?? -Infinity) >= point.atMs) return points
  const first = points.findIndex(({ atMs }) => atMs >= point.atMs - spanMs)
  return [...(first < 0 ? [] : points.slice(first)), point]
}

/** History that came late, before what was heard live meanwhile. */
export function mergePoints(
  history: readonly HistoryPoint[],
  live: readonly HistoryPoint[],
): readonly HistoryPoint[] {
  const firstLive = live[0]?.atMs ?? Infinity
  return [...history.filter(({ atMs }) => atMs < firstLive), ...live]
}

/** The figure of a metric among those of a point. */
export const figureOf = (figures: HistoryFigures, metric: HistoryMetric): number | null =>
  figures[historyMetrics.indexOf(metric)] ?? null

export type PointOptions = {
  fromMs: number
  toMs: number
  /** How far apart the points are that were kept. */
  stepMs: number
  mostPoints: number
  /** One for each line. */
  metrics: readonly HistoryMetric[]
  /** What the line follows; the range between least and most goes with the mean. */
  line: 'mean' | 'most'
}

/**
 * What a chart draws of the points in its span. Where there are more than fit, several become one,
 * with their mean and the range they were in: peaks are what one looks for.
 */
export function chartPoints(
  points: readonly HistoryPoint[],
  { fromMs, toMs, stepMs, mostPoints, metrics, line }: PointOptions,
): TimePoint[] {
  const gapMs = Math.max(LEAST_GAP_MS, stepMs * GAP_STEPS)
  const bucketMs = Math.max(1, (toMs - fromMs) / mostPoints)
  const drawn: TimePoint[] = []
  let parts: HistoryPoint[] = []
  let bucket = -1
  let lastMs: number | null = null
  const finish = (): void => {
    if (parts.length > 0) drawn.push(timePointOf(parts, metrics, line))
    parts = []
  }
  for (const point of points) {
    const { atMs } = point
    if (atMs < fromMs - stepMs || atMs > toMs) continue
    if (lastMs !== null && atMs - lastMs > gapMs) {
      finish()
      drawn.push({ atMs: lastMs + 1, values: metrics.map(() => null) })
    }
    // Buckets stand still while the span moves on, so that points do not flicker.
    const ownBucket = Math.floor(atMs / bucketMs)
    if (ownBucket !== bucket) finish()
    bucket = ownBucket
    parts.push(point)
    lastMs = atMs
  }
  finish()
  return drawn
}

function timePointOf(
  parts: readonly HistoryPoint[],
  metrics: readonly HistoryMetric[],
  line: 'mean' | 'most',
): TimePoint {
  const figures = (part: 'least' | 'mean' | 'most', metric: HistoryMetric): number[] =>
    parts.map((point) => figureOf(point[part], metric)).filter((value) => value !== null)
  const { atMs } = parts.at(-1)!
  const most = metrics.map((metric) => Math.max(...figures('most', metric)))
  if (line === 'most') return { atMs, values: most.map((value) => (value < 0 ? null : value)) }
  const values = metrics.map((metric) => {
    const means = figures('mean', metric)
    return means.length === 0 ? null : means.reduce((sum, value) => sum + value, 0) / means.length
  })
  const ranges = metrics.map((metric, index): readonly [number, number] | null =>
    values[index] === null ? null : [Math.min(...figures('least', metric)), most[index]!],
  )
  return { atMs, values, ranges }
}
