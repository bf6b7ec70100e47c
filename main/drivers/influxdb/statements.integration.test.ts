import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BrowsePage } from '../../../contract/explorer.ts'
import { batchOf } from '../../frame/testing/batchOf.ts'
import { hasInflux, type InfluxServer, startInflux } from '../../testing/influxServer.ts'
import { TcpProxy } from '../../testing/TcpProxy.ts'
import { CollectingSink, rowsOf, runCollecting } from '../testing/CollectingSink.ts'
import { browse } from './browse.ts'
import { influxWork } from './testing/influxWork.ts'

const signal = new AbortController().signal

describe.runIf(hasInflux())('statements of InfluxQL', () => {
  const connect = influxWork()
  let server: InfluxServer

  beforeAll(async () => {
    server = await startInflux()
    await server.query('CREATE DATABASE "my shop"')
    await server.query('CREATE RETENTION POLICY brief ON "my shop" DURATION 1d REPLICATION 1')
    await server.write(
      'my shop',
      [
        'cpu,host=a,zone=x load=1,n=1i 1700000000000000001',
        'cpu,host=b load=2.5,n=9223372036854775807i 1700000000000000002',
        'disk,host=a free=5i,label="root" 1700000000000000003',
      ].join('\n'),
    )
  })
  afterAll(() => server?.stop())

  const open = () => connect(`${server.url}/my%20shop`)

  test('whole numbers among reals stay reals, and integers integers', async () => {
    const { sink } = await runCollecting(await open(), 'SELECT load, n FROM cpu')
    expect(sink.result.columns.map(({ type }) => type.kind)).toEqual([
      'timestamp',
      'float64',
      'int64',
    ])
    expect(sink.rows).toEqual([
      ['2023-11-14 22:13:20.000000001+00', '1', '1'],
      ['2023-11-14 22:13:20.000000002+00', '2.5', '9223372036854775807'],
    ])
  })

  test('series that differ by tags make one table, those of other measurements another', async () => {
    const connection = await open()
    const byTags = await runCollecting(connection, 'SELECT n FROM cpu GROUP BY host, zone')
    expect(byTags.sink.result.columns.map(({ name }) => name)).toEqual([
      'host',
      'zone',
      'time',
      'n',
    ])
    expect(byTags.sink.rows.map((row) => row.slice(0, 2))).toEqual([
      ['a', 'x'],
      ['b', ''],
    ])
    const two = await runCollecting(connection, 'SELECT * FROM cpu, disk')
    expect(two.sink.results.map((result) => rowsOf(result).length)).toEqual([2, 1])
    const keys = await runCollecting(connection, 'SHOW FIELD KEYS')
    expect(keys.sink.rows).toEqual([
      ['cpu', 'load', 'float'],
      ['cpu', 'n', 'integer'],
      ['disk', 'free', 'integer'],
      ['disk', 'label', 'string'],
    ])
    const none = await runCollecting(connection, 'SELECT * FROM nowhere')
    expect(none.sink.result.columns.map(({ name }) => name)).toEqual(['time'])
  })

  test('errors have a code, and a place where the server tells one', async () => {
    const connection = await open()
    const sql = "SELECT '🦥',\n n FORM cpu"
    await expect(runCollecting(connection, sql)).rejects.toMatchObject({ code: 'syntax-error' })
    await expect(runCollecting(connection, 'SELECT * FORM cpu')).rejects.toMatchObject({
      code: 'syntax-error',
      details: { offset: 'SELECT * '.length },
    })
    await expect(runCollecting(connection, 'SELECT * FROM nope..cpu')).rejects.toMatchObject({
      code: 'database-not-found',
    })
  })

  test('databases, policies, measurements, tags and fields are browsed', async () => {
    const connection = await open()
    const level = (path: string[] = [], pattern = ''): Promise<BrowsePage> =>
      browse.level(connection, { path, pattern, cursor: null }, signal)
    const seen = ({ nodes }: BrowsePage) =>
      nodes.map(({ label, detail }) => `${label} ${detail}`.trim())

    expect(seen(await level())).toContain('my shop')
    const shop = await level(['my shop'])
    expect(seen(shop)).toEqual(['Retention policies', 'cpu', 'disk'])
    expect(seen(await level(shop.nodes[0]!.path))).toEqual(['autogen ∞ · default', 'brief 24h0m0s'])
    expect(seen(await level(shop.nodes[1]!.path))).toEqual([
      'time time',
      'host tag',
      'zone tag',
      'load float',
      'n integer',
    ])
    expect(seen(await level([], 'DIS'))).toEqual(['my shop / disk'])
    const statement = await browse.openStatement(connection, shop.nodes[2]!.path, signal)
    expect(statement).toBe('SELECT * FROM "my shop".."disk"')
    expect((await runCollecting(connection, statement)).sink.rows).toHaveLength(1)
  })

  test('rows are written as line protocol, values and times exactly', async () => {
    const connection = await open()
    await server.write('my shop', 'loaded,host=old n=1i 1\n')
    const batch = batchOf(
      [
        { kind: 'timestamp', unit: 'us', zone: 'UTC' },
        { kind: 'text' },
        { kind: 'int64' },
        { kind: 'float64' },
        { kind: 'bool' },
        { kind: 'text' },
      ],
      [
        [1_700_000_000_123_456n, 'a b,c=d', 2n ** 63n - 1n, 0.1, true, 'say "hi"\\\nto 🦥'],
        [1_700_000_000_123_457n, null, -(2n ** 63n), null, false, ''],
      ],
    )
    async function* batches() {
      yield batch
    }
    const columns = ['time', 'host', 'n', 'load', 'ok', 'big note']
    const load = { schema: 'my shop', table: 'loaded', columns, batches: batches() }
    expect(await connection.bulkInsert!(load, signal)).toEqual({ writtenRows: 2 })

    const { sink } = await runCollecting(
      connection,
      'SELECT host, n, "load", ok, "big note" FROM loaded WHERE time > 1',
    )
    expect(sink.rows).toEqual([
      [
        '2023-11-14 22:13:20.123456+00',
        'a b,c=d',
        '9223372036854775807',
        '0.1',
        'true',
        'say "hi"\\\nto 🦥',
      ],
      ['2023-11-14 22:13:20.123457+00', null, '-9223372036854775808', null, 'false', ''],
    ])
    const tags = await runCollecting(connection, 'SHOW TAG KEYS FROM loaded')
    expect(tags.sink.rows).toEqual([['loaded', 'host']])
  })

  test('a response that breaks off fails the statement, and the next finds its way', async () => {
    const lines = Array.from(
      { length: 50_000 },
      (_, index) => `long n=${index}i,text="${'.'.repeat(100)}" ${index}`,
    )
    await server.write('my shop', lines.join('\n'))
    const proxy = await TcpProxy.start(server.port)
    try {
      const connection = await connect(`influxdb://127.0.0.1:${proxy.port}/my%20shop`)
      const gate = Promise.withResolvers<void>()
      const sink = new CollectingSink(() => gate.promise)
      const running = connection.run({ sql: 'SELECT * FROM long' }, sink, signal)
      await expect.poll(() => sink.results.length).toBe(1)
      proxy.cut()
      gate.resolve()
      await expect(running).rejects.toMatchObject({ code: 'connection-lost' })
      expect((await runCollecting(connection, 'SELECT n FROM long LIMIT 1')).sink.rowCount).toBe(1)
    } finally {
      await proxy.stop()
    }
  })
})
