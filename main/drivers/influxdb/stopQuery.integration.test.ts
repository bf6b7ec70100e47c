import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hasInflux, type InfluxServer, startInflux } from '../../testing/influxServer.ts'
import { TcpProxy } from '../../testing/TcpProxy.ts'
import type { Connection } from '../driver.ts'
import { runCollecting } from '../testing/CollectingSink.ts'
import { influxWork } from './testing/influxWork.ts'

/** Counts the points of every millisecond of fifty years. */
const ENDLESS =
  'SELECT max(c) FROM (SELECT count(n) AS c FROM cpu WHERE time >= 0 AND time < 1600000000s GROUP BY time(1ms) fill(0))'

describe.runIf(hasInflux())('a query whose request is closed', () => {
  const connect = influxWork()
  let server: InfluxServer
  let proxy: TcpProxy

  beforeAll(async () => {
    server = await startInflux({ administrator: { user: 'admin', password: 'secret' } })
    await server.query('CREATE DATABASE shop')
    await server.write('shop', 'cpu,host=a n=1i 1500000000000000000')
    await server.query("CREATE USER reader WITH PASSWORD 'books'")
    await server.query('GRANT READ ON shop TO reader')
    proxy = await TcpProxy.start(server.port)
  })
  afterEach(async () => {
    proxy.cut()
    await expect.poll(running).toEqual([])
  })
  afterAll(async () => {
    await proxy?.stop()
    await server?.stop()
  })

  /** Numbers of the queries that the server is at work on. */
  async function running(): Promise<string[]> {
    const answer = await server.query('SHOW QUERIES')
    return [...answer.matchAll(/\[(\d+),"SELECT max/g)].map(([, id]) => id!)
  }

  const through = (port: number, user: string, changes = {}) =>
    connect(`influxdb://${user}@127.0.0.1:${port}/shop`, changes)

  async function cancelled(connection: Connection): Promise<unknown> {
    const abort = new AbortController()
    const outcome = runCollecting(connection, ENDLESS, { signal: abort.signal })
    await expect.poll(running).toHaveLength(1)
    abort.abort()
    return outcome.then(
      () => null,
      (error: unknown) => error,
    )
  }

  test('is ended by the server itself, also for who may not end queries', async () => {
    proxy.outlivesClients = false
    for (const user of ['admin:secret', 'reader:books']) {
      const connection = await through(proxy.port, user)
      expect(await cancelled(connection)).toMatchObject({
        code: 'statement-cancelled',
        message: 'The statement was cancelled',
      })
      expect(await running()).toEqual([])
    }
  })

  test('is killed where a proxy hides from the server that the request is gone', async () => {
    proxy.outlivesClients = true
    const connection = await through(proxy.port, 'admin:secret')
    expect(await cancelled(connection)).toMatchObject({
      code: 'statement-cancelled',
      message: 'The statement was cancelled',
    })
    expect(await running()).toEqual([])
    const { sink } = await runCollecting(connection, 'SELECT n FROM cpu')
    expect(sink.rowCount).toBe(1)
  })

  test('goes on where the user may not kill it either, and that is said', async () => {
    proxy.outlivesClients = true
    const connection = await through(proxy.port, 'reader:books')
    expect(await cancelled(connection)).toMatchObject({
      code: 'statement-cancelled',
      message: expect.stringMatching(/may still be at work on it .*KILL QUERY.*admin privilege/),
    })
    expect(await running()).toHaveLength(1)
    const { sink } = await runCollecting(connection, 'SELECT n FROM cpu')
    expect(sink.rowCount).toBe(1)
  })

  test('is killed at the time limit of the profile too', async () => {
    proxy.outlivesClients = true
    const connection = await through(proxy.port, 'admin:secret', { statementTimeoutMs: 300 })
    await expect(runCollecting(connection, ENDLESS)).rejects.toMatchObject({
      code: 'statement-timeout',
    })
    expect(await running()).toEqual([])
  })
})
