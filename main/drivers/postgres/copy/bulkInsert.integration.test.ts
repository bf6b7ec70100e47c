import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { ColumnType } from '../../../../contract/columns.ts'
import type { Batch } from '../../../frame/Batch.ts'
import { batchOf } from '../../../frame/testing/batchOf.ts'
import { startPostgres, type PostgresServer } from '../../../testing/postgresServer.ts'
import { TcpProxy } from '../../../testing/TcpProxy.ts'
import type { Connection } from '../../driver.ts'
import { runCollecting } from '../../testing/CollectingSink.ts'
import { postgres } from '../index.ts'

const signal = new AbortController().signal
const TEXT: ColumnType = { kind: 'text' }
let server: PostgresServer
const cleanUps: (() => unknown)[] = []

beforeAll(async () => {
  server = await startPostgres()
})
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp()
})
afterAll(() => server?.stop())

async function connect(port = server.port): Promise<Connection> {
  const { fields, secrets } = postgres.parseUrl(server.url)
  const connection = await postgres.connect(
    {
      profileName: 'load',
      fields: { ...fields, ...secrets, port },
      isReadOnly: false,
      connectTimeoutMs: 5_000,
      statementTimeoutMs: 0,
    },
    {
      spawnProcess: () => {
        throw new Error('This driver needs no process')
      },
    },
    signal,
  )
  cleanUps.unshift(() => connection.destroy())
  return connection
}

const ask = async (connection: Connection, ...statements: string[]) => {
  let rows: (string | null)[][] = []
  for (const sql of statements) {
    const { sink } = await runCollecting(connection, sql)
    rows = sink.results.length > 0 ? sink.rows : []
  }
  return rows
}

async function* inBatches(...batches: Batch[]): AsyncGenerator<Batch> {
  yield* batches
}

const load = (
  connection: Connection,
  table: string,
  columns: readonly string[],
  batches: AsyncIterable<Batch>,
  abort = signal,
) => connection.bulkInsert!({ schema: 'public', table, columns, batches }, abort)

test('loads types that have only a text form, narrower ones, and text for what it stands for', async () => {
  const connection = await connect()
  await ask(
    connection,
    `CREATE TYPE mood AS ENUM ('glad', 'so\\so')`,
    `CREATE TABLE odd (m mood, i interval, a int[], n int2, t varchar(5), b bytea, d date)`,
  )
  const types: ColumnType[] = [TEXT, TEXT, TEXT, { kind: 'int64' }, TEXT, { kind: 'binary' }, TEXT]
  const bytes = Uint8Array.of(0, 92, 255)
  const rows = [
    ['so\\so', '1 day 02:00:00', '{1,NULL,3}', 7n, 'a\tb\\\n', bytes, '0044-03-15 BC'],
    [null, null, null, null, '\\N', Uint8Array.of(), 'infinity'],
  ]

  await load(
    connection,
    'odd',
    ['m', 'i', 'a', 'n', 't', 'b', 'd'],
    inBatches(batchOf(types, rows)),
  )

  expect(await ask(connection, 'SELECT * FROM odd')).toEqual([
    ['so\\so', '1 day 02:00:00', '{1,NULL,3}', '7', 'a\tb\\\n', '0x005cff', '0044-03-15 BC'],
    [null, null, null, null, '\\N', '0x', 'infinity'],
  ])
})

test.each([
  ['n int2', { kind: 'int64' }, 40_000n, 'server-error', /out of range/],
  ['n varchar(3)', TEXT, 'four', 'server-error', /too long/],
  ['n uuid', TEXT, 'not one', 'invalid-request', /“n”/],
  ['n numeric', TEXT, '1,5', 'invalid-request', /“n”/],
  ['n jsonb', TEXT, '{', 'server-error', /json/],
  ['n text', TEXT, 'a\u0000b', 'server-error', /0x00/],
  ['n int CHECK (n > 0)', { kind: 'int32' }, 0, 'constraint-violation', /check/],
] as const)(
  'tells the row with a value that %s cannot hold',
  async (column, type, value, code, says) => {
    const connection = await connect()
    await ask(connection, 'DROP TABLE IF EXISTS narrow', `CREATE TABLE narrow (id int, ${column})`)
    const fine = batchOf([{ kind: 'int32' }, type], [[1, null]])
    const bad = batchOf(
      [{ kind: 'int32' }, type],
      [
        [2, null],
        [3, value],
        [4, null],
      ],
    )

    await expect(
      load(connection, 'narrow', ['id', 'n'], inBatches(fine, bad)),
    ).rejects.toMatchObject({ code, message: expect.stringMatching(says), details: { row: 2 } })
    expect(await ask(connection, 'SELECT count(*) FROM narrow')).toEqual([['0']])
  },
)

test('the shape of the table stays as it is while rows are under way', async () => {
  const connection = await connect()
  const other = await connect()
  await ask(connection, 'CREATE TABLE shape (id int4)')
  const refused = vi.fn()
  async function* batches() {
    yield batchOf([{ kind: 'int32' }], [[1]])
    await ask(other, `SET lock_timeout = '50ms'`, 'ALTER TABLE shape ALTER id TYPE real').catch(
      refused,
    )
    yield batchOf([{ kind: 'int32' }], [[2]])
  }

  await load(connection, 'shape', ['id'], batches())

  expect(refused).toHaveBeenCalledWith(expect.objectContaining({ code: 'transaction-conflict' }))
  expect(await ask(connection, 'SELECT id FROM shape ORDER BY id')).toEqual([['1'], ['2']])
})

test('a server that takes nothing more slows the source, and a cancel still ends it', async () => {
  const connection = await connect()
  const holder = await connect()
  await ask(
    connection,
    'CREATE TABLE slow (body text)',
    `CREATE FUNCTION wait_for_holder() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN PERFORM pg_advisory_xact_lock(77); RETURN NEW; END $$`,
    'CREATE TRIGGER slow BEFORE INSERT ON slow FOR EACH ROW EXECUTE FUNCTION wait_for_holder()',
  )
  await ask(holder, 'SELECT pg_advisory_lock(77)')
  const megabyte = 'x'.repeat(1_048_576)
  let pulled = 0
  async function* endless() {
    for (;;) {
      pulled++
      yield batchOf([TEXT], [[megabyte]])
    }
  }
  const abort = new AbortController()
  const outcome = expect(
    load(connection, 'slow', ['body'], endless(), abort.signal),
  ).rejects.toMatchObject({ code: 'statement-cancelled' })
  const waiting = `SELECT count(*) FROM pg_stat_activity
    WHERE pid = ${connection.server.sessionId} AND wait_event_type = 'Lock'`
  await expect.poll(async () => (await ask(holder, waiting))[0]![0]).toBe('1')
  // What the sockets in between hold.
  expect(pulled).toBeLessThan(64)

  abort.abort()
  await outcome

  expect(await ask(holder, waiting)).toEqual([['0']])
  expect(await ask(connection, 'SELECT count(*) FROM slow')).toEqual([['0']])
})

test('a connection lost in the middle leaves nothing half-written', async () => {
  const proxy = await TcpProxy.start(server.port)
  cleanUps.push(() => proxy.stop())
  const connection = await connect(proxy.port)
  const other = await connect()
  await ask(other, 'CREATE TABLE lost (id int4)')
  async function* batches() {
    yield batchOf([{ kind: 'int32' }], [[1]])
    proxy.cut()
    for (;;) yield batchOf([{ kind: 'int32' }], [[2]])
  }

  await expect(load(connection, 'lost', ['id'], batches())).rejects.toMatchObject({
    code: 'connection-lost',
  })
  expect(connection.session).toBe('lost')
  expect(await ask(other, 'SELECT count(*) FROM lost')).toEqual([['0']])
})
