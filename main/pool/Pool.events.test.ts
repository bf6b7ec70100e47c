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
  const last = events.at(-1)!.sequence

  expect(events).toHaveLength(1_000)
  expect(last - events[0]!.sequence).toBe(999)
  expect(pool.events(2).map(({ sequence }) => sequence)).toEqual([last - 1, last])
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

test('at its end a pool tells what there was', async () => {
  const { pool, story } = poolOnFakeServer({ max: 1 })
  await pool.use({}, async (lease) => {
    lease.recordStatement({ elapsedMs: 1, failedWith: null })
    lease.recordStatement({ elapsedMs: 1, failedWith: 'syntax-error' })
  })
  await pool.close()
  expect(story().at(-1)).toBe('pool-closed drained; 2 statements, 1 failed (syntax-error 1)')
})
