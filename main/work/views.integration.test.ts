import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { windowTexts } from '../frame/testing/readWindow.ts'
import { startServices, type StartedServices } from '../testing/startServices.ts'

const ROWS = 200_000
let folder: string
let services: StartedServices
let resultId: string

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-views-'))
  services = await startServices()
  resultId = await runQuery()
})
afterEach(async () => {
  await services.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Numbers that no double holds, names in two cases, and a NULL in every seventh row. */
const SQL = `with recursive n(i) as (select 0 union all select i + 1 from n where i < ${ROWS - 1})
  select i, (i * 7919) % 1000 as bucket, 9007199254740993 + i as big,
    case when i % 7 = 0 then null when i % 2 then 'Name ' || (i % 100) else 'NAME ' || (i % 100) end as name
  from n`

async function runQuery(): Promise<string> {
  const url = `sqlite://${join(folder, 'test.db')}?mode=rwc`
  const { driverId, fields, secrets } = await services.call('profiles.parseUrl', { url })
  const profile = { id: 'profile', name: 'test', driverId, fields, pool: {} }
  await services.call('profiles.save', { profile, secrets })
  let opened = ''
  const stop = services.subscribe('query.events', { runId: 'run' }, (event) => {
    if (event.kind === 'result-opened') opened = event.resultId
  })
  const request = { runId: 'run', profileId: 'profile', statements: [SQL] }
  expect(await services.call('query.run', request)).toMatchObject({ outcome: 'done' })
  stop()
  return opened
}

const rowsOf = async (viewId: string, from: number, to: number) =>
  windowTexts(await services.call('results.window', { resultId: viewId, from, to }))

test('200,000 rows are sorted by two columns and give their exact values by window', async () => {
  const sort = [
    { column: 1, descending: true },
    { column: 2, descending: false },
  ]
  const view = await services.call('results.view', { resultId, sort })
  expect(view.rowCount).toBe(ROWS)
  const expected = Array.from({ length: ROWS }, (_, i) => ({ i, bucket: (i * 7_919) % 1_000 }))
    .toSorted((a, b) => b.bucket - a.bucket || a.i - b.i)
    .map(({ i, bucket }) => [String(i), String(bucket), String(9_007_199_254_740_993n + BigInt(i))])
  for (const from of [0, 99_900, ROWS - 100]) {
    const rows = await rowsOf(view.resultId, from, from + 100)
    expect(rows.map((row) => row.slice(0, 3))).toEqual(expected.slice(from, from + 100))
  }
  const cell = await services.call('results.cell', { resultId: view.resultId, row: 5, column: 2 })
  expect(new TextDecoder().decode(cell!.bytes)).toBe(expected[5]![2])
})

test('filters and a search leave what fulfils them all, and the file of an export has just that', async () => {
  const view = await services.call('results.view', {
    resultId,
    filters: [
      { column: 0, operator: '<', value: '1000' },
      { column: 3, operator: 'is-not-null' },
    ],
    search: 'name 42',
    sort: [{ column: 0, descending: true }],
  })
  const expected = Array.from({ length: 1_000 }, (_, i) => i)
    .filter((i) => i % 7 !== 0 && i % 100 === 42)
    .map(String)
    .toReversed()
  expect(view.rowCount).toBe(expected.length)
  const path = join(folder, 'view.csv')
  const target = { kind: 'file' as const, path }
  const request = { exportId: 'x', resultId: view.resultId, format: 'csv' as const, target }
  await services.call('exports.run', request)
  const lines = (await readFile(path, 'utf8')).trim().split(/\r?\n/)
  expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(expected)
})

test('an abort gives up at once, and the next view is made by another thread', async () => {
  const controller = new AbortController()
  const request = { resultId, sort: [{ column: 3, descending: false }], search: 'name 1' }
  const given = services.call('results.view', request, { signal: controller.signal })
  setTimeout(() => controller.abort(), 30)
  await expect(given).rejects.toMatchObject({ code: 'aborted' })
  expect((await services.call('results.view', request)).rowCount).toBeGreaterThan(0)
})

test('a view closes by itself and with its result, and is no ground for another', async () => {
  const sort = [{ column: 0, descending: true }]
  const first = await services.call('results.view', { resultId, sort })
  const second = await services.call('results.view', { resultId, sort })
  await expect(
    services.call('results.view', { resultId: first.resultId, sort }),
  ).rejects.toMatchObject({ code: 'invalid-request' })
  await services.call('results.close', { resultIds: [first.resultId] })
  await expect(rowsOf(first.resultId, 0, 1)).rejects.toMatchObject({ code: 'result-closed' })
  expect(await rowsOf(second.resultId, 0, 1)).toHaveLength(1)
  await services.call('results.close', { resultIds: [resultId] })
  await expect(rowsOf(second.resultId, 0, 1)).rejects.toMatchObject({ code: 'result-closed' })
})

test('a column that is not there and an operand of another type are refused', async () => {
  for (const filter of [
    { column: 9, operator: 'is-null' as const },
    { column: 0, operator: '=' as const, value: 'many' },
  ])
    await expect(
      services.call('results.view', { resultId, filters: [filter] }),
    ).rejects.toMatchObject({ code: 'invalid-request' })
})
