import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { PoolSettings } from '../../contract/pools.ts'
import { runCollecting } from '../drivers/testing/CollectingSink.ts'
import { PostgresCluster } from '../testing/PostgresCluster.ts'
import type { Pool } from './Pool.ts'
import { failureOf } from './testing/failureOf.ts'
import { askPool, askServer, countSessions, poolOnPostgres } from './testing/poolOnPostgres.ts'

const MAX_CONNECTIONS = 15
let cluster: PostgresCluster
const pools: Pool[] = []

beforeAll(async () => {
  cluster = await PostgresCluster.create({
    max_connections: String(MAX_CONNECTIONS),
    client_connection_check_interval: '100ms',
  })
})
/** Whatever befell it: nobody waits, nothing is out, and pool and server count the same. */
afterEach(async () => {
  for (const pool of pools.splice(0))
    try {
      const difference = async () => Number(await countSessions(cluster)) - pool.stats().total
      await expect.poll(difference).toBe(0)
      expect(pool.stats()).toMatchObject({ waiting: 0, active: 0 })
    } finally {
      await pool.close({ deadlineMs: 1_000 })
    }
  await expect.poll(() => countSessions(cluster)).toBe(0)
})
afterAll(() => cluster?.remove())

function open(settings: Partial<PoolSettings> = {}): Pool {
  const pool = poolOnPostgres(cluster, { max: 3, acquireTimeoutMs: 10_000, ...settings })
  pools.push(pool)
  return pool
}

const pidOf = (pool: Pool) => askPool(pool, 'select pg_backend_pid()').then(Number)
const worksAgain = (pool: Pool) =>
  expect.poll(() => askPool(pool, 'select 1').catch(() => null)).toBe('1')

test('a session terminated while idle costs nobody a statement', async () => {
  const pool = open({ validateAfterIdleMs: 0 })
  const pid = await pidOf(pool)
  await askServer(cluster, `select pg_terminate_backend(${pid}, 5000)`)

  expect(await pidOf(pool)).not.toBe(pid)
})

test.each([
  ['at work', 'select pg_sleep(60)', null],
  ['in a transaction', 'begin', 'select pg_sleep(60)'],
  ['amid rows', 'select i, pg_sleep(0.001) from generate_series(1, 1000000) as i', null],
])('a session terminated %s fails its statement alone', async (_, first, second) => {
  const pool = open()
  const lost = pool.use({}, async ({ connection }) => {
    const running = (async () => {
      await runCollecting(connection, first)
      if (second) await runCollecting(connection, second)
    })()
    const failure = failureOf(running)
    const { sessionId } = connection.server
    const isAtWork = `select state = 'active' from pg_stat_activity where pid = ${sessionId}`
    await expect.poll(() => askServer(cluster, isAtWork)).toBe(true)
    await askServer(cluster, `select pg_terminate_backend(${sessionId})`)
    return failure
  })

  expect((await lost).code).toBe('connection-lost')
  expect(await askPool(pool, 'select 1')).toBe('1')
})

test('a syntax error does not cost the session', async () => {
  const pool = open()
  const pid = await pidOf(pool)
  expect((await failureOf(askPool(pool, 'selec 1'))).code).toBe('syntax-error')
  expect(await pidOf(pool)).toBe(pid)
})

test('a session killed outright crashes the server, and all is well when it is up again', async () => {
  const pool = open({ min: 2 })
  process.kill(await pidOf(pool), 'SIGKILL')
  await worksAgain(pool)
})

test.each(['immediate', 'fast'] as const)(
  'after a restart (%s) the pool is usable without touching it',
  async (mode) => {
    const pool = open({ min: 2 })
    const busy = failureOf(askPool(pool, 'select pg_sleep(60)'))
    await expect.poll(() => pool.stats().active).toBe(1)
    await cluster.restart(mode)
    expect((await busy).code).toBe('connection-lost')
    await worksAgain(pool)
  },
)

test('who waits while the server is down gets a session as soon as it is up', async () => {
  const pool = open()
  await cluster.stop()
  const patient = askPool(pool, 'select 1')
  await expect.poll(() => pool.stats().lastConnectError?.code).toBe('connection-refused')
  await cluster.start()
  expect(await patient).toBe('1')
})

test('while the postmaster is frozen sessions go on, and a new one is given up in time', async () => {
  const pool = poolOnPostgres(cluster, { max: 2 }, { connectTimeoutMs: 500 })
  pools.push(pool)
  await pool.use({}, async ({ connection }) => {
    cluster.freeze()
    try {
      const error = await failureOf(pool.acquire({ timeoutMs: 1_500 }))
      expect(['acquire-timeout', 'connect-timeout', 'breaker-open']).toContain(error.code)
      const { sink } = await runCollecting(connection, 'select 1')
      expect(sink.rows).toEqual([['1']])
    } finally {
      cluster.thaw()
    }
  })
  await worksAgain(pool)
})

test.runIf(process.platform === 'linux')(
  'a frozen server is told at once, whatever still runs on it, and all goes on when it does',
  async () => {
    const options = { connectTimeoutMs: 1_000, connectPatienceMs: 1_000 }
    const pool = poolOnPostgres(cluster, { max: 5, acquireTimeoutMs: 30_000 }, options)
    pools.push(pool)
    const busy = [1, 2].map(() => askPool(pool, 'select pg_sleep(12)'))
    await expect.poll(() => pool.stats().active).toBe(2)
    cluster.freezeAll()
    try {
      const first = failureOf(askPool(pool, 'select 1'))
      await expect.poll(() => pool.stats().breaker.state, { timeout: 10_000 }).not.toBe('closed')
      expect(pool.stats()).toMatchObject({ total: 2, health: { state: 'down' } })
      expect(['connect-timeout', 'breaker-open']).toContain((await first).code)
      // One may be let through to try; whoever comes beside it hears at once.
      void askPool(pool, 'select 1').catch(() => {})
      const beganMs = performance.now()
      expect(await failureOf(askPool(pool, 'select 1'))).toMatchObject({ code: 'breaker-open' })
      expect(performance.now() - beganMs).toBeLessThan(500)
      expect(pool.stats().errorCount).toBeGreaterThan(0)
    } finally {
      cluster.thawAll()
    }
    await expect
      .poll(() => askPool(pool, 'select 1').catch(() => null), { timeout: 15_000 })
      .toBe('1')
    await Promise.all(busy)
    expect(pool.stats().breaker.state).toBe('closed')
  },
  60_000,
)

test('with max_connections reached it says so, and goes on when there is room again', async () => {
  const hogs: Client[] = []
  for (let count = 0; count < MAX_CONNECTIONS; count++) {
    const hog = new Client({ connectionString: cluster.url })
    hog.on('error', () => {})
    hogs.push(hog)
    await hog.connect()
  }
  const pool = open()
  const error = await failureOf(pool.acquire({ timeoutMs: 500 }))
  expect([error.code, (error.cause as { code?: string } | undefined)?.code]).toContain(
    'server-busy',
  )

  await Promise.all(hogs.map((hog) => hog.end()))
  await worksAgain(pool)
})

test('a cancel that comes late never stops the next statement', async () => {
  const pool = open({ max: 1 })
  for (let turn = 0; turn < 40; turn++) {
    const stop = new AbortController()
    const first = askPool(pool, 'select pg_sleep(0.003)', stop.signal).catch(() => null)
    setTimeout(() => stop.abort(), turn % 8)
    await first
    expect(await askPool(pool, 'select pg_sleep(0.002)')).not.toBeUndefined()
  }
})

test('cancelling in a full pool serves who waits', async () => {
  const pool = open({ max: 2 })
  const stops = [new AbortController(), new AbortController()]
  const busy = stops.map(({ signal }) => failureOf(askPool(pool, 'select pg_sleep(60)', signal)))
  await expect.poll(() => pool.stats().active).toBe(2)
  const waiter = askPool(pool, 'select 1')
  stops[0]!.abort()
  expect(await waiter).toBe('1')
  stops[1]!.abort()
  for (const failure of busy) expect((await failure).code).toBe('statement-cancelled')
})
