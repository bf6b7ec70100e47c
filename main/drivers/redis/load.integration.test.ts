import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ColumnType } from '../../../contract/columns.ts'
import type { Batch } from '../../frame/Batch.ts'
import type { CellValue } from '../../frame/collectRows.ts'
import { batchOf } from '../../frame/testing/batchOf.ts'
import { hasRedis, type RedisServer, startRedis } from '../../testing/redisServer.ts'
import { type RedisCluster, startRedisCluster } from '../../testing/redisTopologies.ts'
import { runCollecting } from '../testing/CollectingSink.ts'
import { redisWork, tableOf } from './testing/redisWork.ts'

const signal = new AbortController().signal
const text: ColumnType = { kind: 'text' }

async function* each(...batches: Batch[]): AsyncGenerator<Batch> {
  yield* batches
}
const rowsOf = (types: ColumnType[], rows: CellValue[][]) => each(batchOf(types, rows))
const load = (table: string, columns: string[], batches: AsyncIterable<Batch>) => ({
  ...{ schema: '', table, columns, batches },
})

describe.runIf(hasRedis())('rows into keys', () => {
  const connect = redisWork()
  let server: RedisServer

  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server?.stop())
  beforeEach(() => server.ask('FLUSHALL'))

  test('become hashes under their first column, exact, NULL left out', async () => {
    const connection = await connect(server.url)
    const columns = ['id', 'name', 'balance', 'seen', 'big', 'photo']
    const types: ColumnType[] = [
      { kind: 'int32' },
      text,
      { kind: 'decimal', precision: 38, scale: 4 },
      { kind: 'timestamp', unit: 'us', zone: 'UTC' },
      { kind: 'int64' },
      { kind: 'binary' },
    ]
    const rows: CellValue[][] = [
      [1, 'Ada “é”\r\n🦥', -12_345n, 1n, 2n ** 63n - 1n, Uint8Array.of(0, 13, 10, 255)],
      [2, '', null, null, null, Uint8Array.of()],
    ]

    expect(connection.describeLoad!({ table: 'reader', columns: ['id', 'full name'] })).toBe(
      'HSET reader:<id> "full name" "<full name>"',
    )
    expect(
      await connection.bulkInsert!(load('reader', columns, rowsOf(types, rows)), signal),
    ).toEqual({ writtenRows: 2 })

    expect((await tableOf(connection, 'HGETALL reader:1')).rows).toEqual([
      ['name', 'Ada “é”\r\n🦥'],
      ['balance', '-1.2345'],
      ['seen', '1970-01-01 00:00:00.000001+00'],
      ['big', '9223372036854775807'],
      ['photo', '0x000d0aff'],
    ])
    expect((await tableOf(connection, 'HGETALL reader:2')).rows).toEqual([
      ['name', ''],
      ['photo', ''],
    ])
  })

  test('become strings where there is but a value beside the key', async () => {
    const connection = await connect(server.url)
    const columns = ['value', 'key']
    expect(connection.describeLoad!({ table: 'visits', columns })).toBe('SET visits:<key> <value>')
    await connection.bulkInsert!(
      load('visits', columns, rowsOf([{ kind: 'int32' }, text], [[12, 'ada']])),
      signal,
    )
    expect(await server.ask('GET', 'visits:ada')).toMatch(/12/)
  })

  test('are all there when many go in pipelines', async () => {
    const connection = await connect(server.url)
    async function* many() {
      for (let first = 0; first < 50_000; first += 5_000)
        yield batchOf(
          [{ kind: 'int32' }, text],
          Array.from({ length: 5_000 }, (_, row) => [first + row, `row ${first + row}`]),
        )
    }
    expect(await connection.bulkInsert!(load('many', ['id', 'name'], many()), signal)).toEqual({
      writtenRows: 50_000,
    })
    expect(await server.ask('DBSIZE')).toMatch(/50000/)
    expect(await server.ask('HGET', 'many:49999', 'name')).toMatch(/row 49999/)
  })

  test('tell the first row that was refused; those before it stay', async () => {
    const connection = await connect(server.url)
    await server.ask('RPUSH', 't:3', 'a list')
    const rows = [1, 2, 3, 4].map((id) => [id, `row ${id}`])
    await expect(
      connection.bulkInsert!(
        load('t', ['id', 'name'], rowsOf([{ kind: 'int32' }, text], rows)),
        signal,
      ),
    ).rejects.toMatchObject({ message: /WRONGTYPE/, details: { row: 2 } })
    expect(await server.ask('EXISTS', 't:1', 't:2')).toMatch(/2/)

    for (const bad of [
      [null, 'no key'],
      [7, null],
    ])
      await expect(
        connection.bulkInsert!(
          load('t', ['id', 'name'], rowsOf([{ kind: 'int32' }, text], [[5, 'five'], bad])),
          signal,
        ),
      ).rejects.toMatchObject({ code: 'constraint-violation', details: { row: 1 } })
    expect(await server.ask('EXISTS', 't:5')).toMatch(/1/)
  })

  test('belong to an open MULTI', async () => {
    const connection = await connect(server.url)
    await runCollecting(connection, 'MULTI')
    await connection.bulkInsert!(
      load('t', ['id', 'name'], rowsOf([text, text], [['1', 'a']])),
      signal,
    )
    await runCollecting(connection, 'DISCARD')
    expect(await server.ask('EXISTS', 't:1')).toMatch(/0/)
  })

  test('are given up in the midst, and the session goes on', async () => {
    const connection = await connect(server.url)
    const abort = new AbortController()
    let pulled = 0
    async function* endless() {
      for (;;) yield batchOf([{ kind: 'int32' }, text], [[pulled++, 'x'.repeat(1_000)]])
    }
    const outcome = expect(
      connection.bulkInsert!(load('t', ['id', 'name'], endless()), abort.signal),
    ).rejects.toMatchObject({ code: 'statement-cancelled' })
    await vi.waitUntil(() => pulled > 200)
    abort.abort()
    await outcome
    expect((await tableOf(connection, 'ECHO still')).rows).toEqual([['still']])
  })

  test('pass on what their source throws; a read-only profile writes nothing', async () => {
    const connection = await connect(server.url)
    const failure = new Error('the file ends here')
    async function* failing() {
      yield batchOf([text, text], [['1', 'a']])
      throw failure
    }
    await expect(connection.bulkInsert!(load('t', ['id', 'name'], failing()), signal)).rejects.toBe(
      failure,
    )
    const reader = await connect(server.url, { isReadOnly: true })
    await expect(
      reader.bulkInsert!(load('r', ['id', 'name'], rowsOf([text, text], [['1', 'a']])), signal),
    ).rejects.toMatchObject({ code: 'read-only' })
    await expect(
      connection.bulkInsert!(load('t', ['id'], rowsOf([text], [['1']])), signal),
    ).rejects.toMatchObject({ code: 'invalid-request' })
  })
})

describe.runIf(hasRedis())('rows into the keys of a cluster', () => {
  const connect = redisWork()
  let cluster: RedisCluster

  beforeAll(async () => {
    cluster = await startRedisCluster()
  })
  afterAll(() => cluster?.stop())

  test('go to the nodes that have them', async () => {
    const connection = await connect(
      `redis+cluster://${cluster.nodes.map(({ host, port }) => `${host}:${port}`).join(',')}`,
    )
    const rows = Array.from({ length: 3_000 }, (_, id) => [id, `row ${id}`])
    await connection.bulkInsert!(
      load('t', ['id', 'name'], rowsOf([{ kind: 'int32' }, text], rows)),
      signal,
    )
    const sizes = await Promise.all(cluster.nodes.map((node) => node.ask('DBSIZE')))
    const counts = sizes.map((size) => Number(/\d+/.exec(size)![0]))
    expect(counts.reduce((sum, count) => sum + count)).toBe(3_000)
    expect(Math.min(...counts)).toBeGreaterThan(500)
  })
})
