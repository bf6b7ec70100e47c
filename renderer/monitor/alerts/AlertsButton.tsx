import { Bell, BellRing } from 'lucide-react'
import { useText } from '../../text/text.ts'
import { Button } from '../../ui/Button.tsx'
import { setPage } from '../monitorStore.ts'
import styles from './AlertMark.module.css'
import { unseenAlerts, worstOf } from './alertNews.ts'
import { useAlerts } from './alertsStore.ts'

/** To the alerts, with how many ask to be looked at. */
export function AlertsButton() {
  const text = useText()
  const unseen = unseenAlerts(useAlerts())
  return (
    <Button
      variant="quiet"
      icon={unseen.length > 0 ? BellRing : Bell}
      className={styles.button}
      data-severity={worstOf(unseen) ?? undefined}
      onClick={() => setPage({ kind: 'alerts' })}
    >
      {unseen.length > 0
        ? text('monitor.alertsCount', { count: unseen.length })
        : text('monitor.alerts')}
    </Button>
  )
}
