import type { LatencyBucket } from '../../contract/pools.ts'
import type { HistogramBar } from '../ui/charts/Histogram.tsx'
import { formatLatency } from './formatFigure.ts'

/** Neighbours put together so that no more than this many bars stand in the space there is. */
const MOST_BARS = 32

/** Bars of a latency's histogram; each covers the same ratio, as its buckets do. */
export function histogramBars(buckets: readonly LatencyBucket[]): HistogramBar[] {
  const perBar = Math.ceil(buckets.length / MOST_BARS)
  const bars: HistogramBar[] = []
  for (let first = 0; first < buckets.length; first += perBar) {
    const part = buckets.slice(first, first + perBar)
    const from = formatLatency(part[0]!.fromMs)
    const to = formatLatency(part.at(-1)!.toMs)
    const count = part.reduce((sum, bucket) => sum + bucket.count, 0)
    bars.push({ label: `${from} – ${to}`, from, to, count })
  }
  return bars
}
