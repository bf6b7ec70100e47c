/** Situations in which other pools were found wanting. */
import { expect, test } from 'vitest'
import type { FakeClock } from '../testing/fakeClock.ts'
import type { Pool } from './Pool.ts'
import { failureOf } from './testing/failureOf.ts'
import { poolOnFakeServer } from './testing/poolOnFakeServer.ts'

const pause = (clock: FakeClock, ms: number) =>
  new Promise<void>((resolve) => clock.setTimer(resolve, ms))

const query = (pool: Pool, clock: FakeClock, ms: number) => pool.use({}, () => pause(clock, ms))

test('a stream of requests that just fits grows the pool to its size and keeps no one waiting', async () => {
  const { pool, clock } = poolOnFakeServer({ max: 50 })
  const work: Promise<void>[] = []
  for (let request = 0; request < 300; request++) {
    work.push(query(pool, clock, 1_000))
    await clock.advance(100)
  }
  await clock.advance(2_000)
  await Promise.all(work)
  expect(pool.stats().total).toBeGreaterThanOrEqual(10)
  expect(pool.stats().total).toBeLessThanOrEqual(11)
  expect(pool.stats().timeoutCount).toBe(0)
})

test('a stream beyond what fits is served in order, and the excess is told at its deadline', async () => {
  const { pool, clock } = poolOnFakeServer({ max: 5, acquireTimeoutMs: 5_000 })
  const outcomes: Promise<'served' | 'late'>[] = []
  for (let request = 0; request < 200; request++) {
    outcomes.push(
      query(pool, clock, 1_000).then(
        () => 'served' as const,
        () => 'late' as const,
      ),
    )
    await clock.advance(100)
  }
  await clock.advance(20_000)
  const served = (await Promise.all(outcomes)).filter((outcome) => outcome === 'served').length
  // Five a second for twenty seconds, and those of the five seconds the last ones wait.
  expect(served).toBeGreaterThanOrEqual(115)
  expect(served).toBeLessThanOrEqual(130)
  expect(pool.stats()).toMatchObject({ waiting: 0, active: 0, total: 5 })
  expect(pool.stats().timeoutCount).toBe(200 - served)
})

test('with slow connects a ramp up and down never opens more than were wanted at once', async () => {
  const { pool, server, clock } = poolOnFakeServer({ max: 50, idleTimeoutMs: 10_000 })
  server.connectDelayMs = 250
  const work: Promise<void>[] = []
  for (const users of [2, 5, 10, 20, 10, 5, 2]) {
    for (let user = 0; user < users; user++) work.push(query(pool, clock, 500))
    await clock.advance(2_000)
  }
  await Promise.all(work)
  expect(server.peakSessions).toBeLessThanOrEqual(20)
  await clock.advance(20_000)
  expect(pool.stats().total).toBe(0)
})

test.each([
  [
    'throws',
    () => {
      throw new TypeError('not a function')
    },
  ],
  ['rejects', () => Promise.reject(new Error('broken'))],
] as const)('a ping that %s costs its connection and no one else', async (_how, ping) => {
  const { pool, server, clock } = poolOnFakeServer({ max: 2, validateAfterIdleMs: 0 })
  await pool.use({}, async () => {})
  server.sessions[0]!.ping = ping
  await clock.advance(10)
  const lease = await pool.acquire()
  expect(lease.connection).toBe(server.sessions[1])
  expect(server.openSessions).toEqual([server.sessions[1]])
})

test('pings that always fail cost one connect a lease, and nothing piles up', async () => {
  const { pool, server, clock } = poolOnFakeServer({ max: 3, validateAfterIdleMs: 0 })
  server.answers.ping = 'fails'
  for (let turn = 0; turn < 200; turn++) {
    await pool.use({}, async () => {})
    await clock.advance(10)
  }
  expect(server.connectAttempts).toBe(200)
  expect(server.openSessions).toHaveLength(1)
  expect(pool.stats()).toMatchObject({ total: 1, waiting: 0, creating: 0 })
})

test('who gives up while its connection is pinged leaves it to the next', async () => {
  const { pool, server, clock } = poolOnFakeServer({ max: 1 })
  await pool.use({}, async () => {})
  await clock.advance(1_000)
  const ping = Promise.withResolvers<void>()
  server.sessions[0]!.ping = () => ping.promise
  const controller = new AbortController()
  const gone = failureOf(pool.acquire({ signal: controller.signal }))
  await clock.settle()
  controller.abort()
  expect((await gone).code).toBe('aborted')
  const next = pool.acquire()
  ping.resolve()
  expect((await next).connection).toBe(server.sessions[0])
  expect(server.connectAttempts).toBe(1)
})

test('a storm of requests that give up leaves every connection to those who stay', async () => {
  const { pool, clock } = poolOnFakeServer({ max: 4 })
  const stayed: Promise<void>[] = []
  const gone: Promise<unknown>[] = []
  for (let request = 0; request < 2_000; request++) {
    if (request % 20 === 0) stayed.push(query(pool, clock, 5))
    else {
      const controller = new AbortController()
      const work = pool.use({ signal: controller.signal }, () => pause(clock, 5))
      gone.push(work.catch(() => {}))
      if (request % 3 === 0) await Promise.resolve()
      controller.abort('gave up')
    }
  }
  await clock.advance(60_000)
  await Promise.all([...stayed, ...gone])
  expect(stayed).toHaveLength(100)
  expect(pool.stats()).toMatchObject({ waiting: 0, active: 0, creating: 0, timeoutCount: 0 })
  expect(pool.stats().total).toBeLessThanOrEqual(4)
})

test('connections that break at every use starve nobody', async () => {
  const { pool, server, clock } = poolOnFakeServer({ max: 2 })
  const work = Array.from({ length: 100 }, () =>
    pool.use({}, async ({ connection }) => {
      await pause(clock, 1)
      server.sessions.find((session) => session === connection)!.lose()
    }),
  )
  await clock.advance(1_000)
  await Promise.all(work)
  expect(server.peakSessions).toBeLessThanOrEqual(2)
  expect(pool.stats()).toMatchObject({ total: 0, waiting: 0 })
})

test('grown and shrunk while in use, it is never above what was asked of it for long', async () => {
  const { pool, server, clock, settingsWith } = poolOnFakeServer({ max: 8 })
  const users = Array.from({ length: 16 }, async () => {
    for (let turn = 0; turn < 50; turn++) await query(pool, clock, 10)
  })
  for (const max of [2, 8, 1, 5, 3, 8, 1]) {
    pool.reload({ settings: settingsWith({ max }) })
    await clock.advance(50)
    expect(pool.stats().total).toBeLessThanOrEqual(max)
    expect(server.openSessions.length).toBeLessThanOrEqual(max)
  }
  await clock.advance(60_000)
  await Promise.all(users)
  expect(pool.stats()).toMatchObject({ waiting: 0, active: 0, timeoutCount: 0 })
})

test('its figures are exact', async () => {
  const { pool, server, clock } = poolOnFakeServer({ max: 1, acquireTimeoutMs: 100 })
  server.connectDelayMs = 40
  const first = query(pool, clock, 250)
  await clock.advance(50)
  const late = failureOf(pool.acquire())
  const served = clock.advance(150).then(() => query(pool, clock, 10))
  await clock.advance(400)
  await Promise.all([first, late, served])
  expect(pool.stats()).toMatchObject({
    acquireCount: 2,
    timeoutCount: 1,
    connecting: { count: 1, maxMs: 40 },
    leaseHeld: { count: 2, maxMs: 250 },
    acquireWait: { count: 3, maxMs: 100 },
  })
  const { acquireWait, leaseHeld } = pool.histograms()
  expect(acquireWait.reduce((sum, { count }) => sum + count, 0)).toBe(3)
  expect(leaseHeld[0]!.fromMs).toBeLessThanOrEqual(10)
  expect(leaseHeld.at(-1)!.toMs).toBeGreaterThan(250)
})
