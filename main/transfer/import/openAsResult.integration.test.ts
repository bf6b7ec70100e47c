import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pl from 'nodejs-polars'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import type { ImportFormat } from '../../../contract/imports.ts'
import { startServices, type StartedServices } from '../../testing/startServices.ts'

const folder = mkdtempSync(join(tmpdir(), 'sluice-open-'))
const path = (name: string) => join(folder, name)
let services: StartedServices

beforeEach(async () => {
  services = await startServices()
})
afterEach(() => services.stop())
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const open = (name: string, format: ImportFormat, signal?: AbortSignal) =>
  services.call('imports.open', { source: { path: path(name), format } }, signal ? { signal } : {})

async function cellText(resultId: string, row: number, column: number): Promise<string | null> {
  const cell = await services.call('results.cell', { resultId, row, column })
  return cell && new TextDecoder().decode(cell.bytes)
}

test('a CSV is a result with every digit, and rows of another length are told', async () => {
  writeFileSync(path('a.csv'), 'id,fee\n9007199254740993,1.10\n2\n3,12345678901234567890.12\n')
  const opened = await open('a.csv', 'csv')
  expect(opened.columns.map(({ name, serverType }) => [name, serverType])).toEqual([
    ['id', 'bigint'],
    ['fee', 'decimal(22,2)'],
  ])
  expect(opened).toMatchObject({ rowCount: 2, rejectCount: 1, rejects: [{ line: 3 }] })
  expect(await cellText(opened.resultId, 0, 0)).toBe('9007199254740993')
  expect(await cellText(opened.resultId, 1, 1)).toBe('12345678901234567890.12')
})

test('files of all kinds are joined in one statement', async () => {
  const length = 200_000
  const numbers = pl.DataFrame({ id: Array.from({ length }, (_, id) => id) })
  const ids = numbers.select(pl.col('id').cast(pl.Int64))
  ids.writeParquet(path('ids.parquet'))
  ids.writeIPC(path('ids.arrow'))
  writeFileSync(path('names.json'), '[{"id": 7, "name": "Ann"}]')
  writeFileSync(path('seen.ndjson'), '{"id": 7, "at": "2024-02-29"}\n{"id": 8, "at": null}\n')
  const results = await Promise.all([
    open('ids.parquet', 'parquet'),
    open('ids.arrow', 'arrow'),
    open('names.json', 'json'),
    open('seen.ndjson', 'ndjson'),
  ])
  expect(results.map(({ rowCount }) => rowCount)).toEqual([length, length, 1, 2])
  const joined = await services.call('frames.sql', {
    sql: 'select n.name, s.at from p join i on i.id = p.id join n on n.id = p.id join s on s.id = p.id',
    results: results.map(({ resultId }, index) => ({ resultId, name: 'pins'[index]! })),
  })
  expect(joined.rowCount).toBe(1)
  expect(await cellText(joined.resultId, 0, 0)).toBe('Ann')
  expect(await cellText(joined.resultId, 0, 1)).toBe('2024-02-29')
})

test('what cannot be read says where, and leaves no result', async () => {
  writeFileSync(path('cut.csv'), 'id,name\n1,"never closed\n')
  await expect(open('cut.csv', 'csv')).rejects.toMatchObject({ code: 'file-failed' })
  writeFileSync(path('none.csv'), '')
  await expect(open('none.csv', 'csv')).rejects.toMatchObject({ code: 'file-failed' })
  await expect(open('missing.csv', 'csv')).rejects.toMatchObject({ code: 'file-failed' })
  expect(services.frames.memoryBytes).toBe(0)
})

test('giving up leaves no result', async () => {
  writeFileSync(path('long.csv'), `id\n${'1234567\n'.repeat(2_000_000)}`)
  const controller = new AbortController()
  const opening = expect(open('long.csv', 'csv', controller.signal)).rejects.toMatchObject({
    code: 'aborted',
  })
  await expect.poll(() => services.frames.memoryBytes, { interval: 5 }).toBeGreaterThan(0)
  controller.abort()
  await opening
  expect(services.frames.memoryBytes).toBe(0)
})
