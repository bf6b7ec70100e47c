import type { PoolStats } from '../../contract/pools.ts'
import { useText } from '../text/text.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import styles from './MonitorEmpty.module.css'
import { PoolBar } from './PoolBar.tsx'

const example: Pick<PoolStats, 'active' | 'idle' | 'creating' | 'waiting' | 'max'> = {
  active: 5,
  idle: 0,
  creating: 0,
  waiting: 2,
  max: 5,
}

/** Nothing to watch yet: says when there will be, and what it will look like. */
export function MonitorEmpty() {
  const text = useText()
  return (
    <EmptyState title={text('monitor.emptyTitle')}>
      <p>{text('monitor.emptyBody')}</p>
      <div className={styles.example} aria-hidden>
        <p className={styles.name}>{text('monitor.exampleName')}</p>
        <PoolBar pool={example} />
        <p className={styles.words}>{text('monitor.exampleWords')}</p>
      </div>
    </EmptyState>
  )
}
