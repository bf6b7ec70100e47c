import type { AlertInfo } from '../../../contract/alerts.ts'
import { api } from '../../api/api.ts'
import { currentHost } from '../../app/hostStore.ts'
import { text } from '../../text/text.ts'
import { changeToast, toast } from '../../ui/toast.ts'
import { showPool } from '../showPool.ts'
import { followAlerts } from './alertsStore.ts'
import { describeAlert } from './describeAlert.ts'

/** Follows the alerts, and tells those that are to be told, until the window ends. */
export function tellAlerts(): void {
  followAlerts(({ raised, all }) => {
    raised.filter(({ rule }) => rule.notifies).forEach(tell)
    for (const alert of all)
      changeToast(aboutAlert(alert), alert.untilMs === null ? wordingOf(alert) : null)
  })
  api.subscribe('alerts.opened', {}, ({ poolId }) => showPool(poolId))
}

const aboutAlert = ({ id }: AlertInfo): string => `alert ${id}`

const wordingOf = (alert: AlertInfo): string => `${alert.poolName}: ${describeAlert(alert, text)}`

/** Who looks at the window sees it there; who does not, on the desktop. */
function tell(alert: AlertInfo): void {
  const title = text('monitor.alertTitle', { name: alert.poolName })
  const body = describeAlert(alert, text)
  if (document.hasFocus())
    return toast(wordingOf(alert), alert.rule.severity, { about: aboutAlert(alert) })
  if (currentHost()?.hasNotifications) {
    // Where it cannot be shown, the mark in the window has to do.
    void api.call('alerts.notify', { alertId: alert.id, title, body }).catch(() => {})
    return
  }
  if (notificationPermission() !== 'granted') return
  // The tag has the browser show it once however many windows there are.
  const notification = new Notification(title, { body, tag: alert.id })
  notification.addEventListener('click', () => {
    window.focus()
    showPool(alert.poolId)
    notification.close()
  })
}

/** Whether the browser shows notifications of this page; `unsupported` where it has none. */
export const notificationPermission = (): NotificationPermission | 'unsupported' =>
  'Notification' in window ? Notification.permission : 'unsupported'
