/** What an alert can watch, and its unit; a `state` is 1 while it is so and 0 otherwise. */
export const alertMetrics = {
  breakerOpen: 'state',
  waiting: 'count',
  utilisationPercent: 'percent',
  acquireP95Ms: 'ms',
  queryP99Ms: 'ms',
  errorPercent: 'percent',
  queriesPerSecond: 'rate',
  leakCount: 'count',
  idleInTransactionS: 's',
} as const satisfies Record<string, AlertUnit>
export type AlertMetric = keyof typeof alertMetrics
export type AlertUnit = 'state' | 'count' | 'percent' | 'ms' | 's' | 'rate'
