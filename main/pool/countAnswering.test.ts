import { expect, test } from 'vitest'
import { countAnswering } from './countAnswering.ts'

const connections = [{ aliveAtMs: 1_000 }, { aliveAtMs: 60_000 }]

test('while the server lets somebody in, or says why not, every open connection counts', () => {
  expect(countAnswering(connections, null, 100_000)).toBe(2)
  expect(countAnswering(connections, { isSilent: false, sinceMs: 50_000 }, 100_000)).toBe(2)
})

test('at a silent server only a connection counts that was heard since, and not long ago', () => {
  const countAt = (nowMs: number) =>
    countAnswering(connections, { isSilent: true, sinceMs: 50_000 }, nowMs)
  expect([countAt(75_000), countAt(75_001)]).toEqual([1, 0])
  expect(countAnswering(connections, { isSilent: true, sinceMs: 60_001 }, 61_000)).toBe(0)
})
