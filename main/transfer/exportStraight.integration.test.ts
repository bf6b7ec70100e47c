import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { ExportProgress } from '../../contract/exports.ts'
import { startPostgres, type PostgresServer } from '../testing/postgresServer.ts'
import { startServices, type StartedServices } from '../testing/startServices.ts'

let server: PostgresServer
let observer: Client
let services: StartedServices
const told: ExportProgress[] = []

beforeAll(async () => {
  server = await startPostgres()
  observer = new Client({ connectionString: server.url })
  await observer.connect()
})
beforeEach(async () => {
  services = await startServices()
  told.length = 0
  services.subscribe('exports.progress', { exportId: 'e' }, (progress) => told.push(progress))
  const parsed = await services.call('profiles.parseUrl', { url: server.url })
  const { driverId, fields, secrets } = parsed
  await services.call('profiles.save', {
    profile: { id: 'p', name: 'p', driverId, fields, pool: { min: 0, max: 1 } },
    secrets,
  })
})
afterEach(() => services.stop())
afterAll(async () => {
  await observer?.end()
  await server?.stop()
})

const exportTo = (name: string, statements: string[], signal?: AbortSignal) =>
  services.call(
    'exports.runQuery',
    {
      exportId: 'e',
      profileId: 'p',
      label: 'Tab',
      statements,
      format: 'csv',
      target: { kind: 'file', path: join(services.dataDir, name) },
    },
    signal ? { signal } : {},
  )

const lastOfHistory = async () => (await services.call('workspace.history', {}))[0]!

const filesOfExports = () => readdirSync(services.dataDir).filter((name) => name.includes('out'))

async function running(): Promise<number> {
  const { rows } = await observer.query<{ count: string }>(
    `select count(*) from pg_stat_activity
     where pid <> pg_backend_pid() and state = 'active' and query like '%pg_sleep%'`,
  )
  return Number(rows[0]!.count)
}

test('rows go to the file as they come, after the statements before them, and none is stored', async () => {
  const select = "select i, t.word from generate_series(1, 100000) i, t where word <> ''"
  const done = await exportTo('out.csv', [
    'create temp table t as select 1 as n, $$a,b$$ as word',
    select,
  ])
  expect(done).toMatchObject({ state: 'done', writtenRows: 100_000, totalRows: 100_000 })
  const file = readFileSync(join(services.dataDir, 'out.csv'), 'utf8')
  expect(file).toMatch(/^i,word\n1,"a,b"\n/)
  expect(file.split('\n')).toHaveLength(100_002)
  expect(done.writtenBytes).toBe(file.length)
  expect(told[0]).toMatchObject({ state: 'running', totalRows: null })
  expect(told.at(-1)).toEqual(done)
  expect(services.frames.memoryBytes).toBe(0)
  expect(await lastOfHistory()).toMatchObject({
    sql: expect.stringContaining(select),
    outcome: 'done',
    rowCount: 100_000,
    errorMessage: null,
  })
  expect((await lastOfHistory()).elapsedMs).toBeGreaterThan(0)
})

test('rows that come from another process in shared pieces of memory arrive unharmed', async () => {
  const parsed = await services.call('profiles.parseUrl', {
    url: `sqlite://${join(services.dataDir, 'rows.db')}?mode=rwc`,
  })
  const { driverId, fields, secrets } = parsed
  await services.call('profiles.save', {
    profile: { id: 'p', name: 'p', driverId, fields, pool: { min: 0, max: 1 } },
    secrets,
  })
  const select = `with recursive n(i) as (select 1 union all select i + 1 from n where i < 60000)
    select i, i / 4.0 as quarter, 'name ' || i as name, iif(i % 3 = 0, null, i * 1000000007) as large from n`
  await exportTo('out.csv', [select])
  const lines = readFileSync(join(services.dataDir, 'out.csv'), 'utf8').split('\n')
  const expected = Array.from({ length: 60_000 }, (_, index) => {
    const i = index + 1
    const quarter = i % 4 === 0 ? `${i / 4}.0` : String(i / 4)
    return `${i},${quarter},name ${i},${i % 3 === 0 ? '' : i * 1_000_000_007}`
  })
  expect(lines).toEqual(['i,quarter,name,large', ...expected, ''])
})

test('giving up stops the statement on the server, leaves no file and the connection to the next', async () => {
  const controller = new AbortController()
  const endless = 'select i, pg_sleep(0.001) from generate_series(1, 1000000) i'
  const refused = expect(exportTo('out.csv', [endless], controller.signal)).rejects.toMatchObject({
    code: 'aborted',
  })
  await expect.poll(running, { timeout: 10_000 }).toBe(1)
  controller.abort()
  await refused
  await expect.poll(running, { timeout: 10_000 }).toBe(0)
  expect(told.at(-1)).toMatchObject({ state: 'cancelled', path: null })
  expect(filesOfExports()).toEqual([])
  expect(await lastOfHistory()).toMatchObject({ sql: endless, outcome: 'cancelled' })
})

test('a failing statement, none with rows, or two of them are said so and leave no file', async () => {
  await expect(exportTo('out.csv', ['select 1 / 0 as x'])).rejects.toMatchObject({
    message: expect.stringContaining('division by zero'),
  })
  await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ state: 'failed' }))
  expect(await lastOfHistory()).toMatchObject({
    outcome: 'failed',
    errorMessage: expect.stringContaining('division by zero'),
  })
  await expect(exportTo('out.csv', ['set work_mem = 1000'])).rejects.toMatchObject({
    code: 'invalid-request',
  })
  await expect(exportTo('out.csv', ['select 1', 'select 2'])).rejects.toMatchObject({
    code: 'invalid-request',
  })
  expect(filesOfExports()).toEqual([])
})
