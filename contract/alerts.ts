import { z } from 'zod'
import { alertMetrics, type AlertMetric } from './alertMetrics.ts'
import { type } from './contract.ts'
import type { PoolStats } from './pools.ts'

/** The figure that a metric names; null: nothing happened of late that it could be taken from. */
export function readAlertMetric(metric: AlertMetric, stats: PoolStats): number | null {
  switch (metric) {
    case 'breakerOpen':
      return stats.breaker.state === 'closed' ? 0 : 1
    case 'utilisationPercent':
      return stats.utilisationRatio * 100
    case 'acquireP95Ms':
      return stats.acquireWait?.p95Ms ?? null
    case 'queryP99Ms':
      return stats.queryLatency?.p99Ms ?? null
    case 'errorPercent':
      return stats.errorRatio * 100
    case 'idleInTransactionS':
      return stats.idleInTransactionMs === null ? null : stats.idleInTransactionMs / 1_000
    default:
      return stats[metric]
  }
}

/** `isAbove`: raised beyond the threshold upwards, else downwards. */
export const alertRuleSchema = z
  .object({
    id: z.string().min(1).max(100),
    metric: z.enum(Object.keys(alertMetrics) as [AlertMetric, ...AlertMetric[]]),
    isAbove: z.boolean(),
    threshold: z.number().min(0).max(1e9),
    /** Cleared only once the figure is here again: between the two nothing changes. */
    clearAt: z.number().min(0).max(1e9),
    /** How long the figure stays beyond before it is raised, and back before it is cleared. */
    forS: z.number().min(0).max(86_400),
    /** Null: every pool. */
    poolId: z.string().nullable(),
    severity: z.enum(['warning', 'error']),
    isEnabled: z.boolean(),
    /** Also on the desktop. */
    notifies: z.boolean(),
  })
  .refine(
    ({ isAbove, threshold, clearAt }) => (isAbove ? clearAt <= threshold : clearAt >= threshold),
    { path: ['clearAt'], error: 'It would be cleared while it is still beyond the threshold.' },
  )
export type AlertRule = z.output<typeof alertRuleSchema>

/** One time that a rule was met by a pool. `rule` is as it was then. */
export type AlertInfo = {
  id: string
  rule: AlertRule
  poolId: string
  poolName: string
  /** Since when the figure was beyond the threshold. */
  sinceMs: number
  /** Null: it still is. */
  untilMs: number | null
  /** The figure farthest beyond. */
  worst: number
  acknowledgedAtMs: number | null
}

/** A pool of which one wants to hear nothing for a while; its alerts are still listed. */
export type AlertMute = { poolId: string; untilMs: number }

export type AlertsState = {
  rules: AlertRule[]
  /** Those of now first, then those that ended, the latest first; at most 200. */
  alerts: AlertInfo[]
  mutes: AlertMute[]
}

export const alertCalls = {
  /** Adds a rule, or changes the one of the same id. */
  'alerts.saveRule': { request: z.object({ rule: alertRuleSchema }), response: type<void>() },
  'alerts.deleteRule': { request: z.object({ ruleId: z.string() }), response: type<void>() },
  /** Puts the rules that come with the program back as they were; others stay. */
  'alerts.restoreRules': { request: z.object({}), response: type<void>() },
  'alerts.acknowledge': { request: z.object({ alertId: z.string() }), response: type<void>() },
  /** Forgets the alerts that have ended. */
  'alerts.clearEnded': { request: z.object({}), response: type<void>() },
  /** `forMs` 0: no longer. */
  'alerts.mute': {
    request: z.object({ poolId: z.string(), forMs: z.number().min(0) }),
    response: type<void>(),
  },
  /** Shows an alert on the desktop, once however many windows ask. Needs `hasNotifications`. */
  'alerts.notify': {
    request: z.object({
      alertId: z.string(),
      title: z.string().max(200),
      body: z.string().max(1_000),
    }),
    response: type<void>(),
  },
}

export const alertEvents = {
  /** At once, and whenever something of it changes. */
  'alerts.changed': { filter: z.object({}), payload: type<AlertsState>() },
  /** A notification on the desktop was clicked. */
  'alerts.opened': { filter: z.object({}), payload: type<{ poolId: string }>() },
}
