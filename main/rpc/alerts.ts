import type { alertCalls, alertEvents } from '../../contract/alerts.ts'
import type { EventSources, Handlers } from '../../contract/contract.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type { AlertService } from '../observe/AlertService.ts'
import type { HostHooks } from './HostHooks.ts'

export const alertHandlers = (
  alerts: AlertService,
  { notify }: HostHooks,
): Handlers<typeof alertCalls> => ({
  'alerts.saveRule': ({ rule }) => alerts.saveRule(rule),
  'alerts.deleteRule': ({ ruleId }) => alerts.deleteRule(ruleId),
  'alerts.restoreRules': () => alerts.restoreRules(),
  'alerts.acknowledge': ({ alertId }) => alerts.acknowledge(alertId),
  'alerts.clearEnded': () => alerts.clearEnded(),
  'alerts.mute': ({ poolId, forMs }) => alerts.mute(poolId, forMs),
  'alerts.notify': ({ alertId, title, body }) => {
    if (!notify)
      throw new WorkbenchError('unsupported', 'Here the window shows notifications itself.')
    alerts.notifyOnce(alertId, (poolId) =>
      notify({ title, body, onClick: () => alerts.open(poolId) }),
    )
  },
})

export const alertSources = (alerts: AlertService): EventSources<typeof alertEvents> => ({
  'alerts.changed': (_filter, emit) => {
    emit(alerts.state())
    return alerts.onChanged(emit)
  },
  'alerts.opened': (_filter, emit) => alerts.onOpened((poolId) => emit({ poolId })),
})
