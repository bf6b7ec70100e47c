import type { AlertInfo } from '../../../contract/alerts.ts'
import { useText } from '../../text/text.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { act } from '../act.ts'
import { useAlerts } from './alertsStore.ts'
import { describeAlert, describeRule } from './describeAlert.ts'

/** Told at the pool by other means, in more words. */
const TOLD_ELSEWHERE: ReadonlySet<AlertInfo['rule']['metric']> = new Set([
  'breakerOpen',
  'leakCount',
])

/** Alerts of a pool that nobody has taken note of yet. */
export function PoolAlerts({ poolId }: { poolId: string }) {
  const text = useText()
  const { alerts } = useAlerts()
  return alerts
    .filter(
      (alert) =>
        alert.poolId === poolId &&
        alert.untilMs === null &&
        alert.acknowledgedAtMs === null &&
        !TOLD_ELSEWHERE.has(alert.rule.metric),
    )
    .map((alert) => (
      <Banner
        key={alert.id}
        severity={alert.rule.severity}
        actions={
          <Button onClick={() => act('alerts.acknowledge', { alertId: alert.id })}>
            {text('monitor.acknowledgeShort')}
          </Button>
        }
      >
        {text('monitor.alertBanner', {
          what: describeAlert(alert, text),
          rule: describeRule(alert.rule, text),
        })}
      </Banner>
    ))
}
