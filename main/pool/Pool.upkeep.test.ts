import { expect, test } from 'vitest'
import type { FakeConnection } from './testing/FakeConnection.ts'
import { failureOf } from './testing/failureOf.ts'
import { poolOnFakeServer } from './testing/poolOnFakeServer.ts'

test('pings a connection only when it was idle for longer than validateAfterIdleMs', async () => {
  const { pool, server, clock } = poolOnFakeServer({ max: 1, validateAfterIdleMs: 500 })
  await pool.use({}, async () => {})
  const [session] = server.sessions
  await clock.advance(500)
  await pool.use({}, async () => {})
  expect(session!.pingCount).toBe(0)

  await clock.advance(501)
  await pool.use({}, async () => {})

  expect(session!.pingCount).toBe(1)
  expect(server.connectAttempts).toBe(1)
})

test('a statement that fails costs a ping, not the connection', async () => {
  const { pool, server } = poolOnFakeServer({ max: 1 })
  const failing = pool.use({}, async () => {
    throw new Error('syntax error')
  })
  await failureOf(failing)
  const reporting = await pool.acquire()
  reporting.recordStatement({ elapsedMs: 1, failedWith: 'server-error' })
  reporting.release()

  await pool.use({}, async () => {})

  expect(server.sessions).toHaveLength(1)
  expect(server.sessions[0]!.pingCount).toBe(2)
})

test('a failed ping is met with another connection, within the same wait', async () => {
  const { pool, server, clock } = poolOnFakeServer({ max: 1 })
  await pool.use({}, async () => {})
  await clock.advance(1_000)
  server.answers.ping = 'fails'

  const lease = await pool.acquire()

  expect(lease.connection.server.sessionId).toBe('2')
  expect(server.openSessions).toHaveLength(1)
})

test('a ping without answer ends in time for another connection, and takes the colder ones along', async () => {
  const { pool, server, clock } = poolOnFakeServer({ max: 3, acquireTimeoutMs: 4_000 })
  const leases = [await pool.acquire(), await pool.acquire(), await pool.acquire()]
  for (const lease of leases) lease.release()
  await clock.advance(10_000)
  server.answers.ping = 'hangs'

  const lease = pool.acquire()
  await clock.advance(2_000)

  expect((await lease).waitedMs).toBe(2_000)
  expect((await lease).connection.server.sessionId).toBe('4')
  expect(pool.stats().total).toBe(1)
})

test('validation and connecting count against the one deadline', async () => {
  const { pool, server, clock } = poolOnFakeServer({ max: 1, acquireTimeoutMs: 1_000 })
  await pool.use({}, async () => {})
  await clock.advance(1_000)
  server.answers.ping = 'hangs'
  server.connectDelayMs = 600
  const outcome = failureOf(pool.acquire())

  await clock.advance(1_000)

  expect(await outcome).toMatchObject({
    code: 'acquire-timeout',
    details: { waitedMs: 1_000, creating: 1 },
  })
})

test('a connection returned during a ping serves the waiter; the pinged one stays idle', async () => {
  const { pool, server, clock } = poolOnFakeServer({ max: 2 })
  const [first, second] = [await pool.acquire(), await pool.acquire()]
  first.release()
  await clock.advance(1_000)
  server.answers.ping = 'hangs'
  const waiter = pool.acquire()
  await clock.advance(10)

  second.release()

  expect((await waiter).waitedMs).toBe(10)
})

test('a connection that dies while pinged is replaced', async () => {
  const { pool, server, clock } = poolOnFakeServer({ max: 1 })
  await pool.use({}, async () => {})
  await clock.advance(1_000)
  server.answers.ping = 'hangs'
  const waiter = pool.acquire()
  await clock.advance(10)

  server.endSessions()
  await clock.settle()

  expect((await waiter).connection.server.sessionId).toBe('2')
  await clock.advance(10_000)
  expect(pool.stats()).toMatchObject({ total: 1, active: 1 })
})

test.each(['in-transaction', 'dirty'] as const)(
  'a session left %s is reset before it is lent again',
  async (session) => {
    const { pool, server } = poolOnFakeServer({ max: 1 })
    await pool.use({}, async (lease) => {
      ;(lease.connection as FakeConnection).session = session
    })

    const next = await pool.acquire()

    expect(next.connection.session).toBe('clean')
    expect(server.sessions).toHaveLength(1)
    expect(server.sessions[0]).toMatchObject({ resetCount: 1, pingCount: 0 })
  },
)

test.each(['fails', 'hangs'] as const)('a reset that %s costs the connection', async (answer) => {
  const { pool, server, clock, story } = poolOnFakeServer({ max: 1 })
  server.answers.reset = answer
  await pool.use({}, async (lease) => {
    ;(lease.connection as FakeConnection).session = 'in-transaction'
  })
  const next = pool.acquire()
  await clock.advance(5_000)

  expect((await next).connection.server.sessionId).toBe('2')
  expect(server.openSessions).toHaveLength(1)
  expect(story().join('\n')).toContain('left in a transaction; reset failed')
})

test('a session lost while idle is noticed, told and not lent', async () => {
  const { pool, server, story } = poolOnFakeServer({ max: 2 })
  await pool.use({}, async () => {})

  server.sessions[0]!.lose()

  expect(pool.stats()).toMatchObject({ total: 0, idle: 0 })
  expect(story().slice(-2)).toEqual([
    'connection-lost The server closed the connection.',
    'connection-closed session lost',
  ])
  const lease = await pool.acquire()
  expect(lease.connection.server.sessionId).toBe('2')
})

test('a session lost in use leaves when its holder returns it, and the next gets another', async () => {
  const { pool, server } = poolOnFakeServer({ max: 1 })
  const holder = await pool.acquire()
  const next = pool.acquire()
  server.endSessions()
  expect(pool.stats()).toMatchObject({ total: 1, active: 1 })

  holder.release()

  expect((await next).connection.server.sessionId).toBe('2')
})

test('when one session is lost its idle neighbours are pinged before they are lent', async () => {
  const { pool, server } = poolOnFakeServer({ max: 2 })
  const [first, second] = [await pool.acquire(), await pool.acquire()]
  first.release()
  second.release()

  server.sessions[1]!.lose()
  await pool.acquire()

  expect(server.sessions[0]!.pingCount).toBe(1)
})

test('after a sleep of the computer, idle connections are pinged before they are lent', async () => {
  const { pool, server } = poolOnFakeServer({ max: 1 })
  await pool.use({}, async () => {})
  pool.revalidate()
  await pool.use({}, async () => {})
  expect(server.sessions[0]!.pingCount).toBe(1)
})

test('closes connections idle for too long, down to the minimum', async () => {
  const { pool, server, clock, story } = poolOnFakeServer({
    min: 1,
    max: 3,
    idleTimeoutMs: 60_000,
    maxLifetimeMs: 0,
  })
  const leases = [await pool.acquire(), await pool.acquire(), await pool.acquire()]
  for (const lease of leases) lease.release()

  await clock.advance(60_000)

  expect(pool.stats()).toMatchObject({ total: 1, idle: 1 })
  expect(server.openSessions.map(({ server: { sessionId } }) => sessionId)).toEqual(['3'])
  expect(story().at(-1)).toBe('connection-closed idle for 60 s, min 1')
  await clock.advance(3_600_000)
  expect(pool.stats().total).toBe(1)
})

test('one that was spared for the minimum goes once there are more', async () => {
  const { pool, clock } = poolOnFakeServer({
    min: 1,
    max: 3,
    idleTimeoutMs: 60_000,
    maxLifetimeMs: 0,
  })
  await clock.advance(3_600_000)
  const leases = [await pool.acquire(), await pool.acquire()]
  for (const lease of leases) lease.release()

  await clock.advance(60_000)

  expect(pool.stats().total).toBe(1)
})

test('never cuts a connection in use for its lifetime, but closes it when it comes back', async () => {
  const { pool, server, clock } = poolOnFakeServer({
    max: 2,
    idleTimeoutMs: 1_000,
    maxLifetimeMs: 10_000,
  })
  const lease = await pool.acquire()
  await clock.advance(60_000)
  expect(server.openSessions).toHaveLength(1)

  lease.release()
  await clock.settle()

  expect(server.openSessions).toHaveLength(0)
})

test('connections opened together end apart, each up to a tenth before its lifetime', async () => {
  let draws = 0
  const random = () => (draws++ % 4) / 4
  const { pool, server, clock } = poolOnFakeServer(
    { max: 4, idleTimeoutMs: 0, maxLifetimeMs: 1_000_000 },
    { random },
  )
  const leases = await Promise.all([1, 2, 3, 4].map(() => pool.acquire()))
  for (const lease of leases) lease.release()

  const openAfterSeconds: Record<number, number> = {}
  await clock.advance(910_000)
  for (let second = 910; second <= 980; second += 10) {
    openAfterSeconds[second] = server.openSessions.length
    await clock.advance(10_000)
  }

  expect(openAfterSeconds).toEqual({
    910: 4,
    920: 3,
    930: 3,
    940: 2,
    950: 2,
    960: 1,
    970: 1,
    980: 0,
  })
})

test('at its minimum, opens the next connection before it closes one past its lifetime', async () => {
  const { server, clock } = poolOnFakeServer({
    min: 1,
    max: 2,
    idleTimeoutMs: 1_000,
    maxLifetimeMs: 100_000,
  })
  await clock.settle()
  server.connectDelayMs = 1_000
  const openAt: number[] = []
  for (let second = 0; second < 100; second++) {
    await clock.advance(1_000)
    openAt.push(server.openSessions.length)
  }

  expect(Math.min(...openAt)).toBe(1)
  expect(server.sessions).toHaveLength(2)
  expect(server.openSessions).toEqual([server.sessions[1]])
})

test('keeps one past its lifetime while no other can be opened, up to the full lifetime', async () => {
  const { pool, server, clock } = poolOnFakeServer({
    min: 1,
    max: 2,
    idleTimeoutMs: 1_000,
    maxLifetimeMs: 100_000,
  })
  await clock.settle()
  server.refuseConnections()

  await clock.advance(99_000)
  expect(pool.stats()).toMatchObject({ total: 1, idle: 1 })
  await clock.advance(1_000)

  expect(pool.stats().total).toBe(0)
})

test('a server that does not say goodbye delays nobody but holds its place until cut', async () => {
  const { pool, server, clock } = poolOnFakeServer({ max: 1 })
  await pool.use({}, async () => {})
  server.answers.close = 'hangs'
  pool.evict()
  const next = pool.acquire()
  await clock.advance(2_999)
  expect(server.sessions).toHaveLength(1)

  await clock.advance(1)

  expect((await next).connection.server.sessionId).toBe('2')
  expect(server.peakSessions).toBe(1)
})
