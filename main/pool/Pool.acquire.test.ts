import { expect, test } from 'vitest'
import type { Lease } from './Lease.ts'
import { failureOf } from './testing/failureOf.ts'
import { poolOnFakeServer } from './testing/poolOnFakeServer.ts'

test('on timeout, tells the counts and why no connection could be opened', async () => {
  const { pool, server, clock } = poolOnFakeServer({ max: 2, acquireTimeoutMs: 500 })
  server.refuseConnections()

  const outcome = expect(pool.acquire()).rejects.toMatchObject({
    code: 'acquire-timeout',
    details: { waitedMs: 500, total: 0, active: 0, idle: 0, waiting: 1, max: 2 },
    cause: { code: 'connection-refused' },
  })
  await clock.advance(500)
  await outcome
})

test('on timeout, names who has held a connection for longest', async () => {
  const { pool, clock } = poolOnFakeServer({ max: 2, acquireTimeoutMs: 500 })
  await pool.acquire({ label: 'Nightly report' })
  await clock.advance(1_000)
  await pool.acquire({ label: 'Tab 2' })

  const waits = [1, 2, 3].map(() => failureOf(pool.acquire()))
  await clock.advance(500)

  const [first] = await Promise.all(waits)
  expect(first!.message).toBe(
    'No connection to “orders” within 500 ms (2 of 2 active, 3 waiting). ' +
      'Raise max, or look for a held lease.',
  )
  expect(first!.details).toEqual({
    name: 'orders',
    waitedMs: 500,
    total: 2,
    active: 2,
    idle: 0,
    creating: 0,
    waiting: 3,
    max: 2,
    longestHolder: 'Nightly report',
    longestHeldMs: 1_500,
  })
  expect(pool.stats()).toMatchObject({ waiting: 0, timeoutCount: 3, acquireWait: { maxMs: 500 } })
  expect(pool.events().at(-1)).toMatchObject({ kind: 'acquire-timeout' })
})

test('on timeout, tells apart a server that refuses from one that is slow', async () => {
  const refused = poolOnFakeServer({ acquireTimeoutMs: 500 })
  refused.server.refuseConnections()
  const slow = poolOnFakeServer({ acquireTimeoutMs: 500 })
  slow.server.connectDelayMs = 2_000

  const failures = [failureOf(refused.pool.acquire()), failureOf(slow.pool.acquire())]
  await refused.clock.advance(500)
  await slow.clock.advance(500)

  const messages = (await Promise.all(failures)).map(({ message }) => message)
  expect(messages).toEqual([
    'No connection to “orders” within 500 ms (0 of 5 active, 1 waiting). ' +
      'Connecting fails: The server said connection-refused.',
    'No connection to “orders” within 500 ms (0 of 5 active, 1 waiting). ' +
      'The server takes longer to accept one. Raise acquireTimeoutMs, or look at the network.',
  ])
})

test('lends the connection used last, so that the others can go', async () => {
  const { pool } = poolOnFakeServer({ max: 3 })
  const [first, second, third] = [await pool.acquire(), await pool.acquire(), await pool.acquire()]
  const connections = [first, second, third].map(({ connection }) => connection)
  first.release()
  third.release()
  second.release()

  const again = await pool.acquire()

  expect(again.connection).toBe(connections[1])
})

test('hands a returned connection to who waits longest, whoever asks in between', async () => {
  const { pool, clock } = poolOnFakeServer({ max: 1 })
  const holder = await pool.acquire()
  const served: string[] = []
  const queue = (label: string) =>
    pool.acquire({ label }).then((lease) => {
      served.push(label)
      lease.release()
    })
  const waits = ['first', 'second', 'third'].map(queue)

  holder.release()
  waits.push(queue('too late to go first'))
  await clock.settle()
  await Promise.all(waits)

  expect(served).toEqual(['first', 'second', 'third', 'too late to go first'])
})

test('lets a person go before the program’s own reads, but not for ever', async () => {
  const { pool, clock } = poolOnFakeServer({ max: 1 })
  let current = await pool.acquire()
  const served: string[] = []
  const enter = (label: string, priority: 'interactive' | 'background') =>
    pool.acquire({ label, priority }).then((lease) => {
      served.push(label)
      current = lease
    })
  void enter('catalog', 'background')
  await clock.advance(100)
  void enter('query', 'interactive')
  await clock.advance(2_000)
  void enter('late query', 'interactive')

  for (let round = 0; round < 3; round++) {
    current.release()
    await clock.settle()
  }

  expect(served).toEqual(['query', 'catalog', 'late query'])
})

test('a waiter that gives up leaves the others where they are', async () => {
  const { pool, clock } = poolOnFakeServer({ max: 1 })
  const holder = await pool.acquire()
  const giveUp = new AbortController()
  const first = failureOf(pool.acquire({ signal: giveUp.signal }))
  const second = pool.acquire()
  await clock.advance(120)

  giveUp.abort()

  expect(await first).toMatchObject({ code: 'aborted', details: { waitedMs: 120 } })
  expect(pool.stats().waiting).toBe(1)
  holder.release()
  expect((await second).waitedMs).toBe(120)
})

test('does not wait for someone who had given up before asking', async () => {
  const { pool, server } = poolOnFakeServer()
  expect(await failureOf(pool.acquire({ signal: AbortSignal.abort() }))).toMatchObject({
    code: 'aborted',
  })
  expect(server.connectAttempts).toBe(0)
})

test('thirty thousand waiters can give up in any order and leave nothing behind', async () => {
  const { pool, clock } = poolOnFakeServer({ max: 1 })
  const holder = await pool.acquire()
  const waiters = Array.from({ length: 30_000 }, () => {
    const controller = new AbortController()
    return { controller, outcome: failureOf(pool.acquire({ signal: controller.signal })) }
  })
  expect(pool.stats().waiting).toBe(30_000)

  const evenFirst = [
    ...waiters.filter((_, index) => index % 2 === 0),
    ...waiters.filter((_, index) => index % 2 === 1),
  ]
  for (const { controller } of evenFirst) controller.abort('gave up') // a reason given is quicker

  const outcomes = await Promise.all(waiters.map(({ outcome }) => outcome))
  expect(outcomes.every(({ code }) => code === 'aborted')).toBe(true)
  expect(pool.stats()).toMatchObject({ waiting: 0, active: 1 })
  holder.release()
  await pool.close()
  expect(clock.timerCount).toBe(0)
})

test('many waiters of one signal are all sent away by it', async () => {
  const { pool } = poolOnFakeServer({ max: 1 })
  await pool.acquire()
  const controller = new AbortController()
  const outcomes = Array.from({ length: 1_000 }, () =>
    failureOf(pool.acquire({ signal: controller.signal })),
  )
  controller.abort()
  expect((await Promise.all(outcomes)).map(({ code }) => code)).toEqual(
    Array(1_000).fill('aborted'),
  )
})

test('tells who has to wait, and only those', async () => {
  const { pool } = poolOnFakeServer({ max: 1 })
  let waits = 0
  const onWaiting = () => void waits++
  const first = await pool.acquire({ onWaiting })
  expect(waits).toBe(1) // for the first connection to open
  first.release()

  const second = await pool.acquire({ onWaiting })
  expect(waits).toBe(1)

  const third = pool.acquire({ onWaiting })
  expect(waits).toBe(2)
  second.release()
  await third
})

test('a caller whose onWaiting throws gets that error and holds nothing', async () => {
  const { pool, clock } = poolOnFakeServer()
  const outcome = pool.acquire({
    onWaiting: () => {
      throw new Error('the tab is gone')
    },
  })
  await expect(outcome).rejects.toThrow('the tab is gone')
  await clock.settle()
  expect(pool.stats()).toMatchObject({ waiting: 0, active: 0 })
})

test('a pool closed while telling that one has to wait lets nobody hang', async () => {
  const { pool } = poolOnFakeServer()
  const outcome = failureOf(pool.acquire({ onWaiting: () => void pool.close() }))
  expect(await outcome).toMatchObject({ code: 'pool-closed' })
})

test('use returns the connection when the work succeeds, throws or is given up', async () => {
  const { pool } = poolOnFakeServer({ max: 1 })
  expect(await pool.use({ label: 'read' }, async () => 42)).toBe(42)

  const broken = pool.use({}, async () => {
    throw new Error('work failed')
  })
  await expect(broken).rejects.toThrow('work failed')

  const controller = new AbortController()
  let isRun = false
  const givenUp = pool.use({ signal: controller.signal }, async () => void (isRun = true))
  controller.abort()
  await expect(givenUp).rejects.toMatchObject({ code: 'aborted' })

  expect(isRun).toBe(false)
  expect(pool.stats()).toMatchObject({ total: 1, active: 0, idle: 1 })
})

test('releasing twice changes nothing, and a released lease gives no connection', async () => {
  const { pool } = poolOnFakeServer({ max: 2 })
  const first = await pool.acquire({ label: 'Tab 1' })
  first.release()
  const second = await pool.acquire()

  first.release()

  expect(pool.stats()).toMatchObject({ active: 1, idle: 0 })
  expect(() => first.connection).toThrow('The lease “Tab 1” was used after it had been released.')
  expect(second.connection).toBeDefined()
})

test('a lease declared with using comes back at the end of its block', async () => {
  const { pool } = poolOnFakeServer()
  {
    using lease: Lease = await pool.acquire()
    expect(lease.connection).toBeDefined()
    expect(pool.stats().active).toBe(1)
  }
  expect(pool.stats().active).toBe(0)
})

test('lists who holds what, the longest first, with the statement that runs', async () => {
  const { pool, clock } = poolOnFakeServer({ max: 2 })
  const report = await pool.acquire({ label: 'Report', ownerId: 'run-1' })
  await clock.advance(100)
  report.noteStatement('select 1')
  await clock.advance(2_000)
  await pool.acquire({ label: 'Tab 2' })
  await clock.advance(500)

  expect(pool.leases()).toEqual([
    {
      connectionId: 1,
      sessionId: '1',
      label: 'Report',
      ownerId: 'run-1',
      heldMs: 2_600,
      statement: 'select 1',
      statementMs: 2_500,
      lastStatement: null,
      isInTransaction: false,
      idleMs: null,
      isLeakSuspect: false,
      stack: null,
      canCancel: false,
    },
    {
      connectionId: 2,
      sessionId: '2',
      label: 'Tab 2',
      ownerId: null,
      heldMs: 500,
      statement: null,
      statementMs: null,
      lastStatement: null,
      isInTransaction: false,
      idleMs: 500,
      isLeakSuspect: false,
      stack: null,
      canCancel: false,
    },
  ])

  report.noteStatement(null)
  expect(pool.leases()[0]).toMatchObject({ statement: null, lastStatement: 'select 1' })
  report.release()
  expect(pool.leases()).toHaveLength(1)
})

test('statements told by leases make the figures', async () => {
  const { pool } = poolOnFakeServer()
  const lease = await pool.acquire()
  for (let count = 0; count < 19; count++)
    lease.recordStatement({ elapsedMs: 10, failedWith: null })
  lease.recordStatement({ elapsedMs: 200, failedWith: 'server-error' })

  expect(pool.stats()).toMatchObject({
    name: 'orders',
    driverId: 'fake',
    state: 'running',
    queryCount: 20,
    errorCount: 1,
    errorRatio: 0.05,
    queriesPerSecond: 2,
    queryLatency: { count: 20, p50Ms: expect.closeTo(10, 0) as number, maxMs: 200 },
    utilisationRatio: 0.2,
  })
})
