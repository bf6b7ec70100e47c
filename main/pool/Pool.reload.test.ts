import { expect, test } from 'vitest'
import { poolOnFakeServer } from './testing/poolOnFakeServer.ts'

test('a larger maximum serves waiters at once and harms no lease', async () => {
  const { pool, clock, settingsWith, story } = poolOnFakeServer({ max: 1 })
  const holder = await pool.acquire()
  const { connection } = holder
  const waiters = [pool.acquire(), pool.acquire()]
  await clock.advance(1_000)

  pool.reload({ settings: settingsWith({ max: 3 }) })

  expect((await Promise.all(waiters)).map(({ waitedMs }) => waitedMs)).toEqual([1_000, 1_000])
  expect(holder.connection).toBe(connection)
  expect(story()).toContain('pool-reloaded max 1 → 3')
})

test('a smaller maximum closes idle connections now and busy ones when they come back', async () => {
  const { pool, server, clock, settingsWith, story } = poolOnFakeServer({ max: 4 })
  const leases = await Promise.all([1, 2, 3, 4].map(() => pool.acquire()))
  leases[0]!.release()

  pool.reload({ settings: settingsWith({ max: 2 }) })
  await clock.settle()
  expect(server.openSessions).toHaveLength(3)
  expect(pool.stats()).toMatchObject({ total: 3, active: 3, idle: 0, max: 2 })

  for (const lease of leases.slice(1)) lease.release()
  await clock.settle()

  expect(server.openSessions).toHaveLength(2)
  expect(pool.stats()).toMatchObject({ total: 2, idle: 2 })
  expect(story().filter((line) => line.startsWith('connection-closed'))).toEqual([
    'connection-closed 4 open, above max 2',
    'connection-closed 3 open, above max 2',
  ])
})

test('a smaller maximum serves waiters only below it', async () => {
  const { pool, clock, settingsWith } = poolOnFakeServer({ max: 2 })
  const leases = [await pool.acquire(), await pool.acquire()]
  const waiter = pool.acquire()
  pool.reload({ settings: settingsWith({ max: 1 }) })

  leases[0]!.release()
  await clock.settle()
  expect(pool.stats()).toMatchObject({ total: 1, waiting: 1 })

  leases[1]!.release()
  expect((await waiter).connection).toBeDefined()
  expect(pool.stats().total).toBe(1)
})

test('connects under way above a smaller maximum are given up', async () => {
  const { pool, server, clock, settingsWith } = poolOnFakeServer({ max: 3 })
  server.connectDelayMs = 1_000
  const waiters = [pool.acquire(), pool.acquire(), pool.acquire()]
  await clock.advance(100)
  expect(pool.stats().creating).toBe(3)

  pool.reload({ settings: settingsWith({ max: 1 }) })
  await clock.advance(5_000)

  expect((await waiters[0]!).connection.session).toBe('clean')
  expect(pool.stats()).toMatchObject({ total: 1, waiting: 2 })
  expect(server.openSessions).toHaveLength(1)
})

test('a larger minimum is opened at once; new time-outs hold for what is open', async () => {
  const { pool, clock, settingsWith } = poolOnFakeServer({ max: 4 })
  await pool.use({}, async () => {})
  pool.reload({ settings: settingsWith({ min: 3 }) })
  await clock.settle()
  expect(pool.stats()).toMatchObject({ total: 3, min: 3 })

  pool.reload({ settings: settingsWith({ min: 0, idleTimeoutMs: 1_000 }) })
  await clock.advance(1_000)
  expect(pool.stats().total).toBe(0)
})

test('a reload that changes nothing but the name says so', () => {
  const { pool, story } = poolOnFakeServer()
  pool.reload({ name: 'orders (new)' })
  expect(pool.stats().name).toBe('orders (new)')
  expect(story().at(-1)).toBe('pool-reloaded no setting changed')
})

test('evicting closes idle connections now, busy ones when they come back, and refills', async () => {
  const { pool, server, clock } = poolOnFakeServer({ min: 2, max: 4 })
  await clock.settle()
  const lease = await pool.acquire()
  const { sessionId } = lease.connection.server

  pool.evict()
  await clock.settle()
  expect(server.openSessions).toHaveLength(2)
  expect(server.openSessions.some((session) => session.server.sessionId === sessionId)).toBe(true)

  lease.release()
  await clock.settle()

  const open = server.openSessions.map((session) => session.server.sessionId)
  expect(open).toEqual(['3', '4'])
})

test('evicting while connections arrive never has more than max of them', async () => {
  // After each turn of the promises one may just be between opened and admitted.
  for (let turns = 0; turns < 20; turns++) {
    const { pool, clock } = poolOnFakeServer({ max: 3 })
    const leases = Array.from({ length: 3 }, () => pool.acquire())
    for (let turn = 0; turn < turns; turn++) await Promise.resolve()
    pool.evict()
    for (let turn = 0; turn < 20; turn++) {
      const { total, creating } = pool.stats()
      expect(total + creating).toBeLessThanOrEqual(3)
      await Promise.resolve()
    }
    await clock.settle()
    await Promise.all(leases)
  }
})

test('evicting discards what is being opened, pinged or reset as well', async () => {
  const { pool, server, clock } = poolOnFakeServer({ max: 3 })
  const [first, second] = [await pool.acquire(), await pool.acquire()]
  server.answers.reset = 'hangs'
  server.sessions[0]!.session = 'dirty'
  first.release()
  server.sessions[1]!.session = 'lost'
  second.release()
  server.connectDelayMs = 100
  const waiter = pool.acquire()
  await clock.advance(50)

  pool.evict()
  await clock.advance(50)
  expect(pool.stats().waiting).toBe(1)
  await clock.advance(10_000)

  expect((await waiter).connection.server.sessionId).toBe('4')
  expect(server.openSessions).toHaveLength(1)
})
