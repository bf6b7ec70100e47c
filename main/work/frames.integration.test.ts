import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { windowTexts } from '../frame/testing/readWindow.ts'
import { startPostgres, type PostgresServer } from '../testing/postgresServer.ts'
import { startServices, type StartedServices } from '../testing/startServices.ts'
import { dataFrameOf } from './dataFrameOf.ts'
import { storeDataFrame } from './storeDataFrame.ts'

let server: PostgresServer
let folder: string
let services: StartedServices

beforeAll(async () => {
  server = await startPostgres()
})
afterAll(async () => {
  await server?.stop()
})
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-frame-work-'))
  services = await startServices()
})
afterEach(async () => {
  await services.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function query(profileId: string, url: string, sql: string): Promise<string> {
  const { driverId, fields, secrets } = await services.call('profiles.parseUrl', { url })
  const profile = { id: profileId, name: profileId, driverId, fields, pool: {} }
  await services.call('profiles.save', { profile, secrets })
  let opened = ''
  const runId = `run of ${profileId}`
  const stop = services.subscribe('query.events', { runId }, (event) => {
    if (event.kind === 'result-opened') opened = event.resultId
  })
  const request = { runId, profileId, statements: [sql] }
  expect(await services.call('query.run', request)).toMatchObject({ outcome: 'done' })
  stop()
  return opened
}

const postgres = (sql: string) => query('pg', server.url, sql)
const sqlite = (sql: string) => query('lite', `sqlite://${join(folder, 'test.db')}?mode=rwc`, sql)

const rowsOf = async (resultId: string, to = 100) =>
  windowTexts(await services.call('results.window', { resultId, from: 0, to }))

const ORDERS = `select i as id, 9007199254740993 + i as big, (i * 1.25)::numeric(38,10) as total,
  timestamptz '2024-01-01 00:00:00+00' + i * interval '1 second' as placed, (i % 3)::int as customer
  from generate_series(1, 30000) i`
const CUSTOMERS = `select 0 as id, 'Ann' as name union all select 1, 'Bob' union all select 2, null`

test('a result of PostgreSQL and one of SQLite are joined in one statement, digit for digit', async () => {
  const [orders, customers] = [await postgres(ORDERS), await sqlite(CUSTOMERS)]
  const made = await services.call('frames.sql', {
    sql: `select o.id, o.big, o.total, o.placed, c.name from orders o
      join customers c on o.customer = c.id where c.name = 'Bob' order by o.id desc`,
    results: [
      { resultId: orders, name: 'orders' },
      { resultId: customers, name: 'customers' },
    ],
  })
  expect(made.rowCount).toBe(10_000)
  expect(await rowsOf(made.resultId, 1)).toEqual([
    ['29998', '9007199254770991', '37497.5000000000', '2024-01-01 08:19:58+00', 'Bob'],
  ])
  const view = await services.call('results.view', {
    resultId: made.resultId,
    filters: [{ column: 1, operator: '<=', value: '9007199254740997' }],
    sort: [{ column: 0, descending: false }],
  })
  expect((await rowsOf(view.resultId)).map(([id]) => id)).toEqual(['1', '4'])
  await services.call('results.close', { resultIds: [orders, customers] })
  expect(await rowsOf(made.resultId, 1)).toHaveLength(1)
})

test('groups of a view count only its rows, and statistics too', async () => {
  const resultId = await postgres(ORDERS)
  const view = await services.call('results.view', {
    resultId,
    filters: [{ column: 0, operator: '<=', value: '6' }],
    sort: [{ column: 0, descending: true }],
  })
  const grouped = await services.call('frames.group', {
    resultId: view.resultId,
    keys: [4],
    aggregates: [
      { function: 'count', column: null },
      { function: 'sum', column: 1 },
      { function: 'sum', column: 2 },
      { function: 'first', column: 0 },
    ],
  })
  expect(await rowsOf(grouped.resultId)).toEqual([
    ['0', '2', '18014398509481995', '11.2500000000', '6'],
    ['2', '2', '18014398509481993', '8.7500000000', '5'],
    ['1', '2', '18014398509481991', '6.2500000000', '4'],
  ])
  expect(
    await services.call('frames.statistics', { resultId: view.resultId, column: 1 }),
  ).toMatchObject({ rowCount: 6, min: '9007199254740994', mean: '9007199254740996.5' })
  expect(await services.call('frames.statistics', { resultId, column: 2 })).toMatchObject({
    rowCount: 30_000,
    distinctCount: 30_000,
    min: '1.2500000000',
    max: '37500.0000000000',
    mean: '18750.6250000000',
  })
})

test('figures of numbers without bounds are those that PostgreSQL works out, to the last digit', async () => {
  const numbers = `select i % 7 as key, case when i % 7 = 5 and i < 20 then 'NaN'::numeric
    when i % 7 = 6 and i < 20 then 'Infinity' when i % 7 = 4 then null
    else (power(10::numeric, i % 60) + i::numeric / 8) * (i % 3 - 1) end as x
    from generate_series(1, 3000) i`
  const source = await postgres(numbers)
  const grouped = await services.call('frames.group', {
    resultId: source,
    keys: [0],
    aggregates: [
      { function: 'sum', column: 1 },
      { function: 'min', column: 1 },
      { function: 'max', column: 1 },
      { function: 'count-distinct', column: 1 },
    ],
  })
  const made = await rowsOf(grouped.resultId)
  const expected = await postgres(`select key, sum(x), min(x), max(x), count(distinct x)
    from (${numbers}) n group by key`)
  const byKey = (rows: (string | null)[][]) => rows.toSorted((a, b) => Number(a[0]) - Number(b[0]))
  expect(byKey(made).map(([, sum]) => sum)).toContain('Infinity')
  expect(byKey(made)).toEqual(byKey(await rowsOf(expected)))
})

test('a wrong name, another statement and a closed result are told', async () => {
  const resultId = await sqlite(CUSTOMERS)
  const run = (sql: string) =>
    services.call('frames.sql', { sql, results: [{ resultId, name: 'result_1' }] })
  await expect(run('select * from result_2')).rejects.toMatchObject({
    code: 'not-found',
    message: expect.stringContaining('“result_1”'),
  })
  await expect(run('delete from result_1')).rejects.toMatchObject({ code: 'unsupported' })
  const twice = [
    { resultId, name: 'x' },
    { resultId, name: 'x' },
  ]
  await expect(
    services.call('frames.sql', { sql: 'select * from x', results: twice }),
  ).rejects.toMatchObject({ code: 'invalid-request' })
  await expect(services.call('frames.group', { resultId, keys: [7] })).rejects.toMatchObject({
    code: 'invalid-request',
  })
  await services.call('results.close', { resultIds: [resultId] })
  await expect(run('select * from result_1')).rejects.toMatchObject({ code: 'result-closed' })
})

test('work on a result can be given up, and is done the next time', async () => {
  const resultId = await postgres(ORDERS)
  const controller = new AbortController()
  const request = { resultId, keys: [0, 1, 2, 3] }
  const given = services.call('frames.group', request, { signal: controller.signal })
  setTimeout(() => controller.abort(), 20)
  await expect(given).rejects.toMatchObject({ code: 'aborted' })
  expect((await services.call('frames.group', request)).rowCount).toBe(30_000)
})

test('JSON becomes a result with types, in all its forms, and what is none is told', async () => {
  const open = (json: string) => services.call('frames.fromJson', { json })
  const array = await open(
    '[{"id": 9007199254740993, "name": "Ann", "tags": ["a", 1]}, {"id": 2, "rate": 1.5}]',
  )
  expect(array.columns.map(({ name, type }) => [name, type.kind])).toEqual([
    ['id', 'int64'],
    ['name', 'text'],
    ['tags', 'text'],
    ['rate', 'float64'],
  ])
  expect(await rowsOf(array.resultId)).toEqual([
    ['9007199254740993', 'Ann', '["a","1"]', null],
    ['2', null, null, '1.5'],
  ])
  expect((await open('{"a":1}\n{"a":null}\n')).rowCount).toBe(2)
  expect((await open('{\n "a": {"b": [1]}\n}')).rowCount).toBe(1)
  for (const bad of ['[{"a":1},{"a":', 'hello', '[1,2]'])
    await expect(open(bad), bad).rejects.toMatchObject({ code: 'invalid-request' })
})

test('a script has a result as a DataFrame, and gives one back', async () => {
  const resultId = await postgres(ORDERS)
  const context = { signal: new AbortController().signal }
  const frame = await dataFrameOf(services.frames.get(resultId), context)
  expect([frame.height, frame.columns]).toEqual([
    30_000,
    ['id', 'big', 'total', 'placed', 'customer'],
  ])
  const target = { frames: services.frames, clientId: 'script' }
  const stored = await storeDataFrame(frame.tail(2), target)
  expect(await rowsOf(stored.resultId)).toEqual([
    ['29999', '9007199254770992', '37498.7500000000', '2024-01-01 08:19:59+00', '2'],
    ['30000', '9007199254770993', '37500.0000000000', '2024-01-01 08:20:00+00', '0'],
  ])
})
