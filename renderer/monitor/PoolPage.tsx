import { EnvironmentMark } from '../app/EnvironmentMark.tsx'
import { useDriver, useProfile } from '../app/profilesStore.ts'
import { useText } from '../text/text.ts'
import type { PoolStats } from '../../contract/pools.ts'
import { AlertMark } from './alerts/AlertMark.tsx'
import { PoolAlerts } from './alerts/PoolAlerts.tsx'
import { BreakerBanner } from './BreakerBanner.tsx'
import { ErrorList } from './ErrorList.tsx'
import { KeptAnswers } from './KeptAnswers.tsx'
import { LatencyPanels } from './LatencyPanels.tsx'
import { LeakList } from './LeakList.tsx'
import { LeaseList } from './LeaseList.tsx'
import type { OverviewRow } from './overviewRows.ts'
import { PoolActions } from './PoolActions.tsx'
import { PoolBar } from './PoolBar.tsx'
import { PoolCharts } from './PoolCharts.tsx'
import { PoolFigures } from './PoolFigures.tsx'
import styles from './PoolPage.module.css'
import { PoolState } from './PoolState.tsx'
import { PoolTimeline } from './PoolTimeline.tsx'
import { SlowStatements } from './SlowStatements.tsx'
import { UsageList } from './UsageList.tsx'
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
          <AlertMark poolId={row.poolId} />
          <span className={styles.spacer} />
          <PoolActions row={row} />
        </header>
        {stats ? (
          <>
            <BreakerBanner pool={stats} />
            <PoolAlerts poolId={row.poolId} />
            <LeakList pool={stats} />
            <PoolBar pool={stats} />
            <PoolFigures pool={stats} />
          </>
        ) : (
          <p className={styles.closed}>{text('monitor.notOpenExplanation')}</p>
        )}
      </div>
      {stats ? (
        <OpenPool pool={stats} profileId={profileId} />
      ) : (
        <ClosedPool poolId={row.poolId} profileId={profileId} />
      )}
    </section>
  )
}

/** What was: how it came to its end, and what ran before. */
function ClosedPool({ poolId, profileId }: { poolId: string; profileId: string }) {
  return (
    <>
      <div className={styles.card}>
        <PoolCharts poolId={poolId} stats={null} />
      </div>
      <div className={styles.column}>
        <PoolTimeline poolId={poolId} profileId={profileId} />
        <SlowStatements poolId={poolId} profileId={profileId} />
      </div>
    </>
  )
}

function OpenPool({ pool, profileId }: { pool: PoolStats; profileId: string }) {
  const { poolId } = pool
  return (
    <>
      <div className={styles.column}>
        <LeaseList poolId={poolId} />
        <WaitingList poolId={poolId} />
      </div>
      <div className={styles.card}>
        <PoolCharts poolId={poolId} stats={pool} />
      </div>
      <LatencyPanels pool={pool} />
      <div className={styles.column}>
        <SlowStatements poolId={poolId} profileId={profileId} />
      </div>
      <div className={styles.lists}>
        <PoolTimeline poolId={poolId} profileId={profileId} />
        <div className={styles.column}>
          <ErrorList pool={pool} />
          <UsageList pool={pool} />
          <KeptAnswers poolId={poolId} />
        </div>
      </div>
    </>
  )
}
