import { expect, test } from 'vitest'
import { failureOf } from './testing/failureOf.ts'
import { poolOnFakeServer } from './testing/poolOnFakeServer.ts'

/** A pool whose server has refused connections for ten seconds, while somebody waited. */
async function poolInOutage() {
  const setUp = poolOnFakeServer({ max: 3, acquireTimeoutMs: 10_000 }, { random: () => 0.999 })
  setUp.server.refuseConnections()
  const waiter = failureOf(setUp.pool.acquire())
  await setUp.clock.advance(10_000)
  return { ...setUp, firstFailure: await waiter }
}

test('while the server is out of reach new requests fail at once, with the cause and the next attempt', async () => {
  const { pool, server, clock, firstFailure } = await poolInOutage()
  expect(firstFailure.code).toBe('acquire-timeout')
  const { breaker, health } = pool.stats()
  expect(breaker).toMatchObject({ state: 'open' })
  expect(health).toEqual({ state: 'down', reason: 'The server said connection-refused.' })
  const attempts = server.connectAttempts

  const failure = await failureOf(pool.acquire())

  const retryInMs = breaker.nextRetryAtMs! - clock.wallClockMs()
  expect(failure).toMatchObject({
    code: 'breaker-open',
    details: { failureCount: breaker.failureCount, nextRetryAtMs: breaker.nextRetryAtMs },
    cause: { code: 'connection-refused' },
  })
  expect(retryInMs).toBeGreaterThan(0)
  expect(retryInMs).toBeLessThanOrEqual(5_000)
  expect(server.connectAttempts).toBe(attempts)
})

test('after the rest one request tries, and what it finds holds for all', async () => {
  const { pool, server, clock } = await poolInOutage()
  await clock.advance(5_000)
  expect(pool.stats().breaker).toMatchObject({ state: 'half-open', nextRetryAtMs: null })
  const attempts = server.connectAttempts

  const trials = [pool.acquire(), pool.acquire()]
  await clock.settle()
  expect(server.connectAttempts).toBe(attempts + 1)
  expect(pool.stats().breaker.state).toBe('open')
  expect(await failureOf(pool.acquire())).toMatchObject({ code: 'breaker-open' })

  server.acceptConnections()
  await clock.advance(5_000)
  expect(await Promise.all(trials)).toHaveLength(2)
  expect(pool.stats()).toMatchObject({ breaker: { state: 'closed', failureCount: 0 } })
})

test('its states are told with their reasons', async () => {
  const { pool, server, clock } = await poolInOutage()
  await clock.advance(5_000)
  server.acceptConnections()
  const lease = await pool.acquire()

  expect(lease.connection).toBeDefined()
  const told = pool.events().filter(({ kind }) => kind.startsWith('breaker'))
  expect(told.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['breaker-opened', 'breaker-half-opened', 'breaker-closed']),
  )
  expect(told[0]!.reason).toMatch(/^\d+ attempts failed within [\d,]+ ms\. Next attempt in/)
  expect(told.at(-1)).toMatchObject({ kind: 'breaker-closed', reason: 'the server answers' })
})

test('a pool that keeps a minimum finds by itself that the server is back', async () => {
  const { pool, server, clock, settingsWith } = await poolInOutage()
  pool.reload({ settings: settingsWith({ min: 1 }) })
  await clock.advance(60_000)
  expect(pool.stats().total).toBe(0)

  server.acceptConnections()
  await clock.advance(5_000)

  expect(pool.stats()).toMatchObject({ total: 1, breaker: { state: 'closed' } })
})

test('a reload and an awakening try at once', async () => {
  for (const change of ['reload', 'revalidate'] as const) {
    const { pool, server } = await poolInOutage()
    server.acceptConnections()
    if (change === 'reload') pool.reload({})
    else pool.revalidate()
    expect(pool.stats().breaker.state).toBe('closed')
    expect((await pool.acquire()).connection).toBeDefined()
  }
})

test('while some connections are open, who asks waits for one of them', async () => {
  const { pool, server, clock } = poolOnFakeServer({ max: 2, acquireTimeoutMs: 60_000 })
  const holder = await pool.acquire()
  server.refuseConnections()
  const waiter = pool.acquire()
  await clock.advance(30_000)
  expect(pool.stats()).toMatchObject({
    breaker: { state: 'closed' },
    health: { state: 'degraded' },
  })

  holder.release()

  expect((await waiter).waitedMs).toBe(30_000)
})

/** Five may be open, two are and run something, and the server has been frozen for ten seconds. */
async function frozenPool() {
  const setUp = poolOnFakeServer(
    { max: 5, acquireTimeoutMs: 30_000, scaleAfterMs: 5_000 },
    { random: () => 0.999, connectTimeoutMs: 2_000, connectPatienceMs: 3_000 },
  )
  const holders = [await setUp.pool.acquire(), await setUp.pool.acquire()]
  setUp.server.dropTraffic()
  const waiter = failureOf(setUp.pool.acquire())
  await setUp.clock.advance(10_000)
  return { ...setUp, holders, waiter }
}

test('a lease at a frozen server does not keep the breaker closed', async () => {
  const { pool, clock, waiter, story } = await frozenPool()
  expect(await waiter).toMatchObject({ code: 'connect-timeout' })
  expect(pool.stats()).toMatchObject({
    total: 2,
    health: { state: 'down', reason: expect.stringContaining('None of the 2 open') },
    errorCount: 1,
    errorRatio: 1,
  })
  const beganMs = clock.now()
  const failures = []
  // The first may be the one that tries; all others are told at once, also while it tries.
  const trial = failureOf(pool.acquire())
  for (let asked = 0; asked < 5; asked++) failures.push(await failureOf(pool.acquire()))
  expect(clock.now()).toBe(beganMs)
  for (const failure of failures)
    expect(failure).toMatchObject({ code: 'breaker-open', cause: { code: 'connect-timeout' } })
  await clock.advance(7_000)
  expect(['connect-timeout', 'breaker-open']).toContain((await trial).code)
  expect(story().filter((told) => told.startsWith('scaled-up'))).toEqual([])
  expect(pool.stats().errorCount).toBe(7)
})

test('the breaker closes as soon as a session at a frozen server says something again', async () => {
  const { pool, server, clock, holders } = await frozenPool()
  expect(pool.stats().breaker.state).not.toBe('closed')
  server.acceptConnections()
  holders[0]!.recordStatement({ elapsedMs: 10_000, failedWith: null })
  holders[0]!.release()
  await clock.settle()
  expect(pool.stats()).toMatchObject({
    breaker: { state: 'closed' },
    health: { state: 'degraded' },
  })
  expect((await pool.acquire()).connection).toBeDefined()
})

test('sessions that go on while nobody is let in are waited for', async () => {
  const { pool, server, clock } = poolOnFakeServer(
    { max: 2, acquireTimeoutMs: 60_000 },
    { connectTimeoutMs: 2_000, connectPatienceMs: 3_000 },
  )
  const holder = await pool.acquire()
  server.dropTraffic()
  const waiter = pool.acquire()
  for (let second = 0; second < 30; second++) {
    holder.noteAnswer()
    await clock.advance(1_000)
  }
  expect(pool.stats()).toMatchObject({ breaker: { state: 'closed' } })
  holder.release()
  expect((await waiter).waitedMs).toBe(30_000)
})
