import { EnvironmentMark } from '../app/EnvironmentMark.tsx'
import { useDriver, useProfile } from '../app/profilesStore.ts'
import { useText } from '../text/text.ts'
import type { PoolStats } from '../../contract/pools.ts'
import { BreakerBanner } from './BreakerBanner.tsx'
import { ErrorList } from './ErrorList.tsx'
import { LatencyPanels } from './LatencyPanels.tsx'
import { LeaseList } from './LeaseList.tsx'
import { useMonitor } from './monitorStore.ts'
import type { OverviewRow } from './overviewRows.ts'
import { PoolActions } from './PoolActions.tsx'
import { PoolBar } from './PoolBar.tsx'
import { PoolCharts } from './PoolCharts.tsx'
import { PoolFigures } from './PoolFigures.tsx'
import styles from './PoolPage.module.css'
import { PoolState } from './PoolState.tsx'
import { PoolTimeline } from './PoolTimeline.tsx'
import { UsageList } from './UsageList.tsx'
import { usePoolSamples } from './usePoolSamples.ts'
import { WaitingList } from './WaitingList.tsx'

/** One pool: how it is, who has it, who waits, how long things took, what it decided and why. */
export function PoolPage({ row }: { row: OverviewRow }) {
  const text = useText()
  const { name, driverId, profileId, stats } = row
  const driver = useDriver(driverId)
  const environment = useProfile(profileId)?.environment ?? 'none'
  return (
    <section className={styles.page} aria-label={name}>
      <div className={styles.card}>
        <header className={styles.header}>
          <h2 className={styles.name}>{name}</h2>
          <span className={styles.driver}>{driver?.label}</span>
          <EnvironmentMark environment={environment} isShort />
          {stats && <PoolState pool={stats} />}
          <span className={styles.spacer} />
          <PoolActions row={row} />
        </header>
        {stats ? (
          <>
            <BreakerBanner pool={stats} />
            <PoolBar pool={stats} />
            <PoolFigures pool={stats} />
          </>
        ) : (
          <p className={styles.closed}>{text('monitor.notOpenExplanation')}</p>
        )}
      </div>
      {stats && <OpenPool pool={stats} profileId={profileId} />}
    </section>
  )
}

function OpenPool({ pool, profileId }: { pool: PoolStats; profileId: string }) {
  const { poolId, max, atMs } = pool
  const samples = usePoolSamples(poolId)
  const spanMs = useMonitor(({ spanMinutes }) => spanMinutes * 60_000)
  return (
    <>
      <div className={styles.lists}>
        <LeaseList poolId={poolId} />
        <WaitingList poolId={poolId} />
      </div>
      <div className={styles.card}>
        <PoolCharts samples={samples} max={max} fromMs={atMs - spanMs} toMs={atMs} />
      </div>
      <LatencyPanels pool={pool} />
      <div className={styles.lists}>
        <PoolTimeline poolId={poolId} profileId={profileId} />
        <div className={styles.column}>
          <ErrorList pool={pool} />
          <UsageList pool={pool} />
        </div>
      </div>
    </>
  )
}
