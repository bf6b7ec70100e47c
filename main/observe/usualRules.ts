import type { AlertRule } from '../../contract/alerts.ts'

const usual = {
  isAbove: true,
  poolId: null,
  severity: 'warning',
  isEnabled: true,
  notifies: false,
} as const

/**
 * The rules that come with the program. They are for what lasts and asks for somebody: a slow
 * statement, one mistyped query or a burst raise none.
 */
export const usualRules: readonly AlertRule[] = [
  {
    ...usual,
    id: 'usual-breaker',
    metric: 'breakerOpen',
    threshold: 0,
    clearAt: 0,
    forS: 0,
    severity: 'error',
    notifies: true,
  },
  {
    ...usual,
    id: 'usual-waiting',
    metric: 'waiting',
    threshold: 0,
    clearAt: 0,
    forS: 30,
    notifies: true,
  },
  {
    ...usual,
    id: 'usual-utilisation',
    metric: 'utilisationPercent',
    threshold: 90,
    clearAt: 70,
    forS: 300,
  },
  {
    ...usual,
    id: 'usual-acquire',
    metric: 'acquireP95Ms',
    threshold: 1_000,
    clearAt: 500,
    // The figure is of the last minute: one long wait stays in it for that long.
    forS: 120,
  },
  { ...usual, id: 'usual-errors', metric: 'errorPercent', threshold: 50, clearAt: 20, forS: 180 },
  {
    ...usual,
    id: 'usual-idle',
    metric: 'idleInTransactionS',
    threshold: 300,
    clearAt: 300,
    forS: 0,
    notifies: true,
  },
  {
    ...usual,
    id: 'usual-leaks',
    metric: 'leakCount',
    threshold: 0,
    clearAt: 0,
    forS: 0,
    notifies: true,
  },
  {
    ...usual,
    id: 'usual-slow',
    metric: 'queryP99Ms',
    threshold: 30_000,
    clearAt: 10_000,
    forS: 60,
    isEnabled: false,
  },
]
