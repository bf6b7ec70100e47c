import type { LatencyBucket, LatencySummary, PoolStats } from '../../contract/pools.ts'
import { useText } from '../text/text.ts'
import { LazyHistogram } from '../ui/charts/LazyHistogram.tsx'
import { Figure } from './Figure.tsx'
import { formatLatency } from './formatFigure.ts'
import { histogramBars } from './histogramBars.ts'
import styles from './LatencyPanels.module.css'
import { usePoolDetail } from './usePoolDetail.ts'

/** How long waiting, running, holding and connecting took within the last minute. */
export function LatencyPanels({ pool }: { pool: PoolStats }) {
  const text = useText()
  const histograms = usePoolDetail('pools.histograms', pool.poolId)
  return (
    <section className={styles.panels} aria-label={text('monitor.latencies')}>
      {(['acquireWait', 'queryLatency', 'leaseHeld', 'connecting'] as const).map((name) => (
        <LatencyPanel
          key={name}
          label={text(`monitor.${name}`)}
          summary={pool[name]}
          buckets={histograms?.[name] ?? []}
        />
      ))}
    </section>
  )
}

type LatencyPanelProps = {
  label: string
  summary: LatencySummary
  buckets: readonly LatencyBucket[]
}

function LatencyPanel({ label, summary, buckets }: LatencyPanelProps) {
  const text = useText()
  return (
    <div className={styles.panel} role="group" aria-label={label}>
      <h3 className={styles.heading}>
        {label}
        <span className={styles.count}>
          {text('monitor.countLastMinute', { count: summary?.count ?? 0 })}
        </span>
      </h3>
      {summary && buckets.length > 0 ? (
        <LazyHistogram
          label={text('monitor.histogramOf', { name: label })}
          bins={histogramBars(buckets)}
          format={(count) => text('monitor.times', { count })}
        />
      ) : (
        <p className={styles.none}>{text('monitor.nothingLastMinute')}</p>
      )}
      <dl className={styles.percentiles}>
        {(['p50Ms', 'p95Ms', 'p99Ms', 'maxMs'] as const).map((name) => (
          <Figure
            key={name}
            label={text(`monitor.${percentileNames[name]}`)}
            value={summary ? formatLatency(summary[name]) : '–'}
          />
        ))}
      </dl>
    </div>
  )
}

const percentileNames = { p50Ms: 'p50', p95Ms: 'p95', p99Ms: 'p99', maxMs: 'longest' } as const
