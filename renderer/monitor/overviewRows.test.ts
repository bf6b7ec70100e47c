import { expect, test } from 'vitest'
import { poolSettingsSchema, type PoolOverview, type PoolStats } from '../../contract/pools.ts'
import { type OverviewColumn, overviewRows, sortRows } from './overviewRows.ts'

const known = (name: string): PoolOverview => ({
  poolId: name,
  profileId: name,
  name,
  serverName: 'primary',
  driverId: 'fake',
  settings: poolSettingsSchema.parse({ max: 7 }),
  stats: null,
})

const open = (name: string, changes: Partial<PoolStats> = {}) =>
  ({
    poolId: name,
    max: 5,
    state: 'running',
    waiting: 0,
    utilisationRatio: 0,
    queriesPerSecond: 0,
    errorRatio: 0,
    queryLatency: null,
    breaker: { state: 'closed', failureCount: 0, nextRetryAtMs: null },
    health: { state: 'healthy', reason: '' },
    ...changes,
  }) as PoolStats

const rows = overviewRows(['b', 'a', 'd', 'c'].map(known), [
  open('b', { utilisationRatio: 0.4, waiting: 1 }),
  open('c', {
    utilisationRatio: 0.9,
    breaker: { state: 'open', failureCount: 4, nextRetryAtMs: 1 },
  }),
  open('d'),
])
const sorted = (column: OverviewColumn, isDescending: boolean) =>
  sortRows(rows, { column, isDescending })
    .map(({ name }) => name)
    .join('')

test('every pool there could be has a row, with live figures where it is open', () => {
  expect(rows.map(({ name, max, stats }) => [name, max, stats?.utilisationRatio ?? null])).toEqual([
    ['b', 5, 0.4],
    ['a', 7, null],
    ['d', 5, 0],
    ['c', 5, 0.9],
  ])
})

test('rows are sorted by name or by a figure, open pools before the others', () => {
  expect(sorted('name', false)).toBe('bcda')
  expect(sorted('name', true)).toBe('dcba')
  expect(sorted('utilisation', true)).toBe('cbda')
  expect(sorted('utilisation', false)).toBe('dbca')
})

test('sorted by state, what asks to be looked at comes first', () => {
  expect(sorted('state', true)).toBe('cbda')
})
