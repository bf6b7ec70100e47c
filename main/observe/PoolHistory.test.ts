import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { historyMetrics, type HistoryPoint } from '../../contract/poolHistory.ts'
import type { PoolStats } from '../../contract/pools.ts'
import { silentLogger } from '../logger.ts'
import { type AppDatabase, openAppDatabase } from '../storage/AppDatabase.ts'
import { PoolHistoryStore } from '../storage/PoolHistoryStore.ts'
import { FakeClock } from '../testing/fakeClock.ts'
import { statsOf } from '../testing/statsOf.ts'
import { PoolHistory } from './PoolHistory.ts'

let folder: string
let appDatabase: AppDatabase
let clock: FakeClock
let history: PoolHistory
let tell: (...stats: PoolStats[]) => void

function start(): void {
  appDatabase = openAppDatabase({ dataDir: folder, wallClockMs: () => 0 })
  history = new PoolHistory({
    storage: new PoolHistoryStore(appDatabase.database),
    onStats: (listener) => {
      tell = (...stats) => listener(stats)
      return () => (tell = () => {})
    },
    clock,
    logger: silentLogger,
  })
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-history-'))
  clock = new FakeClock()
  start()
})
afterEach(() => {
  appDatabase.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Tells a figure a second. */
async function follow(seconds: number, figuresAt: (second: number) => Partial<PoolStats>) {
  for (let second = 0; second < seconds; second++) {
    tell(statsOf('orders', { atMs: clock.wallClockMs(), ...figuresAt(second) }))
    await clock.advance(1_000)
  }
}

const figure = (metric: (typeof historyMetrics)[number], part: 'least' | 'mean' | 'most') => {
  const index = historyMetrics.indexOf(metric)
  return (point: HistoryPoint) => point[part][index] ?? null
}
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const rowCount = () =>
  appDatabase.database.prepare('select count(*) from pool_history').pluck().get() as number

test('seconds of the last minutes come one by one', async () => {
  await follow(30, (second) => ({ waiting: second }))
  const points = history.points('orders', MINUTE_MS)
  expect(points.map(figure('waiting', 'mean'))).toEqual(Array.from({ length: 30 }, (_, at) => at))
  expect(points[1]!.atMs - points[0]!.atMs).toBe(1_000)
  expect(points[0]!.mean[historyMetrics.indexOf('queryP99Ms')]).toBeNull()
})

test('longer spans come in longer steps, each with its least, its mean and its most', async () => {
  await follow(120, (second) => ({ active: second % 10 }))
  const points = history.points('orders', 60 * MINUTE_MS)
  expect(points).toHaveLength(12)
  expect(points.map(figure('active', 'least'))).toEqual(points.map(() => 0))
  expect(points.map(figure('active', 'mean'))).toEqual(points.map(() => 4.5))
  expect(points.map(figure('active', 'most'))).toEqual(points.map(() => 9))
  expect(history.points('orders', DAY_MS)).toHaveLength(2)
  expect(history.points('orders', 7 * DAY_MS)).toHaveLength(1)
})

test('a program that is killed loses some seconds at most, and the step of the moment goes on', async () => {
  await follow(58, () => ({ active: 2 }))
  // Killed: nothing is closed, and another program opens the file.
  const killed = appDatabase
  start()
  killed.close()
  await follow(2, () => ({ active: 5 }))

  const seconds = history.points('orders', MINUTE_MS)
  expect(seconds.length).toBeGreaterThanOrEqual(55)
  const [minute] = history.points('orders', DAY_MS)
  expect(figure('active', 'most')(minute!)).toBe(5)
  expect(figure('active', 'least')(minute!)).toBe(2)
  expect(figure('active', 'mean')(minute!)).toBeCloseTo(2.1, 1)
})

test('time without figures is missing, not made up', async () => {
  await follow(5, () => ({}))
  await clock.advance(20_000)
  await follow(5, () => ({}))
  const [before, after] = history.points('orders', MINUTE_MS).slice(4, 6)
  expect(after!.atMs - before!.atMs).toBe(21_000)
})

test('what is too old for its step is let go, so that a pool takes a bounded place', async () => {
  const busy = () => ({ queryLatency: { count: 1, p50Ms: 1, p95Ms: 2, p99Ms: 3, maxMs: 4 } })
  await follow(700, busy)
  const before = rowCount()
  await follow(700, busy)
  expect(rowCount() - before).toBeLessThan(160)
  // The ten minutes kept, a minute between two lookings, and a few seconds that wait to be written.
  const seconds = history.points('orders', 10 * MINUTE_MS)
  expect(seconds.length).toBeGreaterThan(595)
  expect(seconds.length).toBeLessThan(605)
})

test('the system’s clock may be set back, and a pool’s history goes with its profile', async () => {
  tell(statsOf('orders', { atMs: 100_000, waiting: 1 }))
  tell(statsOf('orders', { atMs: 40_000, waiting: 2 }))
  tell(statsOf('orders', { atMs: 100_000, waiting: 3 }))
  tell(statsOf('orders#server=second', { atMs: 100_000 }), statsOf('orders2', { atMs: 100_000 }))
  history.close()
  const store = new PoolHistoryStore(appDatabase.database)
  const all = (poolId: string) => store.since({ poolId, stepMs: 1_000, atMs: 0 })
  expect(all('orders').map(figure('waiting', 'most'))).toEqual([2, 3])
  history.forget('orders')
  expect([all('orders'), all('orders#server=second')]).toEqual([[], []])
  expect(all('orders2')).toHaveLength(1)
})

test('nothing is written while the figures come, but together with others', async () => {
  await follow(4, () => ({}))
  expect(rowCount()).toBe(0)
  await follow(2, () => ({}))
  expect(rowCount()).toBeGreaterThan(4)
  history.close()
})

test('a full disk costs these seconds and nothing else', async () => {
  appDatabase.database.pragma('max_page_count = 1')
  await follow(10, () => ({}))
  appDatabase.database.pragma('max_page_count = 100000')
  await follow(3, () => ({}))
  expect(history.points('orders', MINUTE_MS).length).toBeGreaterThan(0)
})
