import { expect, test } from 'vitest'
import type { AlertInfo, AlertRule } from '../../../contract/alerts.ts'
import { raisedSince, unseenAlerts, worstOf } from './alertNews.ts'

const rule = { severity: 'warning' } as AlertRule
const alert = (id: string, changes: Partial<AlertInfo> = {}): AlertInfo => ({
  id,
  rule,
  poolId: 'orders',
  poolName: 'orders',
  sinceMs: 0,
  untilMs: null,
  worst: 1,
  acknowledgedAtMs: null,
  ...changes,
})
const state = (alerts: AlertInfo[], mutedPoolIds: string[] = []) => ({
  rules: [],
  alerts,
  mutes: mutedPoolIds.map((poolId) => ({ poolId, untilMs: 1 })),
})
const ids = (alerts: readonly AlertInfo[]) => alerts.map(({ id }) => id)

test('news is what was raised since, not what ended, was known or is muted', () => {
  const after = state(
    [alert('new'), alert('old'), alert('ended', { untilMs: 1 }), alert('quiet', { poolId: 'm' })],
    ['m'],
  )
  expect(ids(raisedSince(state([alert('old')]), after))).toEqual(['new'])
})

test('an alert asks to be looked at until it is acknowledged, muted or over', () => {
  const alerts = [
    alert('open'),
    alert('seen', { acknowledgedAtMs: 1 }),
    alert('ended', { untilMs: 1 }),
    alert('quiet', { poolId: 'm' }),
  ]
  expect(ids(unseenAlerts(state(alerts, ['m'])))).toEqual(['open'])
})

test('the worst of several is what is shown', () => {
  expect(worstOf([])).toBeNull()
  expect(worstOf([alert('a')])).toBe('warning')
  expect(worstOf([alert('a'), alert('b', { rule: { ...rule, severity: 'error' } })])).toBe('error')
})
