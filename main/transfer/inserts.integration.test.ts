import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Connection } from '../drivers/driver.ts'
import { postgres } from '../drivers/postgres/index.ts'
import { runCollecting } from '../drivers/testing/CollectingSink.ts'
import { InsertEncoder } from '../frame/encode/InsertEncoder.ts'
import { startPostgres, type PostgresServer } from '../testing/postgresServer.ts'
import { insertTarget } from './insertTarget.ts'
import { openByUrl } from './openByUrl.ts'

let server: PostgresServer
let connection: Connection
let client: Client

beforeAll(async () => {
  server = await startPostgres()
  client = new Client({ connectionString: server.url })
  await client.connect()
  const spawnProcess = () => {
    throw new Error('This driver needs no process')
  }
  const environment = { drivers: [postgres], spawnProcess }
  const target = { url: server.url, password: null }
  const opened = await openByUrl(target, environment, new AbortController().signal)
  connection = opened.connection
})
afterAll(async () => {
  await connection?.close()
  await client?.end()
  await server?.stop()
})

const COLUMNS: [name: string, type: string, values: string[]][] = [
  ['small', 'smallint', ['-32768', '32767']],
  ['big', 'bigint', ['-9223372036854775808', '9223372036854775807']],
  ['money', 'numeric(38,20)', ["'-123456789012345678.01234567890123456789'", '0']],
  ['unbounded', 'numeric', ["'NaN'", "'-Infinity'", '1e-60', '123456789e80']],
  ['single', 'real', ["'NaN'", '0.1', '-3.4028235e38', "'-0'", '1e-45']],
  ['double', 'double precision', ["'Infinity'", '5e-324', '0.1', "'-0'", '1.7976931348623157e308']],
  ['yes', 'boolean', ['true', 'false']],
  ['words', 'text', ["''", "'it''s \\n 🦥'", "E'a\\nb\\\\'", "'{}'"]],
  ['bytes', 'bytea', ["''", "'\\x00ff5c27'"]],
  ['day', 'date', ["'0044-03-15 BC'", "'infinity'", "'9999-12-31'"]],
  ['clock', 'time', ["'24:00'", "'00:00:00.000001'"]],
  ['naive', 'timestamp', ["'0001-01-01 BC'", "'2024-02-29 23:59:59.999999'", "'-infinity'"]],
  ['instant', 'timestamptz', ["'2024-02-29 23:59:59.999999+05:30'", "'0001-01-01 BC'"]],
  ['span', 'interval', ["'-1 year 2 days 03:04:05.6'"]],
  ['id', 'uuid', ["'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'"]],
  ['doc', 'jsonb', [`'{"a": ["it''s", 1.50, null]}'`]],
  ['plain', 'json', [`'{"a":1, "a":2}'`]],
  ['list', 'text[]', [`'{a,NULL,"b,c"}'`]],
  ['span_of', 'int4range', ["'[1,5)'"]],
  ['host', 'inet', ["'10.0.0.1/8'"]],
  ['mask', 'bit(4)', ["B'1010'"]],
]

test('INSERT statements give a table with the same values, of every type', async () => {
  const definitions = COLUMNS.map(([name, type]) => `${name} ${type}`).join(', ')
  await client.query(`create table source (row int, ${definitions})`)
  await client.query('create table target (like source)')
  const rows = Math.max(...COLUMNS.map(([, , values]) => values.length)) + 1
  for (let row = 0; row < rows; row++) {
    const values = COLUMNS.map(([, , all]) => all[row] ?? 'null')
    await client.query(`insert into source values (${row}, ${values.join(', ')})`)
  }

  const { sink } = await runCollecting(connection, 'select * from source order by row')
  const { columns, batches } = sink.results[0]!
  const options = { driverId: 'postgres', table: 'public.target', rowsPerStatement: 500 }
  const encoder = new InsertEncoder(insertTarget(options, columns, [postgres]))
  encoder.header(columns)
  for (const batch of batches) await client.query(Buffer.from(encoder.batch(batch)).toString())

  // As text: JSON has no equality, and 0 equals -0.
  const read = async (table: string) =>
    (await client.query(`select t::text from ${table} t order by row`)).rows
  const expected = await read('source')
  expect(expected).toHaveLength(rows)
  expect(await read('target')).toEqual(expected)
})
