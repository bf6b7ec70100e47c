import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PoolEvent } from '../../contract/pools.ts'
import { silentLogger } from '../logger.ts'
import { type AppDatabase, openAppDatabase } from '../storage/AppDatabase.ts'
import { PoolRecordStore } from '../storage/PoolRecordStore.ts'
import { FakeClock } from '../testing/fakeClock.ts'
import { PoolEventHistory } from './PoolEventHistory.ts'

const DAY_MS = 24 * 60 * 60_000
let folder: string
let appDatabase: AppDatabase
let clock: FakeClock
let history: PoolEventHistory
let tell: (event: PoolEvent) => void
let sequence = 0

function start(): void {
  appDatabase = openAppDatabase({ dataDir: folder, wallClockMs: () => 0 })
  history = new PoolEventHistory({
    storage: new PoolRecordStore(appDatabase.database),
    onEvent: (listener) => {
      tell = listener
      return () => (tell = () => {})
    },
    clock,
    logger: silentLogger,
  })
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-events-'))
  clock = new FakeClock()
  start()
})
afterEach(() => {
  appDatabase.close()
  rmSync(folder, { recursive: true, force: true })
})

const happen = (reason: string, poolId = 'orders') =>
  tell({ poolId, sequence: ++sequence, atMs: clock.wallClockMs(), kind: 'pool-closed', reason })
const reasons = ({ poolId = 'orders', sinceMs = 0, limit = 1_000 } = {}) =>
  history.events(poolId, { sinceMs, limit }).map(({ reason }) => reason)
const rowCount = () =>
  appDatabase.database.prepare('select count(*) from pool_events').pluck().get() as number

test('events outlive the pool and the program, oldest first', () => {
  happen('drained')
  happen('of another', 'other')
  happen('closed')
  history.close()
  appDatabase.close()
  start()
  expect(reasons()).toEqual(['drained', 'closed'])
})

test('they are written together, after a while', async () => {
  for (let count = 0; count < 100; count++) happen(String(count))
  expect(rowCount()).toBe(0)
  await clock.advance(2_000)
  expect(rowCount()).toBe(100)
})

test('of an older time the latest fifty are shown', async () => {
  for (let count = 0; count < 60; count++) happen(`old ${count}`)
  await clock.advance(60_000)
  happen('new')
  const shown = reasons({ sinceMs: clock.wallClockMs() - 1_000 })
  expect([shown.length, shown[0], shown.at(-1)]).toEqual([50, 'old 11', 'new'])
})

test('they go after a week, and the oldest where a pool has thousands', async () => {
  happen('a week ago')
  await clock.advance(7 * DAY_MS + 60_000)
  for (let count = 0; count < 6_000; count++) happen(String(count))
  await clock.advance(60_000)
  happen('last')
  await clock.advance(60_000)
  expect(rowCount()).toBe(5_000)
  expect(reasons().at(-1)).toBe('last')
})

test('those of a deleted connection go with it', () => {
  happen('a', 'orders')
  happen('b', 'orders#replica')
  happen('c', 'orders2')
  history.forget('orders')
  expect([
    reasons(),
    reasons({ poolId: 'orders#replica' }),
    reasons({ poolId: 'orders2' }),
  ]).toEqual([[], [], ['c']])
})
