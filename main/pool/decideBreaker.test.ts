import { expect, test } from 'vitest'
import { decideBreaker, type BreakerFacts } from './decideBreaker.ts'

const down: BreakerFacts = {
  nowMs: 10_000,
  answering: 0,
  isResting: true,
  outage: { failureCount: 5, sinceMs: 7_000, isSilent: false },
}

test('opens after five failures over three seconds, and tries when the rest is over', () => {
  expect(decideBreaker(down)).toEqual({
    state: 'open',
    reason: '5 attempts failed within 3,000 ms',
  })
  expect(decideBreaker({ ...down, isResting: false }).state).toBe('half-open')
})

test('stays closed while it is not sure, and while connections answer', () => {
  const state = (facts: Partial<BreakerFacts>) => decideBreaker({ ...down, ...facts }).state
  expect(state({ outage: null })).toBe('closed')
  expect(state({ outage: { failureCount: 4, sinceMs: 0, isSilent: false } })).toBe('closed')
  expect(state({ outage: { failureCount: 50, sinceMs: 7_001, isSilent: false } })).toBe('closed')
  expect(state({ answering: 1 })).toBe('closed')
})

test('opens after two attempts that met silence: each has waited for long', () => {
  const state = (failureCount: number) =>
    decideBreaker({ ...down, outage: { failureCount, sinceMs: 7_000, isSilent: true } }).state
  expect([state(1), state(2)]).toEqual(['closed', 'open'])
})
