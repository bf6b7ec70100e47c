import type { PoolStats } from '../../contract/pools.ts'
import { formatCount } from '../results/formatAmounts.ts'
import { useText } from '../text/text.ts'
import { Figure } from './Figure.tsx'
import { formatAge } from './formatFigure.ts'
import styles from './PoolDetails.module.css'

/** What the pool was good for since it began. */
export function UsageList({ pool }: { pool: PoolStats }) {
  const text = useText()
  const { atMs, createdAtMs, lastUsedAtMs, queryCount, acquireCount, errorCount } = pool
  return (
    <section className={styles.part} aria-label={text('monitor.usage')}>
      <h3 className={styles.heading}>{text('monitor.usage')}</h3>
      <dl className={styles.usage}>
        <Figure label={text('monitor.openFor')} value={formatAge(atMs - createdAtMs)} />
        <Figure
          label={text('monitor.lastUsed')}
          value={
            lastUsedAtMs === null
              ? text('monitor.neverUsed')
              : text('monitor.ago', { time: formatAge(Math.max(0, atMs - lastUsedAtMs)) })
          }
        />
        <Figure label={text('monitor.lent')} value={formatCount(acquireCount)} />
        <Figure label={text('monitor.statements')} value={formatCount(queryCount)} />
        <Figure label={text('monitor.failedStatements')} value={formatCount(errorCount)} />
        <Figure label={text('monitor.keptOpen')} value={pool.target} />
      </dl>
    </section>
  )
}
