import { expect, test } from 'vitest'
import { poolOnFakeServer } from './testing/poolOnFakeServer.ts'

test('idle connections are pinged at their interval, and keep their place and their idle time', async () => {
  const { pool, server, clock } = poolOnFakeServer(
    { max: 2, healthCheckIntervalMs: 30_000, idleTimeoutMs: 100_000, maxLifetimeMs: 0 },
    { random: () => 0 },
  )
  const [cold, warm] = [await pool.acquire(), await pool.acquire()]
  const warmSession = warm.connection
  cold.release()
  await clock.advance(1_000)
  warm.release()

  await clock.advance(95_000)
  expect(server.sessions.map(({ pingCount }) => pingCount)).toEqual([3, 3])
  const lease = await pool.acquire()
  expect(lease.connection).toBe(warmSession)
  lease.release()

  await clock.advance(4_000)
  expect(server.openSessions).toEqual([server.sessions[1]])
})

test('the interval is cut by up to a tenth, so that pings do not come together', async () => {
  const draws = [0, 0.5, 1 - 1e-9]
  const { pool, server, clock } = poolOnFakeServer(
    { max: 3, healthCheckIntervalMs: 10_000 },
    { random: () => draws.shift() ?? 0.5 },
  )
  const leases = await Promise.all([pool.acquire(), pool.acquire(), pool.acquire()])
  for (const lease of leases) lease.release()
  const pingsAt: Record<number, number> = {}
  for (const ms of [8_999, 9_002, 9_501, 10_000]) {
    await clock.advance(ms - clock.now())
    pingsAt[ms] = server.sessions.reduce((sum, { pingCount }) => sum + pingCount, 0)
  }
  expect(pingsAt).toEqual({ 8_999: 0, 9_002: 1, 9_501: 2, 10_000: 3 })
})

test('a connection that died unnoticed is found by its check, replaced at the minimum, and told', async () => {
  const { pool, server, clock, story } = poolOnFakeServer({
    min: 1,
    max: 2,
    healthCheckIntervalMs: 30_000,
  })
  await clock.settle()
  server.sessions[0]!.isOpen = false
  expect(pool.stats().health).toEqual({ state: 'healthy', reason: '1 open' })

  await clock.advance(31_000)

  expect(server.openSessions).toEqual([server.sessions[1]])
  expect(pool.stats()).toMatchObject({
    total: 1,
    health: { state: 'degraded', reason: '1 lost within a minute' },
  })
  expect(story()).toContain('connection-lost The server closed the connection.')
  await clock.advance(120_000)
  expect(pool.stats().health.state).toBe('healthy')
})

test('checks go on for as long as connections are open, and leave no timer when the pool is closed', async () => {
  const { pool, server, clock } = poolOnFakeServer({ max: 1, healthCheckIntervalMs: 1_000 })
  await pool.use({}, async () => {})
  await clock.advance(60_000)
  expect(server.sessions[0]!.pingCount).toBeGreaterThanOrEqual(60)
  await pool.close()
  expect(clock.timerCount).toBe(0)
})

test('a waiter is served by a connection that is just being checked', async () => {
  const { pool, server, clock } = poolOnFakeServer({ max: 2, healthCheckIntervalMs: 1_000 })
  await pool.use({}, async () => {})
  const ping = Promise.withResolvers<void>()
  server.sessions[0]!.ping = () => ping.promise
  await clock.advance(1_000)
  const lease = pool.acquire()
  ping.resolve()
  await clock.settle()
  expect((await lease).connection).toBe(server.sessions[0])
  expect(server.connectAttempts).toBe(1)
})

test('a pool nobody has used yet does not know how the server is', () => {
  const { pool } = poolOnFakeServer()
  expect(pool.stats().health).toEqual({
    state: 'unknown',
    reason: 'no connection was opened yet',
  })
})

test.each(['sleep', 'freeze'] as const)(
  'after a %s of the computer nobody told of, connections are pinged before they are lent',
  async (kind) => {
    const { pool, server, clock, story } = poolOnFakeServer({
      max: 2,
      validateAfterIdleMs: 10_000_000,
      healthCheckIntervalMs: 600_000_000,
      idleTimeoutMs: 0,
      maxLifetimeMs: 0,
    })
    const [held, returned] = [await pool.acquire(), await pool.acquire()]
    returned.release()
    clock[kind](3_600_000)
    await clock.advance(5_000)
    expect(server.sessions.map(({ pingCount }) => pingCount)).toEqual([0, 1])
    expect(story().some((line) => line.startsWith('revalidated'))).toBe(true)

    held.release()
    await clock.advance(2)
    expect(server.sessions.map(({ pingCount }) => pingCount)).toEqual([1, 1])
  },
)

test('a clock set by a second and timers that are a little late alarm nobody', async () => {
  const { pool, server, clock, story } = poolOnFakeServer({ max: 1 })
  await pool.use({}, async () => {})
  clock.sleep(1_000)
  clock.freeze(2_000)
  await clock.advance(60_000)
  expect(server.sessions[0]!.pingCount).toBe(0)
  expect(story().some((line) => line.startsWith('revalidated'))).toBe(false)
})

test('with one after the other, each idle connection has its turn', async () => {
  const { pool } = poolOnFakeServer({ max: 3 }, { idleOrder: 'round-robin' })
  const leases = await Promise.all([pool.acquire(), pool.acquire(), pool.acquire()])
  for (const lease of leases) lease.release()
  const served: string[] = []
  for (let turn = 0; turn < 6; turn++) {
    await pool.use({}, async ({ connection }) => void served.push(connection.server.sessionId))
  }
  expect(served).toEqual(['1', '2', '3', '1', '2', '3'])
})

test('one whose statement failed is pinged before it goes to who waits for it', async () => {
  const { pool, server } = poolOnFakeServer({ max: 1 })
  const failing = await pool.acquire()
  const next = pool.acquire()
  failing.recordStatement({ elapsedMs: 1, failedWith: 'server-error' })
  failing.release()
  expect((await next).connection).toBe(server.sessions[0])
  expect(server.sessions[0]!.pingCount).toBe(1)
})
