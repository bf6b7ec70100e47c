import { useId } from 'react'
import type { LatencySummary, PoolStats } from '../../contract/pools.ts'
import { useText } from '../text/text.ts'
import { Figure } from './Figure.tsx'
import { formatLatency, formatPercent, formatRate } from './formatFigure.ts'
import styles from './PoolFigures.module.css'

/** What one looks at first, large; what explains it, beside. */
export function PoolFigures({ pool }: { pool: PoolStats }) {
  const text = useText()
  const { active, idle, waiting, creating, min, max, errorCount, timeoutCount } = pool
  return (
    <div className={styles.figures}>
      <dl className={styles.row}>
        <Figure isLarge label={text('monitor.active')} value={active} />
        <Figure isLarge label={text('monitor.idle')} value={idle} />
        <Figure
          isLarge
          label={text('monitor.waiting')}
          value={waiting}
          state={waiting > 0 ? 'warning' : undefined}
        />
        <Figure label={text('monitor.limits')} value={`${min} – ${max}`} note={opening(creating)} />
        <Figure label={text('monitor.utilisation')} value={formatPercent(pool.utilisationRatio)} />
        <Figure label={text('monitor.qps')} value={formatRate(pool.queriesPerSecond)} />
        <Figure
          label={text('monitor.errors')}
          value={errorCount}
          note={`(${formatPercent(pool.errorRatio)})`}
          state={pool.errorRatio > 0 ? 'error' : undefined}
        />
        <Figure
          label={text('monitor.timeouts')}
          value={timeoutCount}
          state={timeoutCount > 0 ? 'error' : undefined}
        />
      </dl>
      <div className={styles.latencies}>
        <Latency label={text('monitor.acquireWait')} latency={pool.acquireWait} />
        <Latency label={text('monitor.queryLatency')} latency={pool.queryLatency} />
      </div>
    </div>
  )

  function opening(count: number): string | undefined {
    return count > 0 ? text('monitor.openingCount', { count }) : undefined
  }
}

/** Percentiles of the last minute, on one line. */
function Latency({ label, latency }: { label: string; latency: LatencySummary }) {
  const text = useText()
  const id = useId()
  const values = [
    [text('monitor.p50'), latency?.p50Ms],
    [text('monitor.p95'), latency?.p95Ms],
    [text('monitor.p99'), latency?.p99Ms],
  ] as const
  return (
    <div className={styles.latency}>
      <span id={id} className={styles.name}>
        {label}
      </span>
      <dl className={styles.percentiles} aria-labelledby={id}>
        {values.map(([name, ms]) => (
          <Figure
            key={name}
            isInline
            label={name}
            value={ms === undefined ? text('monitor.nothingYet') : formatLatency(ms)}
          />
        ))}
      </dl>
    </div>
  )
}
