import { ArrowDown, ArrowUp, Waypoints } from 'lucide-react'
import type { ReactNode } from 'react'
import { EnvironmentMark } from '../app/EnvironmentMark.tsx'
import { useDriver, useProfile } from '../app/profilesStore.ts'
import { useRouting } from '../app/useRouting.ts'
import { useText } from '../text/text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { ConfigPanel } from './ConfigPanel.tsx'
import { formatLatency, formatPercent, formatRate } from './formatFigure.ts'
import { MonitorEmpty } from './MonitorEmpty.tsx'
import { AlertMark } from './alerts/AlertMark.tsx'
import { AlertsButton } from './alerts/AlertsButton.tsx'
import { setPage, setSort, useMonitor } from './monitorStore.ts'
import { type OverviewColumn, overviewColumns, type OverviewRow, sortRows } from './overviewRows.ts'
import styles from './OverviewPage.module.css'
import pageStyles from './PoolMonitor.module.css'
import { PoolBar } from './PoolBar.tsx'
import { PoolState } from './PoolState.tsx'

/** All pools there are or could be, one line each, sorted as one likes; a click shows one. */
export function OverviewPage({ rows }: { rows: readonly OverviewRow[] }) {
  const text = useText()
  const sort = useMonitor((state) => state.sort)
  if (rows.length === 0) return <MonitorEmpty />
  return (
    <div className={pageStyles.monitor}>
      <header className={pageStyles.header}>
        <h2 className={styles.heading}>{text('monitor.allPools')}</h2>
        <span className={pageStyles.spacer} />
        <AlertsButton />
      </header>
      <section className={styles.card} aria-label={text('monitor.allPools')}>
        <table className={styles.table}>
          <thead>
            <tr>
              {overviewColumns.map((column) => (
                <SortableHead key={column} column={column} />
              ))}
            </tr>
          </thead>
          <tbody>
            {sortRows(rows, sort).map((row) => (
              <PoolRow key={row.poolId} row={row} />
            ))}
          </tbody>
        </table>
      </section>
      <ConfigPanel />
    </div>
  )
}

function SortableHead({ column }: { column: OverviewColumn }) {
  const text = useText()
  const { column: sorted, isDescending } = useMonitor((state) => state.sort)
  const isSorted = sorted === column
  const Arrow = isDescending ? ArrowDown : ArrowUp
  return (
    <th
      scope="col"
      className={styles[column]}
      aria-sort={isSorted ? (isDescending ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        className={styles.sort}
        // Of names the first letters, of figures the largest are what one looks for first.
        onClick={() =>
          setSort({ column, isDescending: isSorted ? !isDescending : column !== 'name' })
        }
      >
        {text(`monitor.column_${column}`)}
        {isSorted && <Arrow size={12} aria-hidden />}
      </button>
    </th>
  )
}

function PoolRow({ row: { poolId, profileId, name, driverId, max, stats } }: { row: OverviewRow }) {
  const text = useText()
  const driver = useDriver(driverId)
  const profile = useProfile(profileId)
  const none = <span className={styles.none}>–</span>
  const figure = (column: OverviewColumn, shown: ReactNode, state?: 'warning' | 'error') => (
    <td className={styles[column]} data-state={state}>
      {stats ? shown : none}
    </td>
  )
  return (
    <tr className={styles.row}>
      <th scope="row" className={styles.name}>
        <div className={styles.names}>
          <button
            type="button"
            className={styles.open}
            title={`${name} · ${driver?.label ?? driverId}`}
            onClick={() => setPage({ kind: 'pool', poolId })}
          >
            {name}
          </button>
          <EnvironmentMark environment={profile?.environment ?? 'none'} isShort />
          <AlertMark poolId={poolId} />
          {profile?.routing && profile.routing.servers.length > 0 && poolId === profileId && (
            <RoutingMark profileId={profileId} name={name} />
          )}
        </div>
      </th>
      <td className={styles.state}>
        {stats ? <PoolState pool={stats} /> : <span>{text('monitor.stateNotOpen')}</span>}
      </td>
      <td className={styles.utilisation}>
        <div className={styles.gauge}>
          <PoolBar pool={stats ?? { active: 0, idle: 0, creating: 0, waiting: 0, max }} />
          <span className={styles.share}>
            {stats?.active ?? 0} / {max}
          </span>
        </div>
      </td>
      {figure('waiting', stats?.waiting, stats?.waiting ? 'warning' : undefined)}
      {figure('qps', formatRate(stats?.queriesPerSecond ?? 0))}
      {figure('latency', stats?.queryLatency ? formatLatency(stats.queryLatency.p95Ms) : none)}
      {figure(
        'errors',
        formatPercent(stats?.errorRatio ?? 0),
        stats?.errorRatio ? 'error' : undefined,
      )}
    </tr>
  )
}

/** To the servers of a profile that has several; in amber where no server takes writes. */
function RoutingMark({ profileId, name }: { profileId: string; name: string }) {
  const text = useText()
  const isReadOnly = useRouting(profileId)?.isReadOnly ?? false
  return (
    <span className={styles.routing} data-read-only={isReadOnly || undefined}>
      {isReadOnly && text('monitor.readOnlyNow')}
      <IconButton
        icon={Waypoints}
        size="small"
        label={text('monitor.showServers', { name })}
        onClick={() => setPage({ kind: 'servers', profileId })}
      />
    </span>
  )
}
