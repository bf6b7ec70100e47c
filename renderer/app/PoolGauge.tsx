import type { PoolStats } from '../../contract/pools.ts'
import type { Profile } from '../../contract/profiles.ts'
import { showPool } from '../monitor/showPool.ts'
import { useText } from '../text/text.ts'
import { poolHealth } from './poolsStore.ts'
import styles from './PoolGauge.module.css'
import { sparkline } from './sparkline.ts'
import { useRecentActive } from './useRecentActive.ts'

const WIDTH = 48
const HEIGHT = 12

/** The pool of the tab in front, always in sight; a click shows it in the monitor. */
export function PoolGauge({ profile, pool }: { profile: Profile; pool: PoolStats | null }) {
  const text = useText()
  const { name } = profile
  const active = pool?.active ?? 0
  const waiting = pool?.waiting ?? 0
  const max = pool?.max ?? profile.pool.max
  const recent = useRecentActive(profile.id)
  return (
    <button
      type="button"
      className={styles.gauge}
      data-health={poolHealth(pool)}
      title={
        pool
          ? text('shell.poolGauge', { name, active, max, waiting })
          : text('shell.poolGaugeClosed', { name })
      }
      onClick={() => showPool(profile.id)}
    >
      <span>{text('shell.pool')}</span>
      <span className={styles.numbers}>
        {active}/{max}
      </span>
      <svg width={WIDTH} height={HEIGHT} className={styles.line} aria-hidden>
        <polyline points={sparkline(recent, { width: WIDTH, height: HEIGHT, top: max })} />
      </svg>
      {waiting > 0 && (
        <span className={styles.waiting}>{text('shell.waiting', { count: waiting })}</span>
      )}
    </button>
  )
}
