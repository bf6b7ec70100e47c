import { afterAll, beforeAll, expect, test } from 'vitest'
import { collectRows } from '../../frame/collectRows.ts'
import { startTdsServer, type TdsServer } from '../../testing/tds/startTdsServer.ts'
import type { Connection } from '../driver.ts'
import { mssql } from './index.ts'

let server: TdsServer
let connection: Connection
const { signal } = new AbortController()
const { introspect } = mssql

beforeAll(async () => {
  server = await startTdsServer()
  const { fields, secrets } = mssql.parseUrl(server.url)
  connection = await mssql.connect(
    {
      ...{ profileName: 'test', fields: { ...fields, ...secrets }, isReadOnly: false },
      ...{ connectTimeoutMs: 5_000, statementTimeoutMs: 0 },
    },
    { spawnProcess: () => expect.unreachable() },
    signal,
  )
})
afterAll(async () => {
  await connection?.close()
  await server?.stop()
})

const run = (sql: string) => collectRows(connection, { sql }, signal)

test('tells procedures and functions with their parameters, and what a function gives', async () => {
  for (const sql of [
    'CREATE PROCEDURE close_day @day date, @note nvarchar(40) AS SELECT 1',
    'CREATE FUNCTION gross (@net decimal(10, 2)) RETURNS decimal(12, 2) AS BEGIN RETURN @net END',
    'CREATE FUNCTION sold (@since date) RETURNS TABLE AS RETURN SELECT 1 AS id',
    'CREATE FUNCTION listed () RETURNS @t TABLE (id int) AS BEGIN RETURN END',
  ])
    await run(sql)
  const routine = { schema: 'dbo', signature: '', returns: '' }
  expect((await introspect.catalog(connection, signal)).routines).toEqual([
    {
      ...routine,
      name: 'close_day',
      kind: 'procedure',
      signature: '@day date, @note nvarchar(40)',
    },
    {
      ...{ ...routine, name: 'gross', kind: 'function' },
      ...{ signature: '@net decimal(10,2)', returns: 'decimal(12,2)' },
    },
    { ...routine, name: 'listed', kind: 'function', returns: 'TABLE', givesRows: true },
    {
      ...{ ...routine, name: 'sold', kind: 'function', signature: '@since date' },
      ...{ returns: 'TABLE', givesRows: true },
    },
  ])
  expect(await introspect.routines(connection, 'dbo', signal)).toContainEqual({
    ...{ schema: 'dbo', name: 'gross', kind: 'function', signature: '@net decimal(10,2)' },
  })
})

test('tells types and sequences, with the statements that make them', async () => {
  for (const sql of [
    'CREATE TYPE phone FROM nvarchar(20) NOT NULL',
    'CREATE TYPE amount FROM decimal(10, 2)',
    'CREATE TYPE lines AS TABLE (id int NOT NULL PRIMARY KEY, note nvarchar(40), price money NOT NULL)',
    'CREATE SEQUENCE tickets AS int START WITH 100 INCREMENT BY 5 MINVALUE 100 MAXVALUE 900 CYCLE NO CACHE',
    'CREATE SEQUENCE visits START WITH 1 CACHE 50',
  ])
    await run(sql)
  const item = { schema: 'dbo', relation: null }
  const items = await introspect.items!(connection, signal)
  expect(items.filter(({ kind }) => kind === 'type' || kind === 'sequence')).toEqual([
    { ...item, name: 'amount', kind: 'type', detail: 'decimal(10,2)' },
    { ...item, name: 'lines', kind: 'type', detail: 'id int, note nvarchar(40), price money' },
    { ...item, name: 'phone', kind: 'type', detail: 'nvarchar(20) NOT NULL' },
    { ...item, name: 'tickets', kind: 'sequence', detail: 'int' },
    { ...item, name: 'visits', kind: 'sequence', detail: 'bigint' },
  ])
  const definition = (kind: 'type' | 'sequence', name: string) =>
    introspect.definition(connection, { kind, schema: 'dbo', name }, signal)
  expect(await definition('type', 'phone')).toBe(
    'CREATE TYPE dbo.phone FROM nvarchar(20) NOT NULL;\n',
  )
  expect(await definition('type', 'lines')).toBe(
    'CREATE TYPE dbo.lines AS TABLE (\n  id int NOT NULL,\n  note nvarchar(40) NULL,\n  price money NOT NULL,\n  PRIMARY KEY (id)\n);\n',
  )
  expect(await definition('sequence', 'tickets')).toBe(
    'CREATE SEQUENCE dbo.tickets AS int\n  START WITH 100\n  INCREMENT BY 5\n  MINVALUE 100\n  MAXVALUE 900\n  CYCLE\n  NO CACHE;\n',
  )
  expect(await definition('sequence', 'visits')).toContain(
    'MAXVALUE 9223372036854775807\n  CACHE 50',
  )
  await expect(definition('type', 'nothing')).rejects.toMatchObject({ code: 'not-found' })
  // What holds the columns of a table type is no table.
  expect((await introspect.relations(connection, 'dbo', signal)).map(({ name }) => name)).toEqual(
    [],
  )
})

test('tells the keys that lead to a table', async () => {
  await run('CREATE TABLE boats (id int NOT NULL PRIMARY KEY)')
  await run('CREATE TABLE trips (id int NOT NULL, boat_id int REFERENCES boats (id))')
  expect(await introspect.referring!(connection, 'dbo', 'boats', signal)).toEqual([
    { schema: 'dbo', table: 'trips', columns: ['boat_id'], referenced: ['id'] },
  ])
})
