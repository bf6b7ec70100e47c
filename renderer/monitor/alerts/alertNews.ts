import type { AlertInfo, AlertsState } from '../../../contract/alerts.ts'

/** Alerts that are open now and were not there before, but for those of muted pools. */
export function raisedSince(before: AlertsState, { alerts, mutes }: AlertsState): AlertInfo[] {
  const known = new Set(before.alerts.map(({ id }) => id))
  const muted = new Set(mutes.map(({ poolId }) => poolId))
  return alerts.filter(
    ({ id, untilMs, poolId }) => untilMs === null && !known.has(id) && !muted.has(poolId),
  )
}

/** Open alerts that nobody has taken note of; those of muted pools ask for nothing. */
export function unseenAlerts({ alerts, mutes }: AlertsState): AlertInfo[] {
  const muted = new Set(mutes.map(({ poolId }) => poolId))
  return alerts.filter(
    ({ untilMs, acknowledgedAtMs, poolId }) =>
      untilMs === null && acknowledgedAtMs === null && !muted.has(poolId),
  )
}

/** The worse of the alerts; null: there are none. */
export const worstOf = (alerts: readonly AlertInfo[]): 'warning' | 'error' | null =>
  alerts.length === 0
    ? null
    : alerts.some(({ rule }) => rule.severity === 'error')
      ? 'error'
      : 'warning'
