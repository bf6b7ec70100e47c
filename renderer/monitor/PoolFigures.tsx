import type { PoolStats } from '../../contract/pools.ts'
import { useText } from '../text/text.ts'
import { Figure } from './Figure.tsx'
import { formatPercent, formatRate } from './formatFigure.ts'
import styles from './PoolFigures.module.css'

/** What one looks at first, large; what explains it, beside. */
export function PoolFigures({ pool }: { pool: PoolStats }) {
  const text = useText()
  const { active, idle, waiting, creating, min, max, errorCount, timeoutCount } = pool
  return (
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
  )

  function opening(count: number): string | undefined {
    return count > 0 ? text('monitor.openingCount', { count }) : undefined
  }
}
