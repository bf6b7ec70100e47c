import { useMemo } from 'react'
import { type HistoryMetric, historyStepMs } from '../../contract/poolHistory.ts'
import type { PoolStats } from '../../contract/pools.ts'
import { useText, type Text } from '../text/text.ts'
import { LazyTimeChart } from '../ui/charts/LazyTimeChart.tsx'
import type { TimeChartProps, TimeSeries } from '../ui/charts/timeSeries.ts'
import { useNow } from '../ui/useNow.ts'
import { formatLatency, formatPercent, formatRate } from './formatFigure.ts'
import { useMonitor } from './monitorStore.ts'
import styles from './PoolCharts.module.css'
import { chartPoints, figureOf, pointOf } from './samples.ts'
import { usePoolHistory } from './usePoolHistory.ts'

const MOST_POINTS = 150

type Chart = {
  readonly chart: Pick<
    TimeChartProps,
    'title' | 'series' | 'format' | 'formatTick' | 'top' | 'isWhole'
  >
  readonly metrics: readonly HistoryMetric[]
  /** What the line follows where several seconds are one point. */
  readonly line: 'mean' | 'most'
}

/**
 * What a pool did over the chosen time, also before it was open. Every chart has the same axis and
 * shows the same moment. Belongs to one pool: key it by the pool.
 */
export function PoolCharts({ poolId, stats }: { poolId: string; stats: PoolStats | null }) {
  const text = useText()
  const spanMs = useMonitor((state) => state.spanMs)
  const points = usePoolHistory(poolId, spanMs)
  const nowMs = useNow(stats === null)
  // A long span moves on in steps, so that its charts stand still meanwhile.
  const everyMs = Math.max(1_000, spanMs / (2 * MOST_POINTS))
  const toMs = Math.ceil((stats?.atMs ?? nowMs) / everyMs) * everyMs
  const fromMs = toMs - spanMs
  const charts = useMemo(() => chartsOf(text), [text])
  const drawn = useMemo(() => {
    const options = { fromMs, toMs, stepMs: historyStepMs(spanMs), mostPoints: MOST_POINTS }
    return charts.map(({ metrics, line }) => chartPoints(points, { ...options, metrics, line }))
  }, [charts, points, fromMs, toMs, spanMs])
  const current = stats && pointOf(stats).mean
  return (
    <div className={styles.charts}>
      {charts.map(({ metrics, chart }, index) => (
        <div key={chart.title} className={chart.series.length > 1 ? styles.wide : undefined}>
          <LazyTimeChart
            {...chart}
            current={current ? metrics.map((metric) => figureOf(current, metric)) : []}
            points={drawn[index]!}
            fromMs={fromMs}
            toMs={toMs}
            group="pool-monitor"
            emptyText={text('monitor.chartNoData')}
          />
        </div>
      ))}
    </div>
  )
}

const chartsOf = (text: Text): Chart[] => [
  {
    chart: {
      title: text('monitor.chartUtilisation'),
      series: [one(text('monitor.utilisation'), 1)],
      ...percent,
    },
    metrics: ['utilisationRatio'],
    line: 'mean',
  },
  {
    chart: {
      title: text('monitor.chartWaiting'),
      series: [one(text('monitor.waiting'), 2)],
      format: formatMeanCount,
      isWhole: true,
    },
    metrics: ['waiting'],
    line: 'mean',
  },
  {
    chart: {
      title: text('monitor.chartQps'),
      series: [one(text('monitor.qpsShort'), 3)],
      format: formatRate,
    },
    metrics: ['queriesPerSecond'],
    line: 'mean',
  },
  {
    chart: {
      title: text('monitor.chartLatency'),
      series: [
        one(text('monitor.p50'), 1),
        one(text('monitor.p95'), 5),
        one(text('monitor.p99'), 4),
      ],
      format: formatLatency,
      // With its unit: beside “123 s” an axis in thousands of milliseconds is hard to read.
      formatTick: (ms) => (ms === 0 ? '0' : formatLatency(ms).replace('.0 ', ' ')),
    },
    metrics: ['queryP50Ms', 'queryP95Ms', 'queryP99Ms'],
    // Of percentiles there is no mean; the slow ones are what one looks for.
    line: 'most',
  },
  {
    chart: {
      title: text('monitor.chartErrors'),
      series: [one(text('monitor.errors'), 8)],
      ...percent,
    },
    metrics: ['errorRatio'],
    line: 'mean',
  },
]

const one = (label: string, colour: TimeSeries['colour']): TimeSeries => ({ label, colour })

/** A count is whole, a mean of counts need not be. */
const formatMeanCount = (count: number): string =>
  Number.isInteger(count) ? String(count) : formatRate(count)

const percent = {
  format: formatPercent,
  formatTick: (ratio: number): string => String(Math.round(ratio * 100)),
  top: 1,
}
