import { usePools } from '../app/poolsStore.ts'
import { useText } from '../text/text.ts'
import { Skeleton } from '../ui/Skeleton.tsx'
import { MonitorEmpty } from './MonitorEmpty.tsx'
import { setSpan, spansMinutes, useMonitor } from './monitorStore.ts'
import { PoolCard } from './PoolCard.tsx'
import styles from './PoolMonitor.module.css'

/** With more pools than this, cards begin closed: charts are for the few one looks at. */
const MOST_OPEN = 2

/** All open pools, live, one card each. */
export function PoolMonitor() {
  const pools = usePools()
  const openByPool = useMonitor((state) => state.openByPool)
  if (pools === null)
    return (
      <div className={styles.monitor}>
        <Skeleton height={160} />
      </div>
    )
  if (pools.length === 0) return <MonitorEmpty />
  const nowMs = Math.max(...pools.map(({ atMs }) => atMs))
  return (
    <div className={styles.monitor}>
      <header className={styles.header}>
        <SpanChoice />
      </header>
      {pools.map((pool) => (
        <PoolCard
          key={pool.poolId}
          pool={pool}
          isOpen={openByPool.get(pool.poolId) ?? pools.length <= MOST_OPEN}
          nowMs={nowMs}
        />
      ))}
    </div>
  )
}

function SpanChoice() {
  const text = useText()
  const chosen = useMonitor((state) => state.spanMinutes)
  return (
    <fieldset className={styles.spans}>
      <legend className="visually-hidden">{text('monitor.span')}</legend>
      {spansMinutes.map((minutes) => (
        <label key={minutes} className={styles.span}>
          <input
            type="radio"
            name="monitor-span"
            className="visually-hidden"
            checked={minutes === chosen}
            onChange={() => setSpan(minutes)}
          />
          {text('monitor.spanMinutes', { count: minutes })}
        </label>
      ))}
    </fieldset>
  )
}
