import { Bell, BellOff, BellRing, Check, CircleAlert, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { AlertInfo } from '../../../contract/alerts.ts'
import { useHost } from '../../app/hostStore.ts'
import { useText } from '../../text/text.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { act } from '../act.ts'
import { formatAge } from '../formatFigure.ts'
import { setPage } from '../monitorStore.ts'
import styles from './AlertsPage.module.css'
import { useAlerts } from './alertsStore.ts'
import { describeAlert, describeRule } from './describeAlert.ts'
import { muteEntries } from './muteEntries.ts'
import { notificationPermission } from './notifyAlerts.ts'
import { RuleList } from './RuleList.tsx'
import { Menu } from '../../ui/Menu.tsx'

/** What was found worth a look, now and lately, and by which rules. */
export function AlertsPage() {
  const text = useText()
  const { alerts } = useAlerts()
  const hasEnded = alerts.some(({ untilMs }) => untilMs !== null)
  return (
    <>
      <section className={styles.card} aria-label={text('monitor.alerts')}>
        <header className={styles.header}>
          <h2 className={styles.heading}>{text('monitor.alerts')}</h2>
          <span className={styles.spacer} />
          {hasEnded && (
            <Button variant="quiet" onClick={() => act('alerts.clearEnded', {})}>
              {text('monitor.clearEnded')}
            </Button>
          )}
        </header>
        {alerts.length === 0 ? <NoAlerts /> : <AlertTable alerts={alerts} />}
        <DesktopNote />
      </section>
      <RuleList />
    </>
  )
}

function AlertTable({ alerts }: { alerts: readonly AlertInfo[] }) {
  const text = useText()
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{text('monitor.alertWhat')}</th>
          <th scope="col" className={styles.pool}>
            {text('monitor.alertPool')}
          </th>
          <th scope="col" className={styles.moment}>
            {text('monitor.alertSince')}
          </th>
          <th scope="col" className={styles.moment}>
            {text('monitor.alertUntil')}
          </th>
          <th scope="col" className={styles.buttons}>
            <span className="visually-hidden">{text('monitor.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {alerts.map((alert) => (
          <AlertRow key={alert.id} alert={alert} />
        ))}
      </tbody>
    </table>
  )
}

function AlertRow({ alert }: { alert: AlertInfo }) {
  const text = useText()
  const isMuted = useAlerts(({ mutes }) => mutes.some(({ poolId }) => poolId === alert.poolId))
  const { rule, poolId, poolName, sinceMs, untilMs, acknowledgedAtMs } = alert
  const isOpen = untilMs === null
  const Icon = rule.severity === 'error' ? CircleAlert : TriangleAlert
  return (
    <tr className={styles.row} data-open={isOpen || undefined} data-severity={rule.severity}>
      <td title={describeRule(rule, text)}>
        <span className={styles.what}>
          <Icon size={14} aria-label={text(`monitor.severity_${rule.severity}`)} />
          {describeAlert(alert, text)}
        </span>
      </td>
      <td className={styles.pool}>
        <button
          type="button"
          className={styles.link}
          title={poolName}
          onClick={() => setPage({ kind: 'pool', poolId })}
        >
          {poolName}
        </button>
      </td>
      <td className={styles.moment}>{momentOf(sinceMs)}</td>
      <td className={styles.moment}>
        {isOpen
          ? text('monitor.alertStill')
          : `${momentOf(untilMs)} (${formatAge(untilMs - sinceMs)})`}
      </td>
      <td className={styles.buttons}>
        {isOpen && (
          <>
            {acknowledgedAtMs === null ? (
              <IconButton
                icon={Check}
                size="small"
                label={text('monitor.acknowledge', { name: poolName })}
                onClick={() => act('alerts.acknowledge', { alertId: alert.id })}
              />
            ) : (
              <span className={styles.seen}>{text('monitor.acknowledged')}</span>
            )}
            <Menu
              align="end"
              trigger={
                <IconButton
                  icon={isMuted ? BellOff : Bell}
                  size="small"
                  label={text(isMuted ? 'monitor.muted' : 'monitor.mute', { name: poolName })}
                />
              }
              entries={muteEntries(poolId, isMuted, text)}
            />
          </>
        )}
      </td>
    </tr>
  )
}

/** Says what an alert would look like. */
function NoAlerts() {
  const text = useText()
  return (
    <div className={styles.none}>
      <p>{text('monitor.noAlerts')}</p>
      <p className={styles.example} aria-hidden>
        <TriangleAlert size={14} />
        <span>{text('monitor.exampleAlert')}</span>
      </p>
    </div>
  )
}

/** Whether alerts come to the desktop, and how they do. */
function DesktopNote() {
  const text = useText()
  const isOfHost = useHost()?.hasNotifications ?? false
  const [permission, setPermission] = useState(notificationPermission)
  const state = isOfHost ? 'granted' : permission
  return (
    <p className={styles.note}>
      <BellRing size={14} aria-hidden />
      <span>{text(`monitor.desktop_${state}`)}</span>
      {state === 'default' && (
        <Button onClick={() => void Notification.requestPermission().then(setPermission)}>
          {text('monitor.allowDesktop')}
        </Button>
      )}
    </p>
  )
}

const momentOf = (atMs: number): string =>
  new Date(atMs).toLocaleString(document.documentElement.lang || undefined, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
