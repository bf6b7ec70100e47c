import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AlertRule } from '../../contract/alerts.ts'
import type { PoolStats } from '../../contract/pools.ts'
import { silentLogger } from '../logger.ts'
import { AlertStore } from '../storage/AlertStore.ts'
import { type AppDatabase, openAppDatabase } from '../storage/AppDatabase.ts'
import { FakeClock } from '../testing/fakeClock.ts'
import { statsOf } from '../testing/statsOf.ts'
import { AlertService } from './AlertService.ts'
import { usualRules } from './usualRules.ts'

let folder: string
let appDatabase: AppDatabase
let clock: FakeClock
let alerts: AlertService
let tell: (...stats: PoolStats[]) => void
let nextId = 1

function start(isNew: boolean): void {
  appDatabase = openAppDatabase({ dataDir: folder, wallClockMs: () => 0 })
  alerts = new AlertService({
    storage: new AlertStore(appDatabase.database),
    onStats: (listener) => {
      tell = (...stats) => listener(stats)
      return () => (tell = () => {})
    },
    clock,
    newId: () => `alert-${nextId++}`,
    logger: silentLogger,
    isNew,
  })
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-alerts-'))
  clock = new FakeClock()
  start(true)
})
afterEach(() => {
  appDatabase.close()
  rmSync(folder, { recursive: true, force: true })
})

const open = () => alerts.state().alerts.filter(({ untilMs }) => untilMs === null)

async function follow(seconds: number, changes: Partial<PoolStats>, poolId = 'orders') {
  for (let second = 0; second < seconds; second++) {
    tell(statsOf(poolId, changes))
    await clock.advance(1_000)
  }
}

const rule: AlertRule = {
  id: 'mine',
  metric: 'waiting',
  isAbove: true,
  threshold: 2,
  clearAt: 1,
  forS: 5,
  poolId: null,
  severity: 'warning',
  isEnabled: true,
  notifies: false,
}

test('the rules that come with the program let a working day pass in silence', async () => {
  // A slow statement, a mistyped one, a burst of twelve runs on five connections.
  await follow(25, { waiting: 7, utilisationRatio: 1 })
  await follow(61, { errorRatio: 1, errorCount: 1 })
  await follow(100, {
    queryLatency: { count: 1, p50Ms: 9e4, p95Ms: 9e4, p99Ms: 9e4, maxMs: 9e4 },
    idleInTransactionMs: 200_000,
  })
  await follow(61, { acquireWait: { count: 9, p50Ms: 1, p95Ms: 9_000, p99Ms: 9e3, maxMs: 9e3 } })
  expect(alerts.state().alerts).toEqual([])
  expect(alerts.state().rules).toEqual(usualRules)
})

test('a server out of reach, a queue that stays and a forgotten transaction are told', async () => {
  tell(statsOf('orders', { breaker: { state: 'open', failureCount: 9, nextRetryAtMs: 1 } }))
  expect(open()).toMatchObject([{ rule: { id: 'usual-breaker', severity: 'error' }, worst: 1 }])
  await follow(31, { waiting: 3 })
  await follow(1, { waiting: 3, idleInTransactionMs: 301_000, leakCount: 1 })
  expect(
    open()
      .map(({ rule: { metric } }) => metric)
      .toSorted(),
  ).toEqual(['idleInTransactionS', 'leakCount', 'waiting'])
})

test('a rule for one further server of a connection watches the pool of that alone', async () => {
  const second = 'orders#server=second one'
  alerts.saveRule({ ...rule, poolId: second, forS: 0 })
  for (let turn = 0; turn < 2; turn++) {
    tell(statsOf('orders', { waiting: 9 }), statsOf(second, { waiting: 9 }))
    await clock.advance(1_000)
  }
  expect(open().filter(({ rule: { id } }) => id === 'mine')).toMatchObject([{ poolId: second }])
  tell(statsOf('orders', { waiting: 9 }))
  expect(open().filter(({ rule: { id } }) => id === 'mine')).toEqual([])
})

test('an alert has its pool, its beginning, the worst figure, and an end', async () => {
  alerts.saveRule(rule)
  const beganMs = clock.wallClockMs()
  const told: number[] = []
  alerts.onChanged(({ alerts: all }) => told.push(all.length))
  await follow(6, { waiting: 3 })
  await follow(2, { waiting: 8 })
  await follow(2, { waiting: 4 })
  expect(open()).toMatchObject([
    { poolId: 'orders', poolName: 'orders', sinceMs: beganMs, worst: 8, rule: { id: 'mine' } },
  ])
  await follow(10, { waiting: 2 })
  expect(open()).toHaveLength(1)
  await follow(6, { waiting: 1 })
  expect(open()).toEqual([])
  expect(alerts.state().alerts).toMatchObject([{ worst: 8, untilMs: beganMs + 25_000 }])
  expect(told).toEqual([1, 1])
})

test('a rule may be for one pool, switched off, changed and removed; what it found ends with it', async () => {
  alerts.saveRule({ ...rule, forS: 0, poolId: 'books' })
  await follow(1, { waiting: 9 })
  expect(open()).toEqual([])
  await follow(1, { waiting: 9 }, 'books')
  expect(open()).toMatchObject([{ poolId: 'books' }])
  alerts.saveRule({ ...rule, forS: 0, isEnabled: false })
  await follow(1, { waiting: 9 })
  expect(open()).toEqual([])
  alerts.saveRule({ ...rule, forS: 0 })
  await follow(1, { waiting: 9 })
  expect(open()).toHaveLength(1)
  alerts.deleteRule('mine')
  expect(open()).toEqual([])
  alerts.deleteRule('usual-slow')
  alerts.saveRule({ ...usualRules[0]!, isEnabled: false })
  alerts.restoreRules()
  const byId = (a: AlertRule, b: AlertRule) => a.id.localeCompare(b.id)
  expect(alerts.state().rules.toSorted(byId)).toEqual(usualRules.toSorted(byId))
})

test('an alert ends with its pool', async () => {
  alerts.saveRule({ ...rule, forS: 0 })
  tell(statsOf('orders', { waiting: 9 }), statsOf('books', { waiting: 9 }))
  expect(open()).toHaveLength(2)
  tell(statsOf('books', { waiting: 9 }))
  expect(open()).toMatchObject([{ poolId: 'books' }])
})

test('is acknowledged, muted for a while, and shown on the desktop once', async () => {
  alerts.saveRule({ ...rule, forS: 0 })
  await follow(1, { waiting: 9 })
  const { id } = open()[0]!
  alerts.acknowledge(id)
  expect(open()[0]!.acknowledgedAtMs).toBe(clock.wallClockMs())
  const shown: string[] = []
  alerts.notifyOnce(id, (poolId) => shown.push(poolId))
  alerts.notifyOnce(id, (poolId) => shown.push(poolId))
  alerts.notifyOnce('gone', (poolId) => shown.push(poolId))
  expect(shown).toEqual(['orders'])
  alerts.mute('orders', 60_000)
  expect(alerts.state().mutes).toMatchObject([{ poolId: 'orders' }])
  const told: number[] = []
  alerts.onChanged(({ mutes }) => told.push(mutes.length))
  await follow(61, { waiting: 9 })
  expect(told.at(-1)).toBe(0)
  expect(alerts.state().mutes).toEqual([])
  alerts.mute('orders', 60_000)
  alerts.mute('orders', 0)
  expect(alerts.state().mutes).toEqual([])
})

test('rules, alerts and mutes are there after a restart, and what was open when it was killed has ended', async () => {
  alerts.saveRule({ ...rule, forS: 0 })
  alerts.deleteRule('usual-slow')
  alerts.mute('orders', 3_600_000)
  await follow(1, { waiting: 9 })
  const killed = appDatabase
  await clock.advance(5_000)
  start(false)
  killed.close()
  const { rules, alerts: kept, mutes } = alerts.state()
  expect(rules.map(({ id }) => id)).toContain('mine')
  expect(rules.map(({ id }) => id)).not.toContain('usual-slow')
  expect(kept).toMatchObject([{ worst: 9, untilMs: clock.wallClockMs() }])
  expect(mutes).toHaveLength(1)
  alerts.clearEnded()
  expect(alerts.state().alerts).toEqual([])
})

test('keeps the last two hundred that ended', async () => {
  alerts.saveRule({ ...rule, forS: 0 })
  for (let round = 0; round < 230; round++) {
    await follow(1, { waiting: 9 })
    await follow(1, { waiting: 0 })
  }
  expect(alerts.state().alerts).toHaveLength(200)
  expect(new AlertStore(appDatabase.database).alerts()).toHaveLength(200)
})
