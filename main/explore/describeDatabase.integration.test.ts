import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Connection } from '../drivers/driver.ts'
import { mssql } from '../drivers/mssql/index.ts'
import { runCollecting } from '../drivers/testing/CollectingSink.ts'
import { startTdsServer, type TdsServer } from '../testing/tds/startTdsServer.ts'
import { describeDatabase } from './describeDatabase.ts'

const { signal } = new AbortController()
let server: TdsServer
let connection: Connection

beforeAll(async () => {
  server = await startTdsServer()
  const { fields, secrets } = mssql.parseUrl(server.url)
  connection = await mssql.connect(
    {
      profileName: 'describe',
      fields: { ...fields, ...secrets },
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
  await runCollecting(connection, 'CREATE TABLE boats (id int PRIMARY KEY, name nvarchar(40))')
  await runCollecting(connection, 'CREATE TRIGGER watch ON boats AFTER DELETE AS SELECT 1')
  await runCollecting(connection, 'CREATE PROCEDURE sail AS SELECT 1')
})
afterAll(() => server.stop())

const describeIt = (table: string | null, format: 'text' | 'json') =>
  describeDatabase({ driver: mssql, connection, table, format }, signal)

test('lists tables and routines', async () => {
  expect(await describeIt(null, 'text')).toMatch(
    /^dbo\.boats +table +about 0 rows +0\.0 MB\ndbo\.sail\(\) +procedure\n$/,
  )
  const { relations } = JSON.parse(await describeIt(null, 'json')) as { relations: unknown[] }
  expect(relations).toMatchObject([{ schema: 'dbo', name: 'boats', estimatedRows: 0 }])
})

test('tells columns, keys, triggers and the statements of a table', async () => {
  const shown = await describeIt('dbo.boats', 'text')
  expect(shown).toMatch(/^Columns\n {2}id +int +not null\n {2}name +nvarchar\(40\)\n/)
  expect(shown).toContain('AFTER DELETE')
  expect(shown).toContain('CREATE TABLE dbo.boats (')
  expect(JSON.parse(await describeIt('boats', 'json'))).toMatchObject({
    schema: 'dbo',
    columns: [{ name: 'id', primaryKeyPosition: 1 }, { name: 'name' }],
  })
})

test('says what is not there', async () => {
  await expect(describeIt('nothing', 'text')).rejects.toMatchObject({ code: 'not-found' })
})
