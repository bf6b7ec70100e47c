import { expect, test } from 'vitest'
import { alertRuleSchema } from '../../../contract/alerts.ts'
import { draftOf, newRule, ruleOf, withMetric } from './ruleDraft.ts'

const draft = draftOf(newRule('mine'))

test('what was typed becomes a rule that main takes', () => {
  const typed = ruleOf({ ...draft, threshold: ' 7 ', clearAt: '2.5', forS: '0' })
  expect(typed).toEqual({ rule: { ...newRule('mine'), threshold: 7, clearAt: 2.5, forS: 0 } })
  expect(alertRuleSchema.safeParse('rule' in typed && typed.rule).success).toBe(true)
})

test('what is wrong is told at its field', () => {
  expect(ruleOf({ ...draft, threshold: '', forS: '100000' })).toEqual({
    problems: { threshold: 'number', forS: 'number' },
  })
  expect(ruleOf({ ...draft, threshold: '2', clearAt: '5' })).toEqual({
    problems: { clearAt: 'clearAt' },
  })
  expect(ruleOf({ ...draft, isAbove: false, threshold: '5', clearAt: '2' })).toEqual({
    problems: { clearAt: 'clearAt' },
  })
})

test('a metric of another unit brings limits that fit it, one of the same keeps them', () => {
  expect(withMetric(draft, 'leakCount')).toMatchObject({ threshold: '5', clearAt: '2' })
  expect(withMetric(draft, 'utilisationPercent')).toMatchObject({ threshold: '90', clearAt: '70' })
  expect(withMetric({ ...draft, isAbove: false }, 'breakerOpen')).toMatchObject({
    isAbove: true,
    threshold: '0',
  })
})
