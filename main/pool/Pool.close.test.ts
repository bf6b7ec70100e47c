import { expect, test } from 'vitest'
import { failureOf } from './testing/failureOf.ts'
import { poolOnFakeServer } from './testing/poolOnFakeServer.ts'

test('closing sends waiters away, refuses new ones and waits for leases', async () => {
  const { pool, server, clock, story } = poolOnFakeServer({ max: 1 })
  const lease = await pool.acquire()
  const waiter = failureOf(pool.acquire())
  let isClosed = false
  const closed = pool.close({ deadlineMs: 5_000 }).then(() => (isClosed = true))

  expect(await waiter).toMatchObject({ code: 'pool-closed' })
  expect(await failureOf(pool.acquire())).toMatchObject({ code: 'pool-closed' })
  await clock.advance(4_000)
  expect(isClosed).toBe(false)
  expect(pool.stats()).toMatchObject({ state: 'draining', waiting: 0, active: 1 })

  lease.release()
  await closed

  expect(pool.stats()).toMatchObject({ state: 'closed', total: 0 })
  expect(server.openSessions).toEqual([])
  expect(clock.timerCount).toBe(0)
  expect(story().slice(-3)).toEqual([
    'pool-draining 1 in use, 1 waiting, deadline 5,000 ms',
    'connection-closed the pool closes',
    'pool-closed drained',
  ])
})

test('leases still out at the deadline are cut, and their release changes nothing', async () => {
  const { pool, server, clock } = poolOnFakeServer({ max: 2 })
  const leases = [await pool.acquire(), await pool.acquire()]
  const closed = pool.close({ deadlineMs: 5_000 })

  await clock.advance(5_000)
  await closed

  expect(server.openSessions).toEqual([])
  expect(leases[0]!.connection.session).toBe('lost')
  for (const lease of leases) lease.release()
  expect(pool.stats()).toMatchObject({ state: 'closed', total: 0, active: 0, idle: 0 })
  expect(pool.events().at(-1)).toMatchObject({ reason: 'deadline passed, 2 cut' })
  expect(clock.timerCount).toBe(0)
})

test('closing again waits for the same end, and may only bring it nearer', async () => {
  const { pool, clock } = poolOnFakeServer({ max: 1 })
  await pool.acquire()
  let isClosed = false
  const closed = pool.close({ deadlineMs: 10_000 })
  const again = pool.close({ deadlineMs: 60_000 })
  const sooner = pool.close({ deadlineMs: 1_000 }).then(() => (isClosed = true))

  await clock.advance(999)
  expect(isClosed).toBe(false)
  await clock.advance(1)

  await Promise.all([closed, again, sooner, pool.close()])
  expect(clock.timerCount).toBe(0)
  expect(pool.events().filter(({ kind }) => kind === 'pool-closed')).toHaveLength(1)
})

test('connects under way are given up, and a late one is destroyed before the pool is closed', async () => {
  const { pool, server, clock } = poolOnFakeServer({ max: 2 })
  server.connectDelayMs = 2_000
  const waiter = failureOf(pool.acquire())
  await clock.advance(500)
  let isClosed = false
  const closed = pool.close({ deadlineMs: 5_000 }).then(() => (isClosed = true))
  expect(await waiter).toMatchObject({ code: 'pool-closed' })
  await clock.advance(1_000)
  expect(isClosed).toBe(false)

  await clock.advance(500)
  await closed

  expect(server.sessions).toHaveLength(1)
  expect(server.openSessions).toEqual([])
  expect(clock.timerCount).toBe(0)
})

test('a connect that never ends does not hold the closing beyond its deadline', async () => {
  const { pool, clock } = poolOnFakeServer({}, { connect: () => new Promise(() => {}) })
  const waiter = failureOf(pool.acquire())
  const closed = pool.close({ deadlineMs: 1_000 })
  await clock.advance(1_000)
  await Promise.all([waiter, closed])
  expect(clock.timerCount).toBe(0)
})

test.each(['ping', 'reset', 'close'] as const)(
  'a server silent to a %s does not hold the closing beyond its deadline',
  async (question) => {
    const { pool, server, clock } = poolOnFakeServer({ max: 1 })
    server.answers[question] = 'hangs'
    await pool.use({}, async () => {
      if (question === 'reset') server.sessions[0]!.session = 'dirty'
    })
    await clock.advance(1_000)
    const waiter = question === 'ping' ? failureOf(pool.acquire()) : null

    const closed = pool.close({ deadlineMs: 1_000 })
    await clock.advance(1_000)
    await Promise.all([waiter, closed])

    expect(server.openSessions).toEqual([])
    expect(clock.timerCount).toBe(0)
  },
)

test('a lease returned in a transaction while closing is closed without a reset', async () => {
  const { pool, server } = poolOnFakeServer({ max: 1 })
  const lease = await pool.acquire()
  server.sessions[0]!.session = 'in-transaction'
  const closed = pool.close()
  lease.release()
  await closed
  expect(server.sessions[0]).toMatchObject({ resetCount: 0, isOpen: false })
})

test('a session lost while the pool waits for its lease does not stop the closing', async () => {
  const { pool, server, clock } = poolOnFakeServer({ max: 2 })
  const lease = await pool.acquire()
  const closed = pool.close()
  server.endSessions()
  lease.release()
  await closed
  expect(clock.timerCount).toBe(0)
})

test('a pool that rests after a failed connect closes at once', async () => {
  const { pool, server, clock } = poolOnFakeServer({ max: 2 })
  server.refuseConnections()
  const waiter = failureOf(pool.acquire())
  await clock.advance(1_000)
  await pool.close()
  await waiter
  expect(clock.timerCount).toBe(0)
})

test('one that was never used closes at once', async () => {
  const { pool, clock } = poolOnFakeServer()
  await pool.close()
  expect(clock.timerCount).toBe(0)
})

test('reload, evict and a late session after the close do nothing', async () => {
  const { pool, server, clock, settingsWith } = poolOnFakeServer({ max: 2 })
  await pool.use({}, async () => {})
  await pool.close()
  const eventCount = pool.events().length

  pool.reload({ settings: settingsWith({ min: 2 }) })
  pool.evict()
  pool.revalidate()
  await clock.advance(60_000)

  expect(server.connectAttempts).toBe(1)
  expect(pool.events()).toHaveLength(eventCount)
})
