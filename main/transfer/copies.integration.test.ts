import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CopyFormat } from '../../contract/copies.ts'
import type { RequestInput } from '../../contract/contract.ts'
import type { copyCalls } from '../../contract/copies.ts'
import { startServices, type StartedServices } from '../testing/startServices.ts'

const ROWS = 100_000
const SQL = `with recursive n(i) as (select 0 union all select i + 1 from n where i < ${ROWS - 1})
  select i, 9007199254740993 + i as big,
    case i % 4 when 0 then null when 1 then '' when 2 then 'it''s "' || i || '"' else 'tab' || char(9) end as note,
    case when i = 3 then '{"n": ' || replace(hex(zeroblob(5000)), '00', '1') || '}' else 'x' end as large
  from n`

let folder: string
let services: StartedServices
let resultId: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-copies-'))
  services = await startServices()
  const url = `sqlite://${join(folder, 'test.db')}?mode=rwc`
  const { driverId, fields, secrets } = await services.call('profiles.parseUrl', { url })
  const profile = { id: 'profile', name: 'test', driverId, fields, pool: {} }
  await services.call('profiles.save', { profile, secrets })
  const stop = services.subscribe('query.events', { runId: 'run' }, (event) => {
    if (event.kind === 'result-opened') resultId = event.resultId
  })
  const request = { runId: 'run', profileId: 'profile', statements: [SQL] }
  expect(await services.call('query.run', request)).toMatchObject({ outcome: 'done' })
  stop()
})
afterAll(async () => {
  await services.stop()
  rmSync(folder, { recursive: true, force: true })
})

let copies = 0
type Changes = Partial<RequestInput<(typeof copyCalls)['results.copyText']>>

async function copy(format: CopyFormat, changes: Changes = {}): Promise<string> {
  const copyId = `copy ${copies++}`
  const pieces: Uint8Array[] = []
  const stop = services.subscribe('results.copyPiece', { copyId }, ({ bytes }) =>
    pieces.push(bytes),
  )
  const block = { rows: [{ from: 0, to: 3 }], columns: [0, 2] }
  const sql = { driverId: 'sqlite', table: 'notes' }
  try {
    const request = { copyId, resultId, block, format, sql, ...changes }
    const { sizeBytes } = await services.call('results.copyText', request)
    const whole = Buffer.concat(pieces)
    expect(whole.length).toBe(sizeBytes)
    return whole.toString()
  } finally {
    stop()
  }
}

test('a spreadsheet gets NULL as nothing and empty text in quotes, with headers when wanted', async () => {
  expect(await copy('tsv')).toBe('0\t\n1\t""\n2\t"it\'s ""2"""\n')
  expect(await copy('tsv-headers')).toMatch(/^i\tnote\n0\t\n/)
})

test('JSON, Markdown, CSV and SQL hold the same cells', async () => {
  expect(JSON.parse(await copy('json'))).toEqual([
    { i: 0, note: null },
    { i: 1, note: '' },
    { i: 2, note: 'it\'s "2"' },
  ])
  expect(await copy('markdown')).toContain('| 0 | *NULL* |')
  expect(await copy('csv')).toBe('i,note\n0,\n1,""\n2,"it\'s ""2"""\n')
  expect(await copy('sql')).toBe(
    `INSERT INTO "notes" ("i", "note") VALUES\n(0, NULL),\n(1, ''),\n(2, 'it''s "2"');\n`,
  )
})

test('an IN list has each value once and no NULL', async () => {
  const columns = [2]
  expect(
    await copy('in-list', {
      block: {
        rows: [
          { from: 0, to: 2 },
          { from: 4, to: 6 },
        ],
        columns,
      },
    }),
  ).toBe("('')")
  expect(await copy('in-list', { block: { rows: [{ from: 0, to: 1 }], columns } })).toBe('(NULL)')
  expect(await copy('in-list', { block: { rows: [{ from: 0, to: 3 }], columns: [1] } })).toBe(
    '(9007199254740993, 9007199254740994, 9007199254740995)',
  )
})

test('cells that the window sees the beginning of are copied whole, ranges apart in their order', async () => {
  const block = {
    rows: [
      { from: 1, to: 2 },
      { from: 3, to: 4 },
      { from: 99_999, to: 200_000 },
    ],
    columns: [3, 0],
  }
  const lines = (await copy('tsv', { block })).trimEnd().split('\n')
  expect(lines.map((line) => line.split('\t')[1])).toEqual(['1', '3', '99999'])
  expect(lines[1]!.length).toBeGreaterThan(5_000)
})

test('all rows of a view come in its order, and too many bytes are refused', async () => {
  const sort = [{ column: 0, descending: true }]
  const view = await services.call('results.view', { resultId, sort })
  const block = { rows: [{ from: 0, to: ROWS }], columns: [1] }
  const lines = (await copy('tsv', { resultId: view.resultId, block })).trimEnd().split('\n')
  expect(lines).toHaveLength(ROWS)
  expect(lines[0]).toBe(String(9_007_199_254_740_993n + 99_999n))
  await expect(copy('tsv', { block, limitBytes: 100_000 })).rejects.toMatchObject({
    code: 'too-large',
  })
})

test('a summary is exact over a sorted view, and a search tells its places there', async () => {
  const sort = [{ column: 0, descending: true }]
  const view = await services.call('results.view', { resultId, sort })
  const block = { rows: [{ from: 0, to: ROWS }], columns: [1, 2] }
  const summary = await services.call('results.summary', { resultId: view.resultId, block })
  const sum = 9_007_199_254_740_993n * BigInt(ROWS) + (BigInt(ROWS) * BigInt(ROWS - 1)) / 2n
  expect(summary).toMatchObject({
    cellCount: 2 * ROWS,
    nullCount: ROWS / 4,
    numbers: { count: ROWS, sum: String(sum), isExact: true },
  })

  const search = { needle: 'IT’S'.replace('’', "'"), columns: [0, 2], from: { row: 0, column: 0 } }
  const first = await services.call('results.find', {
    ...search,
    resultId: view.resultId,
    direction: 'first',
  })
  const total = ROWS / 4
  expect(first).toEqual({ total, isWhole: true, found: { row: 1, column: 2, number: 1 } })
  const last = await services.call('results.find', {
    ...search,
    resultId,
    direction: 'previous',
  })
  expect(last.found).toEqual({ row: 99_998, column: 2, number: ROWS / 4 })
})

test('a whole cell goes into a file', async () => {
  const path = join(folder, 'cell.json')
  const saved = await services.call('results.saveCell', { resultId, row: 3, column: 3, path })
  expect(saved.sizeBytes).toBe(5_007)
  expect(readFileSync(path, 'utf8')).toBe(`{"n": ${'1'.repeat(5_000)}}`)
})

const typed = (column: number, text: string) => ({
  column,
  value: { kind: 'text' as const, text },
})

test('what is staged is copied and summed up in place of what is stored, added rows behind the others', async () => {
  const sort = [{ column: 0, descending: true }]
  const filters = [{ column: 0, operator: '<=' as const, value: '3' }]
  const view = await services.call('results.view', { resultId, sort, filters })
  const staged = [
    { kind: 'update' as const, row: 2, values: [typed(0, '20'), typed(2, 'a "quote"')] },
    { kind: 'update' as const, row: 50_000, values: [typed(0, '7')] },
    { kind: 'delete' as const, row: 0 },
    { kind: 'insert' as const, values: [typed(0, '1000')] },
  ]
  const block = { rows: [{ from: 0, to: 5 }], columns: [0, 2] }
  const seen = { resultId: view.resultId, block, staged }
  expect(await copy('csv', seen)).toBe(
    ['i,note', '3,tab\t', '20,"a ""quote"""', '1,""', '0,', '1000,', ''].join('\n'),
  )
  expect((JSON.parse(await copy('json', seen)) as object[])[1]).toEqual({
    i: 20,
    note: 'a "quote"',
  })
  expect(await copy('sql', seen)).toContain(`(20, 'a "quote"'),`)
  expect(await services.call('results.summary', seen)).toMatchObject({
    cellCount: 10,
    nullCount: 2,
    numbers: { count: 5, sum: '1024', min: '0', max: '1000' },
  })
  // Of the stored result, in parts that begin and end anywhere.
  const rows = [
    { from: 1, to: 3 },
    { from: 49_999, to: 50_002 },
  ]
  const parts = { rows, columns: [0] }
  expect(await copy('tsv', { block: parts, staged })).toBe('1\n20\n49999\n7\n50001\n')
  const added = { rows: [{ from: ROWS, to: ROWS + 1 }], columns: [0] }
  expect(await copy('tsv', { block: added, staged })).toBe('1000\n')
})

test('a staged text that is no value of its column is copied as it is seen', async () => {
  const staged = [{ kind: 'update' as const, row: 1, values: [typed(0, 'seven')] }]
  const block = { rows: [{ from: 0, to: 3 }], columns: [0] }
  expect(await copy('tsv', { block, staged })).toBe('0\nseven\n2\n')
})
