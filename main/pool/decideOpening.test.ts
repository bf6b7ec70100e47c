import { expect, test } from 'vitest'
import { decideOpening, type OpeningFacts, restMs } from './decideOpening.ts'

const quiet: OpeningFacts = {
  total: 0,
  idle: 0,
  creating: 0,
  validating: 0,
  replacing: 0,
  waiting: 0,
  target: 0,
  room: 5,
  outage: null,
}

test.each<[string, Partial<OpeningFacts>, number]>([
  ['nobody waits and nothing is missing', {}, 0],
  ['one waits', { waiting: 1 }, 1],
  ['many wait: no more than three at once', { waiting: 50 }, 3],
  ['many wait and two are being opened already', { waiting: 50, creating: 2 }, 1],
  ['as many are being opened as wait', { waiting: 2, creating: 2 }, 0],
  ['one that is pinged may serve the waiter', { waiting: 1, validating: 1 }, 0],
  ['there is no room', { waiting: 5, room: 0 }, 0],
  ['max was lowered below what is open', { waiting: 5, room: -2 }, 0],
  ['below the minimum', { target: 2, total: 1 }, 1],
  ['the minimum is on its way', { target: 2, total: 1, creating: 1 }, 0],
  ['one of the minimum is past its lifetime', { target: 1, total: 1, replacing: 1 }, 1],
  ['the last attempt failed: one tries', { waiting: 9, outage: outage({}) }, 1],
  ['one tries already', { waiting: 9, creating: 1, outage: outage({}) }, 0],
  ['resting after a failure', { waiting: 9, outage: outage({ isResting: true }) }, 0],
  ['a lasting error and nobody waits', { target: 2, outage: outage({ isPermanent: true }) }, 0],
  ['a lasting error and somebody asks', { waiting: 1, outage: outage({ isPermanent: true }) }, 1],
])('%s', (_, facts, count) => {
  expect(decideOpening({ ...quiet, ...facts }).count).toBe(count)
})

test('says whether it is for waiters or for the minimum', () => {
  expect(decideOpening({ ...quiet, waiting: 3 }).reason).toBe('3 waiting')
  expect(decideOpening({ ...quiet, target: 2 }).reason).toBe('fewer than the 2 to keep open')
})

test('rests 10 ms after the first failure, and within a span that doubles up to 5 s', () => {
  const longest = [1, 2, 3, 4, 9, 10, 11, 5_000].map((failures) => restMs(failures, () => 1))
  expect(longest).toEqual([10, 20, 40, 80, 2_560, 5_000, 5_000, 5_000])
  expect(restMs(20, () => 0)).toBe(10)
  expect(restMs(20, () => 0.5)).toBe(2_500)
})

function outage(facts: Partial<NonNullable<OpeningFacts['outage']>>) {
  return { isResting: false, isPermanent: false, ...facts }
}
