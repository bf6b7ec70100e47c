import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { PoolSettings } from '../../contract/pools.ts'
import { PostgresCluster } from '../testing/PostgresCluster.ts'
import { TcpProxy } from '../testing/TcpProxy.ts'
import type { Pool } from './Pool.ts'
import { failureOf } from './testing/failureOf.ts'
import { askPool, countSessions, poolOnPostgres } from './testing/poolOnPostgres.ts'

let cluster: PostgresCluster
let proxy: TcpProxy
let pool: Pool

beforeAll(async () => {
  cluster = await PostgresCluster.create({ client_connection_check_interval: '100ms' })
})
beforeEach(async () => {
  proxy = await TcpProxy.start(cluster.port)
})
afterEach(async () => {
  expect(pool.stats()).toMatchObject({ waiting: 0, active: 0 })
  await pool.close({ deadlineMs: 1_000 })
  await proxy.stop()
  await expect.poll(() => countSessions(cluster)).toBe(0)
})
afterAll(() => cluster?.remove())

function open(settings: Partial<PoolSettings> = {}, connectTimeoutMs = 3_000): void {
  const options = { port: proxy.port, connectTimeoutMs }
  pool = poolOnPostgres(cluster, { max: 3, acquireTimeoutMs: 10_000, ...settings }, options)
}

const rows = (count: number) => `select i, repeat('x', 100) from generate_series(1, ${count}) as i`

test.each([
  ['latency', { latencyMs: 30 }],
  ['a slow drip', { dripBytes: 100 }],
])('%s makes it slow, and nothing else', async (_, fault) => {
  proxy.fault = fault
  open()
  expect(await Promise.all([1, 2, 3, 4].map(() => askPool(pool, rows(20))))).toEqual(
    Array(4).fill('1'),
  )
  expect(pool.stats()).toMatchObject({ errorCount: 0, timeoutCount: 0 })
})

test('an answer that breaks off is an error, never a short result, and the next one is whole', async () => {
  open()
  await askPool(pool, 'select 1')
  proxy.fault = { truncateAfterBytes: 50_000 }
  expect((await failureOf(askPool(pool, rows(100_000)))).code).toBe('connection-lost')
  proxy.fault = {}
  expect(await askPool(pool, `select count(*) from (${rows(1_000)}) as a`)).toBe('1000')
})

test('a login that breaks off is tried again', async () => {
  proxy.fault = { truncateAfterBytes: 20 }
  open()
  const patient = askPool(pool, 'select 1')
  await expect.poll(() => pool.stats().lastConnectError?.code).toBe('connection-lost')
  proxy.fault = {}
  expect(await patient).toBe('1')
})

test('when all connections are reset, those at work fail and those who wait are served', async () => {
  open()
  const busy = [1, 2, 3].map(() => failureOf(askPool(pool, 'select pg_sleep(60)')))
  await expect.poll(() => pool.stats().active).toBe(3)
  const waiting = [1, 2, 3].map(() => askPool(pool, 'select 1'))
  proxy.cut()

  for (const failure of busy) expect((await failure).code).toBe('connection-lost')
  expect(await Promise.all(waiting)).toEqual(['1', '1', '1'])
})

test('an idle connection on a dead way is found out before it is lent', async () => {
  open({ validateAfterIdleMs: 0, acquireTimeoutMs: 4_000 })
  await askPool(pool, 'select 1')
  proxy.stall()
  expect(await askPool(pool, 'select 1')).toBe('1')
  expect(pool.stats().errorCount).toBe(0)
})

test('where newcomers’ traffic is dropped, who waits is told in time, with the cause', async () => {
  proxy.ignoreNewcomers()
  open({}, 300)
  const error = await failureOf(pool.acquire({ timeoutMs: 800 }))
  expect(['acquire-timeout', 'breaker-open']).toContain(error.code)
  expect(error.cause).toMatchObject({ code: 'connect-timeout' })

  proxy.resume()
  await expect.poll(() => askPool(pool, 'select 1').catch(() => null)).toBe('1')
})

test('closing is bounded while the way is stalled, and leaves nothing at the server', async () => {
  open()
  const busy = failureOf(askPool(pool, 'select pg_sleep(60)'))
  await expect.poll(() => pool.stats().active).toBe(1)
  const waiting = failureOf(askPool(pool, 'select 1', AbortSignal.timeout(60_000)))
  proxy.ignoreNewcomers()
  proxy.stall()

  await Promise.all([pool.close({ deadlineMs: 300 }), pool.close({ deadlineMs: 60_000 })])
  expect((await busy).code).toBe('connection-lost')
  expect(['pool-closed', 'connection-lost']).toContain((await waiting).code)
})
