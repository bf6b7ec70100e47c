import { expect, test } from 'vitest'
import { failureOf } from './testing/failureOf.ts'
import { poolOnFakeServer } from './testing/poolOnFakeServer.ts'

test('waiters are served when the server comes back within their deadline', async () => {
  const { pool, server, clock } = poolOnFakeServer({ max: 2, acquireTimeoutMs: 10_000 })
  server.refuseConnections()
  const waits = [pool.acquire(), pool.acquire()]
  await clock.advance(4_000)
  expect(pool.stats()).toMatchObject({
    waiting: 2,
    lastConnectError: { code: 'connection-refused' },
  })

  server.acceptConnections()
  await clock.advance(6_000 - 1)

  const leases = await Promise.all(waits)
  expect(leases).toHaveLength(2)
  expect(pool.stats()).toMatchObject({ active: 2, lastConnectError: null })
})

test('while the server is down one attempt runs at a time, with longer and longer rests', async () => {
  const { pool, server, clock } = poolOnFakeServer({ max: 50, acquireTimeoutMs: 60_000 })
  server.refuseConnections()
  const waits = Array.from({ length: 50 }, () => failureOf(pool.acquire()))
  await clock.settle()
  expect(server.connectAttempts).toBe(3)

  await clock.advance(60_000)
  await Promise.all(waits)

  // Rests at half their span: 10, 10, 20, 40 … 1,280, then 2,500 each.
  expect(server.connectAttempts).toBeGreaterThan(20)
  expect(server.connectAttempts).toBeLessThan(40)
  expect(server.peakSessions).toBe(0)
})

test('attempts stop when nobody waits any more', async () => {
  const { pool, server, clock } = poolOnFakeServer({ acquireTimeoutMs: 500 })
  server.refuseConnections()
  const wait = failureOf(pool.acquire())
  await clock.advance(500)
  await wait
  const attempts = server.connectAttempts

  await clock.advance(3_600_000)

  expect(server.connectAttempts).toBe(attempts)
  expect(clock.timerCount).toBe(0)
})

test.each([
  'authentication-failed',
  'database-not-found',
  'host-not-found',
  'tls-failed',
  'invalid-profile',
] as const)('%s fails the waiters at once, and is not tried again by itself', async (code) => {
  const { pool, server, clock, settingsWith } = poolOnFakeServer({ acquireTimeoutMs: 30_000 })
  server.refuseConnections(code)
  pool.reload({ settings: settingsWith({ min: 2 }) })

  const failures = await Promise.all([failureOf(pool.acquire()), failureOf(pool.acquire())])

  expect(failures.map((failure) => failure.code)).toEqual([code, code])
  const attempts = server.connectAttempts
  await clock.advance(3_600_000)
  expect(server.connectAttempts).toBe(attempts)
})

test('asking again soon after a wrong password does not knock at the server again', async () => {
  const { pool, server, clock } = poolOnFakeServer({ max: 5 }, { random: () => 1 })
  server.refuseConnections('authentication-failed')
  for (let round = 0; round < 10; round++) {
    await failureOf(pool.acquire())
    await clock.advance(5_000)
  }
  const attempts = server.connectAttempts

  const failure = await failureOf(pool.acquire())
  const second = await failureOf(pool.acquire())

  expect([failure.code, second.code]).toEqual(['authentication-failed', 'authentication-failed'])
  expect(server.connectAttempts).toBe(attempts + 1)
})

test('a reload after a wrong password is tried at once', async () => {
  const { pool, server } = poolOnFakeServer({ max: 5 }, { random: () => 1 })
  server.refuseConnections('authentication-failed')
  await failureOf(pool.acquire())
  server.acceptConnections()

  pool.reload({})

  expect(await pool.acquire()).toBeDefined()
})

test('with patience set, a waiter hears what is wrong when no attempt is left for it', async () => {
  const { pool, server, clock } = poolOnFakeServer(
    { acquireTimeoutMs: 30_000 },
    { connectPatienceMs: 3_000 },
  )
  server.refuseConnections()
  const outcome = failureOf(pool.acquire())

  await clock.advance(3_000)

  expect(await outcome).toMatchObject({ code: 'connection-refused' })
})

test('patience is for a server that cannot be reached, not for one that is busy', async () => {
  const { pool, server, clock } = poolOnFakeServer(
    { max: 2, acquireTimeoutMs: 30_000 },
    { connectPatienceMs: 3_000 },
  )
  const holder = await pool.acquire()
  server.refuseConnections()
  const waiter = pool.acquire()
  await clock.advance(20_000)

  holder.release()

  expect((await waiter).waitedMs).toBe(20_000)
})

test('a returned connection serves the waiter before a slow connect does', async () => {
  const { pool, server, clock } = poolOnFakeServer({ max: 2 })
  const holder = await pool.acquire()
  server.connectDelayMs = 2_000
  const waiter = pool.acquire()
  await clock.advance(100)

  holder.release()

  expect((await waiter).waitedMs).toBe(100)
  await clock.advance(1_900)
  expect(pool.stats()).toMatchObject({ total: 2, active: 1, idle: 1 })
})

test('a connection opened for one who left goes to the next', async () => {
  const { pool, server, clock } = poolOnFakeServer({ max: 1 })
  server.connectDelayMs = 1_000
  const controller = new AbortController()
  const gone = failureOf(pool.acquire({ signal: controller.signal }))
  await clock.advance(900)
  controller.abort()
  const next = pool.acquire()

  await clock.advance(100)

  expect((await gone).code).toBe('aborted')
  expect((await next).waitedMs).toBe(100)
  expect(server.connectAttempts).toBe(1)
})

test('a burst is served by few connections when they come back quickly', async () => {
  const { pool, server, clock } = poolOnFakeServer({ min: 5, max: 50 })
  await clock.settle()
  server.connectDelayMs = 150
  const work = Array.from({ length: 50 }, () =>
    pool.use({}, () => new Promise<void>((resolve) => clock.setTimer(resolve, 2))),
  )

  await clock.advance(200)
  await Promise.all(work)

  expect(pool.stats().total).toBeLessThanOrEqual(8)
  expect(pool.stats().acquireWait!.maxMs).toBeLessThanOrEqual(20)
})

test('a connect that hangs is cut, and its place is free again', async () => {
  const { pool, server, clock } = poolOnFakeServer(
    { max: 1, acquireTimeoutMs: 10_000 },
    { connectTimeoutMs: 2_000 },
  )
  server.dropTraffic()
  const waiter = pool.acquire()
  await clock.advance(2_999)
  expect(pool.stats()).toMatchObject({ creating: 1, total: 0 })
  server.acceptConnections()

  await clock.advance(101)

  expect((await waiter).waitedMs).toBeGreaterThanOrEqual(3_000)
  expect(server.connectAttempts).toBe(2)
})

test('a connect that hangs is told with what can be in its way: of a file, no host and no firewall', async () => {
  const messageOf = async (opensFile: boolean): Promise<string> => {
    const { pool, server, clock } = poolOnFakeServer(
      { acquireTimeoutMs: 500 },
      { connectTimeoutMs: 1_000, opensFile },
    )
    server.dropTraffic()
    const waiter = failureOf(pool.acquire())
    await clock.advance(2_000)
    return `${(await waiter).message} ${pool.stats().lastConnectError!.message}`
  }
  expect(await messageOf(false)).toMatch(/look at the network.*host and port.*no firewall/)
  const ofFile = await messageOf(true)
  expect(ofFile).toMatch(/Opening its file takes longer.*lock on its file/)
  expect(ofFile).not.toMatch(/network|host|firewall/)
})

test('a connection that arrives after its connect was cut is destroyed', async () => {
  const { pool, server, clock } = poolOnFakeServer(
    { max: 1, acquireTimeoutMs: 500 },
    { connectTimeoutMs: 1_000 },
  )
  server.connectDelayMs = 5_000
  const waiter = failureOf(pool.acquire())
  await clock.advance(2_000)
  expect((await waiter).details).toMatchObject({ creating: 1 })
  expect(pool.stats()).toMatchObject({ creating: 0, lastConnectError: { code: 'connect-timeout' } })

  await clock.advance(5_000)

  expect(server.sessions).toHaveLength(1)
  expect(server.openSessions).toEqual([])
  expect(pool.stats().total).toBe(0)
})

test('a driver that throws something odd fails the waiters loudly instead of hanging them', async () => {
  const broken = poolOnFakeServer(
    {},
    {
      connect: () => {
        throw new TypeError('undefined is not a function')
      },
    },
  )
  const outcome = failureOf(broken.pool.acquire())
  expect(await outcome).toBeInstanceOf(TypeError)
  expect(broken.pool.stats().lastConnectError).toMatchObject({ code: 'internal' })
})

test('a connection lost while it was being opened is not lent', async () => {
  const { pool, server, clock } = poolOnFakeServer({ max: 1 })
  server.loseNextSession()
  const lease = pool.acquire()
  await clock.advance(100)
  expect((await lease).connection.server.sessionId).toBe('2')
})

test('opens its minimum at once and refills it', async () => {
  const { pool, server, clock } = poolOnFakeServer({ min: 3, max: 5 })
  await clock.settle()
  expect(pool.stats()).toMatchObject({ total: 3, idle: 3 })

  server.endSessions()
  expect(pool.stats().total).toBe(0)
  await clock.settle()

  expect(pool.stats()).toMatchObject({ total: 3, idle: 3 })
  expect(server.peakSessions).toBe(3)
})

test('the minimum is refilled as soon as the server is back, though nobody asks', async () => {
  const { pool, server, clock } = poolOnFakeServer({ min: 2, max: 5 })
  await clock.settle()
  server.refuseConnections()
  server.endSessions()
  await clock.advance(60_000)
  expect(pool.stats().total).toBe(0)

  server.acceptConnections()
  await clock.advance(5_000)

  expect(pool.stats()).toMatchObject({ total: 2, lastConnectError: null })
})

test('every opening is told with its reason and its end', async () => {
  const { pool, server, clock, story } = poolOnFakeServer({ max: 1 })
  server.refuseConnections()
  const lease = pool.acquire()
  await clock.settle()
  server.acceptConnections()
  await clock.advance(10)
  await lease

  expect(story()).toEqual([
    'pool-created first use',
    'connection-opening 1 waiting',
    'connection-failed The server said connection-refused. Next attempt in 10 ms.',
    'connection-opening 1 waiting',
    'connection-opened in 0 ms',
  ])
  const [first] = pool.events()
  expect(pool.events().map(({ sequence }) => sequence - first!.sequence + 1)).toEqual([
    1, 2, 3, 4, 5,
  ])
})
