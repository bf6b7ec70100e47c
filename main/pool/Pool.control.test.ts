import { expect, test } from 'vitest'
import { failureOf } from './testing/failureOf.ts'
import { poolOnFakeServer } from './testing/poolOnFakeServer.ts'

test('lists who waits for what, in the order they are served', async () => {
  const { pool, clock } = poolOnFakeServer({ max: 1, acquireTimeoutMs: 10_000 })
  const holder = await pool.acquire()
  const background = pool.acquire({ label: 'Explorer', priority: 'background' })
  await clock.advance(500)
  const tab = pool.acquire({ label: 'Tab 1', ownerId: 'run-1', statement: 'select 1' })
  await clock.advance(1_000)

  expect(pool.waiting()).toEqual([
    {
      waiterId: 3,
      label: 'Tab 1',
      ownerId: 'run-1',
      statement: 'select 1',
      priority: 'interactive',
      waitedMs: 1_000,
      timeoutInMs: 9_000,
      holding: null,
    },
    expect.objectContaining({ waiterId: 2, label: 'Explorer', waitedMs: 1_500 }),
  ])

  holder.release()
  const served = await tab
  expect(served.ownerId).toBe('run-1')
  served.release()
  ;(await background).release()
  expect(pool.waiting()).toEqual([])
})

test('one who waits can be sent away, and the next has its place', async () => {
  const { pool, clock } = poolOnFakeServer({ max: 1 })
  const holder = await pool.acquire()
  const first = failureOf(pool.acquire({ label: 'Tab 1' }))
  const second = pool.acquire({ label: 'Tab 2' })
  await clock.advance(1_200)

  pool.sendAway(pool.waiting()[0]!.waiterId)
  expect(await first).toMatchObject({
    code: 'aborted',
    message: 'The wait for a connection to “orders” was cancelled after 1,200 ms.',
  })
  holder.release()
  expect((await second).label).toBe('Tab 2')
})

test('suspended, it lends nothing and keeps its leases; resumed, it serves in order', async () => {
  const { pool, server, clock, story } = poolOnFakeServer({ max: 3 })
  const holder = await pool.acquire()
  pool.suspend()
  pool.suspend()
  const served: string[] = []
  const [first, second] = ['first', 'second'].map((label) =>
    pool.use({ label }, async () => void served.push(label)),
  )
  holder.release()
  await clock.advance(5_000)
  expect(served).toEqual([])
  expect(pool.stats()).toMatchObject({ state: 'suspended', idle: 1, active: 0, waiting: 2 })
  expect(server.connectAttempts).toBe(1)
  expect(pool.isUnused).toBe(false)

  pool.resume()
  await Promise.all([first, second])
  expect(served).toEqual(['first', 'second'])
  expect(pool.stats().state).toBe('running')
  expect(story()).toEqual(
    expect.arrayContaining([
      'pool-suspended on request; 1 in use, 0 waiting',
      'pool-resumed on request; 2 waiting',
    ]),
  )
})

test('who waits in vain for a suspended pool is told so, and closing one sends them away', async () => {
  const { pool, clock } = poolOnFakeServer({ acquireTimeoutMs: 1_000 })
  pool.suspend()
  const late = failureOf(pool.acquire())
  await clock.advance(1_000)
  expect(await late).toMatchObject({
    code: 'acquire-timeout',
    message: expect.stringContaining('The pool is suspended. Resume it') as string,
  })

  const sent = failureOf(pool.acquire())
  await pool.close()
  expect(await sent).toMatchObject({ code: 'pool-closed' })
})

test('cancelling stops the statement and leaves the connection to its holder', async () => {
  const { pool } = poolOnFakeServer()
  const lease = await pool.acquire()
  const reasons: string[] = []
  lease.noteStatement('select 1', (reason) => reasons.push(reason))
  expect(pool.leases()[0]).toMatchObject({ canCancel: true })
  pool.cancel(1)
  expect(reasons).toEqual(['Cancelled in the pool monitor.'])

  lease.noteStatement(null)
  pool.cancel(1)
  expect(reasons).toHaveLength(1)
  lease.release()
  expect(pool.stats()).toMatchObject({ total: 1, idle: 1 })
})

test('killing stops the statement, cuts the session and makes room for who waits', async () => {
  const { pool, server, clock, story } = poolOnFakeServer({ max: 1 })
  const lease = await pool.acquire({ label: 'Report' })
  const told: string[] = []
  lease.noteStatement('select 1', (reason) => told.push(reason))
  lease.onKilled(() => told.push('killed'))
  const next = pool.acquire()

  pool.kill(1)
  await clock.settle()
  expect(told).toEqual(['The connection was killed on request.', 'killed'])
  expect(server.sessions[0]!.isOpen).toBe(false)
  expect((await next).connection).toBe(server.sessions[1])
  lease.release()
  expect(pool.stats()).toMatchObject({ total: 1, active: 1, idle: 0 })
  expect(story()).toContain('connection-closed killed on request')
})

test('an idle connection can be killed, and one that is gone already costs nothing', async () => {
  const { pool, clock } = poolOnFakeServer()
  await pool.use({}, async () => {})
  pool.kill(1)
  pool.kill(1)
  await clock.settle()
  expect(pool.stats()).toMatchObject({ total: 0, active: 0, idle: 0 })
})

test('counts errors by their code: statements, attempts to connect, waits in vain', async () => {
  const { pool, server, clock } = poolOnFakeServer({ max: 1, acquireTimeoutMs: 1_000 })
  const lease = await pool.acquire()
  lease.recordStatement({ elapsedMs: 1, failedWith: 'syntax-error' })
  lease.recordStatement({ elapsedMs: 1, failedWith: 'syntax-error' })
  lease.recordStatement({ elapsedMs: 1, failedWith: null })
  const late = failureOf(pool.acquire())
  await clock.advance(1_000)
  await late
  expect(pool.stats()).toMatchObject({
    errorCount: 3,
    errorsByCode: { 'syntax-error': 2, 'acquire-timeout': 1 },
  })

  server.refuseConnections('authentication-failed')
  pool.kill(1)
  await failureOf(pool.acquire())
  expect(pool.stats().errorsByCode).toMatchObject({ 'authentication-failed': 1 })
})
