import { expect, test } from 'vitest'
import type { PoolEvent } from '../../contract/pools.ts'
import { growthEntries, poolEntry, routingEntry, timelineOf } from './timeline.ts'

const pool = (sequence: number, atMs: number, kind: 'connection-opened' | 'scaled-up') =>
  poolEntry({ poolId: 'p', sequence, atMs, kind, reason: `${kind} ${sequence}`, connectionId: 3 })
const routing = (sequence: number, atMs: number, kind: 'read-routed' | 'failed-over') =>
  routingEntry({ sequence, atMs, kind, server: 'second', reason: `${kind} ${sequence}` })

// Newest first, as they come.
const lists = [
  [pool(3, 30, 'scaled-up'), pool(2, 10, 'connection-opened')],
  [routing(2, 40, 'read-routed'), routing(1, 20, 'failed-over')],
]

test('what a pool and its servers decided stands in one line of time, the newest first', () => {
  const all = timelineOf(lists, { decisionsOnly: false })
  expect(all.map(({ atMs }) => atMs)).toEqual([40, 30, 20, 10])
  expect(all[0]).toMatchObject({ server: 'second', severity: 'none' })
  expect(all[2]).toMatchObject({ reason: 'failed-over 1', severity: 'warning' })
  expect(all[3]).toMatchObject({ connectionId: 3 })
})

test('what happens all the time can be left out', () => {
  expect(timelineOf(lists, { decisionsOnly: true }).map(({ reason }) => reason)).toEqual([
    'scaled-up 3',
    'failed-over 1',
  ])
})

test('connections that opened together are one growth, with why, and stand in for the single ones', () => {
  const event = (
    sequence: number,
    atMs: number,
    kind: PoolEvent['kind'],
    connectionId: number,
  ) => ({
    poolId: 'p',
    sequence,
    atMs,
    kind,
    connectionId,
    reason: kind === 'connection-opening' ? `${connectionId} waiting` : 'in 3 ms',
  })
  const events = [
    event(8, 9_000, 'connection-opened', 3),
    event(7, 8_990, 'connection-opening', 3),
    event(6, 1_900, 'connection-failed', 4),
    event(5, 1_800, 'connection-opened', 2),
    event(4, 1_000, 'connection-opened', 1),
    event(3, 990, 'connection-opening', 4),
    event(2, 990, 'connection-opening', 2),
    event(1, 980, 'connection-opening', 1),
  ]
  const growth = growthEntries(events)
  expect(growth.map(({ atMs, reason }) => [atMs, reason])).toEqual([
    [9_000, '+1: 3 waiting'],
    [1_800, '+2: 1 waiting'],
  ])
  const both = [events.map(poolEntry), growth]
  expect(timelineOf(both, { decisionsOnly: true }).map(({ key }) => key)).toEqual([
    'growth 8',
    'pool 6',
    'growth 5',
  ])
  expect(timelineOf(both, { decisionsOnly: false })).toHaveLength(8)
})
