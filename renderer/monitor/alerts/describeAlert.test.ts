import { expect, test } from 'vitest'
import type { AlertInfo } from '../../../contract/alerts.ts'
import { text } from '../../text/text.ts'
import { describeAlert, describeRule } from './describeAlert.ts'

const rule = { metric: 'waiting', isAbove: true, threshold: 0, forS: 30 } as const

test('a rule is said as one would', () => {
  expect(describeRule(rule, text)).toBe('Waiting requests above 0 for 30 s')
  expect(
    describeRule({ ...rule, metric: 'utilisationPercent', threshold: 90, forS: 0 }, text),
  ).toBe('Utilisation above 90 %')
  expect(describeRule({ ...rule, metric: 'acquireP95Ms', threshold: 1_000, forS: 120 }, text)).toBe(
    'Acquire wait p95 above 1 s for 2 min',
  )
  expect(describeRule({ ...rule, metric: 'queriesPerSecond', isAbove: false }, text)).toBe(
    'Queries per second below 0 for 30 s',
  )
  expect(describeRule({ ...rule, metric: 'breakerOpen', forS: 0 }, text)).toBe(
    'Server out of reach (breaker open)',
  )
})

test('an alert tells the figure it found, in its unit', () => {
  const alert = { rule: { ...rule, metric: 'idleInTransactionS' }, worst: 312 } as AlertInfo
  expect(describeAlert(alert, text)).toBe('Idle in transaction: 5 min 12 s')
})
