import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startPostgres, type PostgresServer } from '../../testing/postgresServer.ts'
import type { Connection, ConnectionTarget, Parameter } from '../driver.ts'
import { CollectingSink } from '../testing/CollectingSink.ts'
import { connect } from './connect.ts'
import { postgres } from './index.ts'
import type { PostgresConnection } from './PostgresConnection.ts'

let server: PostgresServer
const open: PostgresConnection[] = []
const never = new AbortController().signal

beforeAll(async () => {
  server = await startPostgres()
})
afterEach(() => {
  for (const connection of open.splice(0)) connection.destroy()
})
afterAll(() => server?.stop())

async function newConnection(changes: Partial<ConnectionTarget> = {}): Promise<PostgresConnection> {
  const { fields, secrets } = postgres.parseUrl(server.url)
  const target: ConnectionTarget = {
    profileName: 'prepared',
    fields: { ...fields, ...secrets },
    isReadOnly: false,
    connectTimeoutMs: 10_000,
    statementTimeoutMs: 0,
    ...changes,
  }
  const connection = await connect(target, undefined, never)
  open.push(connection)
  return connection
}

/** The rows of a statement, as text. */
async function rowsOf(
  connection: Pick<Connection, 'run'>,
  sql: string,
  ...parameters: Parameter[]
): Promise<(string | null)[][]> {
  const sink = new CollectingSink()
  await connection.run({ sql, parameters }, sink, never)
  return sink.results.length === 0 ? [] : sink.rows
}

const keptAtServer = (connection: Connection) =>
  rowsOf(connection, 'select statement from pg_prepared_statements order by prepare_time')

const DOUBLE = 'select $1::int * 2 as doubled'

test('a statement that comes again with other values is kept at the server, and gives the same', async () => {
  const connection = await newConnection()
  expect(await rowsOf(connection, DOUBLE, 1)).toEqual([['2']])
  expect(await keptAtServer(connection)).toEqual([])
  for (const value of [2, 3, 4])
    expect(await rowsOf(connection, DOUBLE, value)).toEqual([[String(value * 2)]])
  expect(await keptAtServer(connection)).toEqual([[DOUBLE]])
  expect(connection.session).toBe('clean')
})

test('values of every kind, none among them, mean the same kept or not', async () => {
  const connection = await newConnection()
  const sql = 'select $1::text, $2::bytea, $3::numeric, $4::bool, $5::int8, null::date'
  const values = ['ä', new Uint8Array([0, 255]), '1.50', true, 2n ** 62n] as const
  const first = await rowsOf(connection, sql, ...values)
  expect(first[0]).toHaveLength(6)
  for (let run = 0; run < 3; run++) expect(await rowsOf(connection, sql, ...values)).toEqual(first)
  expect(await rowsOf(connection, sql, null, null, null, null, null)).toEqual([
    [null, null, null, null, null, null],
  ])
})

test('at most a hundred are kept, those used last', async () => {
  const connection = await newConnection()
  const sqlOf = (index: number) => `select $1::int + ${index}`
  for (let index = 0; index < 130; index++)
    for (let run = 0; run < 2; run++) await rowsOf(connection, sqlOf(index), 1)
  const kept = (await keptAtServer(connection)).map(([sql]) => sql)
  expect(kept.length).toBeLessThanOrEqual(100)
  expect(kept).toContain(sqlOf(129))
  expect(kept).not.toContain(sqlOf(0))
  expect(await rowsOf(connection, sqlOf(0), 1)).toEqual([['1']])
})

test('a table that has changed, and statements a user has dropped, cost nobody an error', async () => {
  const connection = await newConnection()
  await rowsOf(connection, 'create table changing as select 7 as id, 1 as value')
  const sql = 'select * from changing where id = $1'
  for (let run = 0; run < 3; run++) expect(await rowsOf(connection, sql, 7)).toEqual([['7', '1']])

  await rowsOf(connection, "alter table changing alter value type text using 'one'")
  for (let run = 0; run < 3; run++) expect(await rowsOf(connection, sql, 7)).toEqual([['7', 'one']])

  await rowsOf(connection, 'deallocate all')
  for (let run = 0; run < 3; run++) expect(await rowsOf(connection, sql, 7)).toEqual([['7', 'one']])

  await connection.reset(never)
  for (let run = 0; run < 3; run++) expect(await rowsOf(connection, sql, 7)).toEqual([['7', 'one']])
})

test('names that mean nothing, as behind a pooler, are given up and the statement runs', async () => {
  const connection = await newConnection()
  for (let run = 0; run < 2; run++) await rowsOf(connection, DOUBLE, 1)
  // As a pooler does that hands the next transaction to another session; the text hides it.
  await rowsOf(connection, `do $$ begin execute 'dealloc' || 'ate all'; end $$`)
  for (let run = 0; run < 3; run++) expect(await rowsOf(connection, DOUBLE, 4)).toEqual([['8']])
  expect(await keptAtServer(connection)).toEqual([])
})

test('an error of a kept statement is told, and the session goes on', async () => {
  const connection = await newConnection()
  const sql = 'select 10 / $1::int'
  for (let run = 0; run < 2; run++) expect(await rowsOf(connection, sql, 5)).toEqual([['2']])
  await expect(rowsOf(connection, sql, 0)).rejects.toMatchObject({
    message: expect.stringContaining('division by zero') as string,
  })
  expect(await rowsOf(connection, sql, 5)).toEqual([['2']])
})

test('a read-only session keeps statements too, and still writes nothing', async () => {
  const connection = await newConnection({ isReadOnly: true })
  for (const value of [1, 2, 3])
    expect(await rowsOf(connection, DOUBLE, value)).toEqual([[String(value * 2)]])
  for (let run = 0; run < 3; run++)
    await expect(
      rowsOf(connection, 'create table never as select $1::int', 1),
    ).rejects.toMatchObject({ code: 'read-only' })
})

test('many callers share one session, and each has its own answer', async () => {
  const shared = await (await newConnection()).shareReads(never)
  const answers = await Promise.all(
    Array.from({ length: 500 }, (_, index) =>
      index % 10 === 3
        ? rowsOf(shared, 'select 1 / ($1::int - $1::int)', index).catch(() => 'failed')
        : rowsOf(shared, index % 2 ? DOUBLE : 'select $1::text', index),
    ),
  )
  expect(answers).toEqual(
    answers.map((_, index) =>
      index % 10 === 3 ? 'failed' : [[String(index % 2 ? index * 2 : index)]],
    ),
  )
})

test('reads beside one whose table has changed come right, and stay prepared', async () => {
  const connection = await newConnection()
  await rowsOf(connection, 'drop table if exists shapes; create table shapes as select 1 as a')
  const shared = await (await newConnection()).shareReads(never)
  const readMany = () =>
    Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        rowsOf(shared, index % 5 ? 'select $1::text' : 'select *, $1::int from shapes', index),
      ),
    )
  await readMany()
  await rowsOf(connection, "alter table shapes add b text default 'new'")
  const expected = Array.from({ length: 40 }, (_, index) =>
    index % 5 ? [[String(index)]] : [['1', 'new', String(index)]],
  )
  expect(await readMany()).toEqual(expected)
  expect(await readMany()).toEqual(expected)
  const names = await rowsOf(shared, 'select count(*)::int from pg_prepared_statements')
  // Two kept, the stale one that waits to be closed, and the count itself.
  expect(Number(names[0]![0])).toBeLessThanOrEqual(4)
})

test('a shared session does not write, and its loss is told to all who wait', async () => {
  const connection = await newConnection()
  const shared = await connection.shareReads(never)
  await expect(rowsOf(shared, 'create table never2 (a int)')).rejects.toMatchObject({
    message: expect.stringContaining('read-only') as string,
  })
  const reads = [1, 2, 3].map(() => rowsOf(shared, 'select pg_sleep(60)'))
  const outcomes = Promise.allSettled(reads)
  const administrator = await newConnection()
  await rowsOf(
    administrator,
    'select pg_terminate_backend($1)',
    Number(connection.server.sessionId),
  )
  expect(await outcomes).toMatchObject([1, 2, 3].map(() => ({ status: 'rejected' })))
  expect(connection.session).toBe('lost')
  await expect(rowsOf(shared, 'select 1')).rejects.toMatchObject({ code: 'connection-lost' })
})

test('values that only other values stand beside keep their own types, in a transaction too', async () => {
  const connection = await newConnection()
  const readOnly = await newConnection({ isReadOnly: true })
  await rowsOf(connection, 'create table if not exists typed (name text)')
  for (const [place, ...around] of [
    [connection, 'select 1', 'select 1'],
    [connection, 'begin', 'rollback'],
    [readOnly, 'select 1', 'select 1'],
    [readOnly, 'begin', 'commit'],
  ] as const) {
    await rowsOf(place, around[0])
    for (let again = 0; again < 3; again++) {
      expect(await rowsOf(place, 'select $1 > $2, $3', 9, 10n, true)).toEqual([['false', 'true']])
      expect(await rowsOf(place, "select '7'::text = $1", 7)).toEqual([['true']])
    }
    expect(place.session).toBe(around[0] === 'begin' ? 'in-transaction' : 'clean')
    await rowsOf(place, around[1])
    expect(place.session).toBe('clean')
  }
  await rowsOf(connection, 'begin')
  await rowsOf(connection, 'insert into typed select $1', 5)
  await rowsOf(connection, 'commit')
  expect(await rowsOf(connection, 'select name from typed')).toEqual([['5']])
})
