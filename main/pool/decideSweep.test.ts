import { expect, test } from 'vitest'
import type { PoolStats } from '../../contract/pools.ts'
import { decideSweep } from './decideSweep.ts'
import { poolOnFakeServer } from './testing/poolOnFakeServer.ts'

const limits = { idlePoolMs: 10_000, unhealthyPoolMs: 1_000 }
const unused = (forMs: number, changes: Partial<PoolStats> = {}): PoolStats => ({
  ...poolOnFakeServer().pool.stats(),
  createdAtMs: 0,
  lastUsedAtMs: 5_000,
  atMs: 5_000 + forMs,
  ...changes,
})
const down = { health: { state: 'down' as const, reason: 'refused' } }

test('an unused pool goes after its time, one that was never used counts from its birth', () => {
  expect(decideSweep(unused(9_999), limits)).toBeNull()
  expect(decideSweep(unused(10_000), limits)).toBe('unused for 10,000 ms')
  expect(decideSweep(unused(5_000, { lastUsedAtMs: null }), limits)).toBe('unused for 10,000 ms')
})

test('a pool out of reach goes sooner', () => {
  expect(decideSweep(unused(1_000, down), limits)).toBe(
    'unused for 1,000 ms and out of reach: refused',
  )
})

test.each([
  ['lends', { active: 1 }],
  ['is waited for', { waiting: 1, ...down }],
  ['keeps a minimum', { min: 1 }],
])('a pool that %s stays', (_, changes) => {
  expect(decideSweep(unused(60_000, changes), limits)).toBeNull()
})

test('0 turns it off', () => {
  const never = { idlePoolMs: 0, unhealthyPoolMs: 0 }
  expect(decideSweep(unused(1e9, down), never)).toBeNull()
})
