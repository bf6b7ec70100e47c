import { BellOff, BellRing } from 'lucide-react'
import { useText } from '../../text/text.ts'
import { Tooltip } from '../../ui/Tooltip.tsx'
import styles from './AlertMark.module.css'
import { worstOf } from './alertNews.ts'
import { useAlerts } from './alertsStore.ts'
import { describeAlert } from './describeAlert.ts'

/** That a pool has alerts now, or is not to be heard of; nothing where there is neither. */
export function AlertMark({ poolId }: { poolId: string }) {
  const text = useText()
  const { alerts, mutes } = useAlerts()
  const own = alerts.filter((alert) => alert.poolId === poolId && alert.untilMs === null)
  const isMuted = mutes.some((mute) => mute.poolId === poolId)
  if (own.length === 0 && !isMuted) return null
  const Icon = isMuted ? BellOff : BellRing
  const label =
    own.length === 0
      ? text('monitor.mutedMark')
      : text('monitor.alertMark', {
          what: own.map((alert) => describeAlert(alert, text)).join(', '),
        })
  return (
    <Tooltip label={label}>
      <span
        role="img"
        aria-label={label}
        className={styles.mark}
        data-severity={isMuted ? undefined : (worstOf(own) ?? undefined)}
      >
        <Icon size={14} aria-hidden />
      </span>
    </Tooltip>
  )
}
