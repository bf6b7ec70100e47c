import { afterAll, beforeAll, expect, test } from 'vitest'
import { PostgresCluster } from '../../testing/PostgresCluster.ts'
import { TcpProxy } from '../../testing/TcpProxy.ts'
import { askServer } from '../../pool/testing/poolOnPostgres.ts'
import { runCollecting } from '../testing/CollectingSink.ts'
import { postgres } from './index.ts'

const { signal } = new AbortController()
let cluster: PostgresCluster
let proxy: TcpProxy
beforeAll(async () => {
  cluster = await PostgresCluster.create()
  proxy = await TcpProxy.start(cluster.port)
})
afterAll(async () => {
  await proxy?.stop()
  await cluster?.remove()
})

const sleepers = () =>
  askServer(
    cluster,
    "select count(*)::int from pg_stat_activity where query like '%pg_sleep(299)%' and pid <> pg_backend_pid()",
  )

test('what nobody waits for any more ends at the server', async () => {
  const { fields, secrets } = postgres.parseUrl(cluster.url)
  const connection = await postgres.connect(
    {
      profileName: 'orders',
      fields: { ...fields, ...secrets, port: proxy.port, tlsMode: 'off', clientCheckMs: 300 },
      isReadOnly: false,
      connectTimeoutMs: 5_000,
      statementTimeoutMs: 0,
    },
    { spawnProcess: () => expect.fail('no process') },
    signal,
  )
  const { sink } = await runCollecting(connection, 'show client_connection_check_interval')
  expect(sink.rows).toEqual([['300ms']])
  const running = runCollecting(connection, 'select pg_sleep(299)').catch(() => null)
  await expect.poll(sleepers).toBe(1)
  // As when the program is killed: nothing is said to the server, the sockets just close.
  proxy.cut()
  await running
  await expect.poll(sleepers, { timeout: 10_000 }).toBe(0)
}, 30_000)
