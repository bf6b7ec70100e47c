import { expect, test } from 'vitest'
import { lifetimeDraft, lifetimeMs } from './lifetimeDraft.ts'

test('a time that is left stands in a unit in which it is a short number', () => {
  expect([900, 90_000, 7_100_000, 90_000_000, 864_000_000].map(lifetimeDraft)).toEqual([
    { amount: '1', unit: 'seconds' },
    { amount: '90', unit: 'seconds' },
    { amount: '118', unit: 'minutes' },
    { amount: '25', unit: 'hours' },
    { amount: '10', unit: 'days' },
  ])
})

test('only a time that can be set is one', () => {
  expect(lifetimeMs({ amount: ' 1.5 ', unit: 'hours' })).toBe(5_400_000)
  for (const amount of ['', '0', '-1', 'x', '1e9'])
    expect(lifetimeMs({ amount, unit: 'days' })).toBeNull()
})
