import { Clock } from 'lucide-react'
import { useConnectionState } from '../api/useConnectionState.ts'
import { useText } from '../text/text.ts'
import { PoolGauge } from './PoolGauge.tsx'
import { poolHealth, usePool, type PoolHealth } from './poolsStore.ts'
import styles from './StatusBar.module.css'
import { useCurrentProfile } from './useCurrentProfile.ts'

const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** How it goes with the connection of the tab in front. */
export function StatusBar() {
  const text = useText()
  const profile = useCurrentProfile()
  const pool = usePool(profile?.id ?? null)
  const connection = useConnectionState()
  const health = poolHealth(pool)
  return (
    <footer className={styles.bar} aria-label={text('shell.statusBar')} data-pane="status">
      {connection !== 'open' && (
        <span className={styles.item} data-health="unreachable">
          <span className={styles.dot} />
          {text(connection === 'lost' ? 'shell.lost' : 'shell.connecting')}
        </span>
      )}
      {profile && (
        <>
          <span className={styles.item} data-health={health}>
            <span className={styles.dot} />
            {profile.name}: {text(healthKeys[health])}
          </span>
          <PoolGauge profile={profile} pool={pool} />
        </>
      )}
      <span className={styles.spacer} />
      <span className={styles.item} title={text('shell.timeZone', { zone: timeZone })}>
        <Clock size={12} aria-hidden />
        {timeZone}
      </span>
    </footer>
  )
}

const healthKeys = {
  running: 'shell.connected',
  waiting: 'shell.connected',
  unreachable: 'shell.unreachable',
  closed: 'shell.notConnected',
} as const satisfies Record<PoolHealth, string>
