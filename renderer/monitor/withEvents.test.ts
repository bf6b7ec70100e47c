import { expect, test } from 'vitest'
import type { PoolEvent } from '../../contract/pools.ts'
import { withEvents } from './withEvents.ts'

const event = (sequence: number): PoolEvent => ({
  poolId: 'p',
  sequence,
  atMs: 0,
  kind: 'connection-opened',
  reason: '',
})

test('events that come both live and with the list stand once, newest first', () => {
  const events = withEvents([event(3), event(4)], [event(1), event(3)], 200)
  expect(events.map(({ sequence }) => sequence)).toEqual([4, 3, 1])
})

test('the oldest are let go', () => {
  const many = Array.from({ length: 300 }, (_, index) => event(index))
  const events = withEvents([], many, 200)
  expect(events).toHaveLength(200)
  expect(events[0]?.sequence).toBe(299)
})
