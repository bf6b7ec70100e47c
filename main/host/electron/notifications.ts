import { Notification } from 'electron'
import type { HostHooks } from '../../rpc/buildServices.ts'

/** Notifications of the desktop; undefined where it has none. A click brings the window forward. */
export function desktopNotifications(showWindow: () => void): HostHooks['notify'] {
  if (!Notification.isSupported()) return undefined
  // One that nobody holds is collected, and then a click on it does nothing.
  const shown = new Set<Notification>()
  return ({ title, body, onClick }) => {
    const notification = new Notification({ title, body })
    shown.add(notification)
    notification.once('close', () => shown.delete(notification))
    notification.once('click', () => {
      shown.delete(notification)
      showWindow()
      onClick()
    })
    notification.show()
  }
}
