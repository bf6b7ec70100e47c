import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { inflateSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { splitStatements } from '../../contract/sql/splitStatements.ts'
import { forkProcess } from '../host/forkProcess.ts'
import { createSampleDatabase } from './createSampleDatabase.ts'
import { sampleProfile, sampleStatements } from './sampleProfile.ts'

const spawnProcess = forkProcess((name) => join(import.meta.dirname, `${name}.ts`))

let folder: string
let sample: Database.Database
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-sample-'))
  await createSampleDatabase(join(folder, 'new', 'sample.db'), { spawnProcess })
  sample = new Database(join(folder, 'new', 'sample.db'), { readonly: true })
})
afterAll(() => {
  sample.close()
  rmSync(folder, { recursive: true, force: true })
})

const read = (sql: string): unknown => sample.prepare(sql).pluck().get()

test('is a whole and sound database, with nothing left beside it', () => {
  expect(read('pragma integrity_check')).toBe('ok')
  expect(sample.prepare('pragma foreign_key_check').all()).toEqual([])
  expect(readdirSync(join(folder, 'new')).filter((name) => name.endsWith('.part'))).toEqual([])
  expect(statSync(join(folder, 'new', 'sample.db')).size).toBeLessThan(60_000_000)
})

test('is worth exploring', () => {
  const count = (type: string) => read(`select count(*) from sqlite_schema where type = '${type}'`)
  expect(count('table')).toBeGreaterThanOrEqual(12)
  expect(count('view')).toBeGreaterThanOrEqual(4)
  expect(count('index')).toBeGreaterThanOrEqual(5)
  expect(count('trigger')).toBe(2)
  expect(read('select count(*) from sales')).toBe(200_000)
})

test('has every kind of value in its largest table', () => {
  const has = (condition: string) =>
    expect(read(`select exists (select 1 from sales where ${condition})`), condition).toBe(1)
  has('note is null')
  has(`note = ''`)
  has(`note like '%"%' and note like '%,%'`)
  has(`note like '%' || char(10) || '%'`)
  has(`note like '%🦦%'`)
  has(`json_valid(wrapping) and wrapping ->> '$.paper' = 'map'`)
  has(`typeof(stamp) = 'blob'`)
  has('discount is not null')
  expect(read(`select count(*) from sales where total not glob '*[0-9].[0-9][0-9]'`)).toBe(0)
  expect(read('select count(*) from sales where datetime(sold_at) is not sold_at')).toBe(0)
})

test('adds up: a total is its price times its quantity, less the discount', () => {
  const wrong = `select count(*) from sales where discount is null and
    cast(replace(total, '.', '') as integer) <> cast(replace(unit_price, '.', '') as integer) * quantity`
  expect(read(wrong)).toBe(0)
  const months = `select sum(cast(replace(takings, '.', '') as integer)) from takings_by_month`
  expect(read(months)).toBe(read(`select sum(cast(replace(total, '.', '') as integer)) from sales`))
})

test('has pictures that any viewer can open', () => {
  const cover = read('select cover from books where cover is not null') as Buffer
  expect(cover.subarray(1, 4).toString()).toBe('PNG')
  const dataAt = cover.indexOf('IDAT')
  const size = cover.readUInt32BE(dataAt - 4)
  const pixels = inflateSync(cover.subarray(dataAt + 4, dataAt + 4 + size))
  expect(pixels).toHaveLength((cover.readUInt32BE(16) + 1) * cover.readUInt32BE(20))
})

test('is the same, byte for byte, when it is made again', async () => {
  const path = join(folder, 'again.db')
  await createSampleDatabase(path, { spawnProcess })

  expect(digest(path)).toBe(digest(join(folder, 'new', 'sample.db')))
})

const digest = (path: string): string =>
  createHash('sha256').update(readFileSync(path)).digest('hex')

test('triggers keep the stock when something is sold', () => {
  copyFileSync(join(folder, 'new', 'sample.db'), join(folder, 'copy.db'))
  const copy = new Database(join(folder, 'copy.db'))
  try {
    copy.exec(`
      update stock set copies = 5 where barge_id = 1;
      insert into sales (sold_at, barge_id, harbour_id, book_id, quantity, unit_price, total, paid_with)
      select '2026-01-01 10:00:00', 1, 1, book_id, 2, '1.00', '2.00', 'card'
      from stock where barge_id = 1 limit 1`)
    const moves = copy.prepare('select copies_before, copies_after from stock_moves')
    expect(moves.raw().all().at(-1)).toEqual([5, 3])
  } finally {
    copy.close()
  }
})

test('welcomes with statements that run and give rows', () => {
  const statements = splitStatements(sampleStatements, 'sqlite').map(({ text }) => text)

  expect(statements).toHaveLength(5)
  for (const sql of statements) expect(sample.prepare(sql).get(), sql).toBeDefined()
})

test('comes with a profile that opens it', () => {
  expect(sampleProfile('/folder/sample.db')).toMatchObject({
    id: 'sample',
    name: 'Sample',
    driverId: 'sqlite',
    fields: { path: '/folder/sample.db', mode: 'must-exist' },
    isReadOnly: false,
  })
})

test('says where it could not be written, and leaves nothing there', async () => {
  writeFileSync(join(folder, 'file'), '')
  const path = join(folder, 'file', 'sample.db')

  await expect(createSampleDatabase(path, { spawnProcess })).rejects.toMatchObject({
    code: 'file-failed',
    message: expect.stringContaining(path),
  })
})

test('ended while it writes, it leaves nothing, and takes away what others left', async () => {
  const path = join(folder, 'broken off', 'sample.db')
  mkdirSync(dirname(path))
  writeFileSync(`${path}.12.part-journal`, '')
  const abort = new AbortController()
  const written = createSampleDatabase(path, { spawnProcess, signal: abort.signal })
  await vi.waitFor(() => expect(existsSync(`${path}.12.part-journal`)).toBe(false), 20_000)
  abort.abort()
  await expect(written).rejects.toMatchObject({ code: 'process-died' })
  expect(readdirSync(dirname(path))).toEqual([])
})

test('says that its process ended early', async () => {
  const diesAtOnce: typeof spawnProcess = (name) => {
    const child = spawnProcess(name)
    child.kill()
    return child
  }
  const path = join(folder, 'never.db')

  await expect(createSampleDatabase(path, { spawnProcess: diesAtOnce })).rejects.toMatchObject({
    code: 'process-died',
    message: expect.stringContaining('SIGKILL'),
  })
  expect(readdirSync(folder).filter((name) => name.startsWith('never'))).toEqual([])
})
