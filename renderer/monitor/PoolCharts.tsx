import { memo, useMemo } from 'react'
import type { PoolSample } from '../../contract/pools.ts'
import { useText } from '../text/text.ts'
import { LazyTimeChart } from '../ui/charts/LazyTimeChart.tsx'
import type { TimeSeries } from '../ui/charts/timeSeries.ts'
import { formatLatency, formatPercent, formatRate } from './formatFigure.ts'
import styles from './PoolCharts.module.css'
import { chartPoints } from './samples.ts'

const MOST_POINTS = 150

export type PoolChartsProps = {
  samples: readonly PoolSample[]
  max: number
  fromMs: number
  toMs: number
}

/** The pool over time; every chart of the page has the same axis and shows the same moment. */
export const PoolCharts = memo(function PoolCharts({
  samples,
  max,
  fromMs,
  toMs,
}: PoolChartsProps) {
  const text = useText()
  const charts = useMemo(
    () => [
      {
        title: text('monitor.chartUtilisation'),
        series: [one(text('monitor.utilisation'), 1)],
        read: ({ active }: PoolSample) => [(active / max) * 100],
        format: formatShare,
        top: 100,
      },
      {
        title: text('monitor.chartWaiting'),
        series: [one(text('monitor.waiting'), 2)],
        read: ({ waiting }: PoolSample) => [waiting],
        format: String,
        isWhole: true,
      },
      {
        title: text('monitor.chartQps'),
        series: [one(text('monitor.qpsShort'), 3)],
        read: ({ queriesPerSecond }: PoolSample) => [queriesPerSecond],
        format: formatRate,
      },
      {
        title: text('monitor.chartLatency'),
        series: [
          one(text('monitor.p50'), 1),
          one(text('monitor.p95'), 5),
          one(text('monitor.p99'), 4),
        ],
        read: (sample: PoolSample) => [sample.queryP50Ms, sample.queryP95Ms, sample.queryP99Ms],
        format: formatLatency,
      },
      {
        title: text('monitor.chartErrors'),
        series: [one(text('monitor.errors'), 8)],
        read: ({ errorRatio }: PoolSample) => [errorRatio * 100],
        format: formatShare,
        top: 100,
      },
    ],
    [text, max],
  )
  const latest = samples.at(-1)
  return (
    <div className={styles.charts}>
      {charts.map(({ read, ...chart }) => (
        <div key={chart.title} className={chart.series.length > 1 ? styles.wide : undefined}>
          <LazyTimeChart
            {...chart}
            current={latest ? read(latest) : []}
            points={chartPoints(samples, { fromMs, toMs, mostPoints: MOST_POINTS, read })}
            fromMs={fromMs}
            toMs={toMs}
            group="pool-monitor"
            emptyText={text('monitor.chartNoData')}
          />
        </div>
      ))}
    </div>
  )
})

const formatShare = (percent: number) => formatPercent(percent / 100)

const one = (label: string, colour: TimeSeries['colour']): TimeSeries => ({ label, colour })
