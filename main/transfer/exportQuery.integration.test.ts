import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { tableFromIPC } from 'apache-arrow'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { csvOptionsSchema } from '../../contract/exports.ts'
import { systemClock } from '../clock.ts'
import type { Connection } from '../drivers/driver.ts'
import { postgres } from '../drivers/postgres/index.ts'
import { startPostgres, type PostgresServer } from '../testing/postgresServer.ts'
import { exportQuery, type QueryExport, type WrittenSoFar } from './exportQuery.ts'
import { openByUrl } from './openByUrl.ts'

let server: PostgresServer
let connection: Connection
let folder: string

beforeAll(async () => {
  server = await startPostgres()
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-export-'))
  const spawnProcess = () => {
    throw new Error('This driver needs no process')
  }
  const environment = { drivers: [postgres], spawnProcess }
  const target = { url: server.url, password: null }
  const opened = await openByUrl(target, environment, new AbortController().signal)
  connection = opened.connection
})
afterEach(async () => {
  await connection.close()
  await rm(folder, { recursive: true, force: true })
})
afterAll(() => server?.stop())

function exportTo(
  name: string,
  sql: string,
  change: Partial<QueryExport> = {},
  signal = new AbortController().signal,
): Promise<WrittenSoFar> {
  const modulePath = join(import.meta.dirname, '..', 'frame', 'frameWorker.ts')
  return exportQuery(
    connection,
    postgres.dialect,
    {
      sql,
      path: join(folder, name),
      format: 'csv',
      csv: csvOptionsSchema.parse({}),
      compression: 'none',
      ...change,
    },
    { drivers: [postgres], modulePath, clock: systemClock },
    signal,
  )
}

const ROWS = "select i, 'row ' || i as name from generate_series(1, 50000) i"

test('writes the rows of a query to a file, and tells how far it is', async () => {
  const told: WrittenSoFar[] = []
  const done = await exportTo('out.csv', ROWS, { onProgress: (progress) => told.push(progress) })
  const file = await readFile(join(folder, 'out.csv'), 'utf8')
  expect(file.split('\n')).toHaveLength(50_002)
  expect(file).toMatch(/^i,name\n1,row 1\n/)
  expect(done).toMatchObject({ writtenRows: 50_000, writtenBytes: file.length })
  expect(told.at(-1)!.writtenRows).toBe(50_000)
  expect(await readdir(folder)).toEqual(['out.csv'])
})

test('statements before the one with rows run on the same session', async () => {
  const sql = 'create temp table t as select 7 as a; select a from t;'
  await exportTo('out.csv.gz', sql, { compression: 'gzip' })
  expect(gunzipSync(await readFile(join(folder, 'out.csv.gz'))).toString()).toBe('a\n7\n')
})

test('writes Arrow with the exact types of the server', async () => {
  await exportTo('out.arrow', 'select 1.50::numeric(38,20) as d, null::bigint as n', {
    format: 'arrow',
  })
  const table = tableFromIPC(await readFile(join(folder, 'out.arrow')))
  expect(table.schema.fields.map(({ name, type }) => `${name} ${String(type)}`)).toEqual([
    'd Decimal[38e+20]',
    'n Int64',
  ])
})

test.each([
  ['select 1; select 2'],
  ['create temp table t (a int)'],
  [''],
  ['select 1 / (3 - i) from generate_series(1, 5) i'],
  ['select nothing'],
])('%j leaves no file, and what stood under the name stays', async (sql) => {
  const path = join(folder, 'out.csv')
  await writeFile(path, 'older')
  await expect(exportTo('out.csv', sql)).rejects.toMatchObject({ name: 'WorkbenchError' })
  expect(await readdir(folder)).toEqual(['out.csv'])
  expect(await readFile(path, 'utf8')).toBe('older')
})

test('a value that the format refuses stops the query, and is named', async () => {
  const sql = "select repeat('x', 40000) as note, generate_series(1, 100000000) as i"
  await expect(exportTo('out.xlsx', sql, { format: 'xlsx' })).rejects.toMatchObject({
    code: 'unsupported',
    details: { row: 1, column: 'note' },
  })
  expect(await readdir(folder)).toEqual([])
  await connection.ping(new AbortController().signal)
})

test('given up, it stops the statement on the server and leaves no file', async () => {
  const controller = new AbortController()
  const onProgress = () => controller.abort()
  const endless = 'select generate_series(1, 1000000000) as i'
  await expect(
    exportTo('out.csv', endless, { onProgress }, controller.signal),
  ).rejects.toBeInstanceOf(Error)
  expect(await readdir(folder)).toEqual([])
})
