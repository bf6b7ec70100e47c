import type { PoolStats } from '../../contract/pools.ts'
import styles from './PoolBar.module.css'

/** Connections as parts of the most there may be; who waits stands beyond the end. */
export function PoolBar({
  pool: { active, idle, creating, waiting, max },
}: {
  pool: Pick<PoolStats, 'active' | 'idle' | 'creating' | 'waiting' | 'max'>
}) {
  const free = Math.max(0, max - active - idle - creating)
  return (
    <div className={styles.bar} aria-hidden>
      <div className={styles.slots}>
        <span className={styles.active} style={{ flexGrow: active }} />
        <span className={styles.idle} style={{ flexGrow: idle }} />
        <span className={styles.creating} style={{ flexGrow: creating }} />
        <span className={styles.free} style={{ flexGrow: free }} />
      </div>
      {waiting > 0 && (
        <span className={styles.waiting} style={{ flexGrow: Math.min(waiting / max, 1) }} />
      )}
    </div>
  )
}
