import { afterEach, expect, test, vi } from 'vitest'
import type { PoolEvent } from '../../contract/pools.ts'
import { poolOnFakeServer } from './testing/poolOnFakeServer.ts'

afterEach(() => vi.restoreAllMocks())

test('a broken listener is reported and stops neither the others nor the pool', async () => {
  const warnings = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
  const { pool } = poolOnFakeServer({ max: 1 })
  const heard: PoolEvent['kind'][] = []
  pool.onEvent(() => {
    throw new Error('the chart is gone')
  })
  pool.onEvent(({ kind }) => heard.push(kind))

  await pool.use({}, async () => {})
  await pool.close()

  expect(heard).toEqual([
    'connection-opening',
    'connection-opened',
    'pool-draining',
    'connection-closed',
    'pool-closed',
  ])
  expect(warnings).toHaveBeenCalledTimes(heard.length)
})

test('a listener that stopped hears nothing more', async () => {
  const { pool } = poolOnFakeServer({ max: 1 })
  let count = 0
  const stop = pool.onEvent(() => count++)
  stop()
  await pool.use({}, async () => {})
  expect(count).toBe(0)
})

test('keeps the latest thousand events, oldest first', async () => {
  const { pool } = poolOnFakeServer()
  for (let round = 0; round < 1_200; round++) pool.reload({})

  const events = pool.events()

  expect(events).toHaveLength(1_000)
  expect(events[0]!.sequence).toBe(202)
  expect(events.at(-1)!.sequence).toBe(1_201)
  expect(pool.events(2).map(({ sequence }) => sequence)).toEqual([1_200, 1_201])
})

test('every connection that was opened is told closed exactly once', async () => {
  const { pool, server, clock } = poolOnFakeServer({ min: 2, max: 4 })
  const leases = await Promise.all([1, 2, 3].map(() => pool.acquire()))
  server.endSessions()
  for (const lease of leases) lease.release()
  await clock.settle()
  pool.evict()
  await clock.settle()
  await pool.close()

  const idsOf = (kind: PoolEvent['kind']) =>
    pool
      .events()
      .filter((event) => event.kind === kind)
      .map(({ connectionId }) => connectionId)
      .sort((a, b) => a! - b!)
  expect(idsOf('connection-closed')).toEqual(idsOf('connection-opened'))
})
