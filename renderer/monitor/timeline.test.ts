import { expect, test } from 'vitest'
import { poolEntry, routingEntry, timelineOf } from './timeline.ts'

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
