import { BookOpenText, PenLine } from 'lucide-react'
import { useMemo } from 'react'
import type { RoutingStatus, ServerStatus } from '../../contract/routing.ts'
import { useProfile } from '../app/profilesStore.ts'
import { useRouting } from '../app/useRouting.ts'
import { useSentence } from '../text/sentence.ts'
import { useText } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { formatAge, formatLatency } from './formatFigure.ts'
import { setPage } from './monitorStore.ts'
import type { OverviewRow } from './overviewRows.ts'
import pageStyles from './PoolPage.module.css'
import styles from './ServersPage.module.css'
import { routingEntry } from './timeline.ts'
import { Timeline } from './Timeline.tsx'
import { useNow } from '../ui/useNow.ts'

/** The servers of a profile: how each is, which takes the writes and the reads, and why. */
export function ServersPage({
  profileId,
  rows,
}: {
  profileId: string
  rows: readonly OverviewRow[]
}) {
  const text = useText()
  const profile = useProfile(profileId)
  const routing = useRouting(profileId)
  const lists = useMemo(() => routing && [routing.events.toReversed().map(routingEntry)], [routing])
  const mode = routing?.mode ?? profile?.routing.mode ?? 'local-only'
  return (
    <section
      className={pageStyles.page}
      aria-label={text('monitor.serversOf', { name: profile?.name ?? '' })}
    >
      <div className={pageStyles.card}>
        <header className={pageStyles.header}>
          <h2 className={pageStyles.name}>{profile?.name}</h2>
          <span className={pageStyles.driver}>{text(`connections.routingMode_${mode}`)}</span>
        </header>
        {routing && <RoutingBanner routing={routing} />}
        {routing ? (
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{text('connections.serverName')}</th>
                <th scope="col">{text('connections.serverRole')}</th>
                <th scope="col">{text('monitor.serverHealth')}</th>
                <th scope="col">{text('monitor.takesNow')}</th>
                <th scope="col" className={styles.number}>
                  {text('monitor.lag')}
                </th>
                <th scope="col" className={styles.number}>
                  {text('monitor.active')}
                </th>
                <th scope="col" className={styles.reason}>
                  {text('monitor.why')}
                </th>
              </tr>
            </thead>
            <tbody>
              {routing.servers.map((server) => (
                <ServerRow
                  key={server.poolId}
                  server={server}
                  row={rows.find(({ poolId }) => poolId === server.poolId)}
                />
              ))}
            </tbody>
          </table>
        ) : (
          <p className={pageStyles.closed}>
            {text(mode === 'local-only' ? 'monitor.serversUnused' : 'monitor.serversNotAsked')}
          </p>
        )}
      </div>
      {routing && <Timeline lists={lists} />}
    </section>
  )
}

/** The profile can only be read, or not even that. */
function RoutingBanner({ routing: { isReadOnly, servers } }: { routing: RoutingStatus }) {
  const text = useText()
  if (isReadOnly) return <Banner severity="warning">{text('monitor.readOnlyExplanation')}</Banner>
  const isAway = servers.every(({ health }) => health === 'down')
  return isAway ? <Banner severity="error">{text('monitor.allServersDown')}</Banner> : null
}

function ServerRow({ server, row }: { server: ServerStatus; row: OverviewRow | undefined }) {
  const text = useText()
  const say = useSentence()
  const { poolId, name, role, health, isActive, takesReads, lagMs, reason, sinceMs } = server
  const nowMs = useNow(true)
  return (
    <tr>
      <th scope="row">
        <button
          type="button"
          className={styles.open}
          onClick={() => setPage({ kind: 'pool', poolId })}
        >
          {name}
        </button>
      </th>
      <td>{text(role === 'primary' ? 'monitor.rolePrimary' : `connections.serverRole_${role}`)}</td>
      <td>
        <span className={styles.health} data-health={health}>
          {text(`monitor.serverHealth_${health}`)}
        </span>{' '}
        <span className={styles.since}>
          {text('monitor.since', { time: formatAge(Math.max(0, nowMs - sinceMs)) })}
        </span>
      </td>
      <td>
        <span className={styles.takes}>
          {isActive && (
            <span className={styles.mark} data-takes="writes">
              <PenLine size={12} aria-hidden />
              {text('monitor.takesWrites')}
            </span>
          )}
          {takesReads && (
            <span className={styles.mark} data-takes="reads">
              <BookOpenText size={12} aria-hidden />
              {text('monitor.takesReads')}
            </span>
          )}
          {!isActive && !takesReads && <span className={styles.since}>–</span>}
        </span>
      </td>
      <td className={styles.number}>{lagMs === null ? '–' : formatLatency(lagMs)}</td>
      <td className={styles.number}>{row?.stats ? `${row.stats.active} / ${row.max}` : '–'}</td>
      <td className={styles.reason} title={say(reason)}>
        {say(reason)}
      </td>
    </tr>
  )
}
