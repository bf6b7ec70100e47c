import { ChevronLeft } from 'lucide-react'
import { errorLine } from '../text/errorInLanguage.ts'
import { useText } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { AlertsButton } from './alerts/AlertsButton.tsx'
import { AlertsPage } from './alerts/AlertsPage.tsx'
import { setPage, setSpan, spans, useMonitor } from './monitorStore.ts'
import { OverviewPage } from './OverviewPage.tsx'
import type { OverviewRow } from './overviewRows.ts'
import styles from './PoolMonitor.module.css'
import { PoolPage } from './PoolPage.tsx'
import { ServersPage } from './ServersPage.tsx'
import { useOverview } from './useOverview.ts'

/** All pools at a glance, and each on a page of its own, live. */
export function PoolMonitor() {
  const page = useMonitor((state) => state.page)
  const { rows, error } = useOverview()
  if (rows === null)
    return (
      <div className={styles.monitor}>
        {error ? <Banner severity="error">{errorLine(error)}</Banner> : <Skeleton height={160} />}
      </div>
    )
  if (page.kind === 'alerts')
    return (
      <div className={styles.monitor}>
        <header className={styles.header}>
          <BackButton />
        </header>
        <AlertsPage />
      </div>
    )
  const current = rows.filter((row) => isOn(row, page))
  if (page.kind === 'overview' || current.length === 0) return <OverviewPage rows={rows} />
  const { profileId } = current[0]!
  const siblings = rows.filter((row) => row.profileId === profileId)
  return (
    <div className={styles.monitor}>
      <header className={styles.header}>
        <BackButton />
        {siblings.length > 1 && <ServerChoice siblings={siblings} />}
        <span className={styles.spacer} />
        <AlertsButton />
        {page.kind === 'pool' && <SpanChoice />}
      </header>
      {page.kind === 'servers' ? (
        <ServersPage key={profileId} profileId={profileId} rows={siblings} />
      ) : (
        <PoolPage key={page.poolId} row={current[0]!} />
      )}
    </div>
  )
}

function BackButton() {
  const text = useText()
  return (
    <Button variant="quiet" icon={ChevronLeft} onClick={() => setPage({ kind: 'overview' })}>
      {text('monitor.allPools')}
    </Button>
  )
}

const isOn = (row: OverviewRow, page: ReturnType<typeof useMonitor.getState>['page']): boolean =>
  (page.kind === 'pool' && row.poolId === page.poolId) ||
  (page.kind === 'servers' && row.profileId === page.profileId)

const SERVERS = 'servers'

/** From one server's pool to the next, and to how they share the work. */
function ServerChoice({ siblings }: { siblings: readonly OverviewRow[] }) {
  const text = useText()
  const page = useMonitor((state) => state.page)
  const { profileId } = siblings[0]!
  return (
    <Choice
      label={text('monitor.serverShown')}
      value={page.kind === 'pool' ? page.poolId : SERVERS}
      options={[
        { value: SERVERS, label: text('monitor.servers') },
        ...siblings.map(({ poolId, serverName }) => ({ value: poolId, label: serverName })),
      ]}
      onChange={(chosen) =>
        setPage(
          chosen === SERVERS ? { kind: 'servers', profileId } : { kind: 'pool', poolId: chosen },
        )
      }
    />
  )
}

function SpanChoice() {
  const text = useText()
  const chosen = useMonitor((state) => state.spanMs)
  return (
    <Choice
      label={text('monitor.span')}
      value={chosen}
      options={spans.map(({ name, spanMs }) => ({
        value: spanMs,
        label: text(`monitor.span_${name}`),
      }))}
      onChange={setSpan}
    />
  )
}
