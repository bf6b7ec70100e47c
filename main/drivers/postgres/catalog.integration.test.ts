import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPostgres, type PostgresServer } from '../../testing/postgresServer.ts'
import type { Connection } from '../driver.ts'
import { runCollecting } from '../testing/CollectingSink.ts'
import { postgres } from './index.ts'
import { introspect } from './introspect.ts'

let server: PostgresServer
let connection: Connection
const { signal } = new AbortController()

beforeAll(async () => {
  server = await startPostgres()
  const { fields, secrets } = postgres.parseUrl(server.url)
  const target = {
    ...{ profileName: 'catalog', fields: { ...fields, ...secrets }, isReadOnly: false },
    ...{ connectTimeoutMs: 5_000, statementTimeoutMs: 0 },
  }
  const spawnProcess = () => {
    throw new Error('This driver needs no process')
  }
  connection = await postgres.connect(target, { spawnProcess }, signal)
  for (const sql of [
    'CREATE SCHEMA shop',
    "CREATE TYPE shop.mood AS ENUM ('sad', 'so-so', 'happy')",
    'CREATE TABLE shop.customer (id int PRIMARY KEY, mood shop.mood)',
    'CREATE TABLE shop.rental (id int, customer_id int REFERENCES shop.customer)',
    "CREATE FUNCTION shop.total(id int, at date DEFAULT current_date) RETURNS numeric LANGUAGE sql AS 'SELECT 1.0'",
    "CREATE PROCEDURE shop.purge(n int) LANGUAGE sql AS 'SELECT 1'",
    "CREATE FUNCTION shop.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
  ])
    await runCollecting(connection, sql)
})

afterAll(async () => {
  await connection.close()
  await server.stop()
})

test('the names for completion hold routines, values of enums and what foreign keys connect', async () => {
  const { routines, enums, links } = await introspect.catalog(connection, signal)
  expect(routines).toEqual([
    {
      ...{ schema: 'shop', name: 'purge', kind: 'procedure' },
      ...{ signature: 'IN n integer', returns: '' },
    },
    {
      ...{ schema: 'shop', name: 'total', kind: 'function' },
      signature: 'id integer, at date DEFAULT CURRENT_DATE',
      returns: 'numeric',
    },
  ])
  expect(enums).toEqual([{ schema: 'shop', name: 'mood', values: ['sad', 'so-so', 'happy'] }])
  expect(links).toEqual([
    { from: { schema: 'shop', name: 'rental' }, to: { schema: 'shop', name: 'customer' } },
  ])
})
