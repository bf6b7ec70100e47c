import type { LatencyBucket } from '../../contract/pools.ts'
import type { HistogramBar } from '../ui/charts/Histogram.tsx'
import { formatLatency } from './formatFigure.ts'

/** Neighbours put together so that no more than this many bars stand in the space there is. */
const MOST_BARS = 32
/** A range of one bucket or two would be a slab: room around it shows the bar as what it is. */
const LEAST_BARS = 16
/** Each bucket's end is this many times its beginning. */
const RATIO = Math.SQRT2
/** No latency is measured finer. */
const FINEST_MS = 0.001

/** Bars of a latency's histogram; each covers the same ratio, as its buckets do. */
export function histogramBars(buckets: readonly LatencyBucket[]): HistogramBar[] {
  const padded = withRoom(buckets)
  const perBar = Math.ceil(padded.length / MOST_BARS)
  const bars: HistogramBar[] = []
  for (let first = 0; first < padded.length; first += perBar) {
    const part = padded.slice(first, first + perBar)
    const from = formatLatency(part[0]!.fromMs)
    const to = formatLatency(part.at(-1)!.toMs)
    const count = part.reduce((sum, bucket) => sum + bucket.count, 0)
    bars.push({ label: `${from} – ${to}`, from, to, count })
  }
  return bars
}

/** Empty buckets on both sides of few. */
function withRoom(buckets: readonly LatencyBucket[]): LatencyBucket[] {
  const padded = [...buckets]
  while (padded.length > 0 && padded.length < LEAST_BARS) {
    const { fromMs } = padded[0]!
    if (fromMs > FINEST_MS) padded.unshift({ fromMs: fromMs / RATIO, toMs: fromMs, count: 0 })
    const { toMs } = padded.at(-1)!
    if (padded.length < LEAST_BARS) padded.push({ fromMs: toMs, toMs: toMs * RATIO, count: 0 })
  }
  return padded
}
