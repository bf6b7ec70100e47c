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
