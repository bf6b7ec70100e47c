import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { zstdDecompressSync } from 'node:zlib'
import { parquetReadObjects } from 'hyparquet'
import { Client } from 'pg'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { readZip } from '../main/frame/testing/readXlsx.ts'
import type { PostgresServer } from '../main/testing/postgresServer.ts'
import type { Complaints } from './support/browser.ts'
import { chooseOption } from './support/chooseOption.ts'
import { ExportDialog } from './support/exportDialog.ts'
import { residentBytes } from './support/residentBytes.ts'
import type { Sluice } from './support/sluice.ts'
import type { Workbench } from './support/workbench.ts'
import { sharedPostgres, sharedWorkbench } from './support/shared.ts'

const ROWS = 1_000_000
/** 64 bits, quotes, commas, line ends, other scripts, NULL, decimals with all their places, instants. */
const TABLE = `create table parcels as select 9007199254740992 + i as id,
  case i % 4 when 0 then null when 1 then 'parcel ' || i when 2 then 'Zoë "' || i || '", 包裹'
    else 'two' || chr(10) || 'lines' end as name,
  (i * 1.01)::numeric(12, 2) as price, timestamptz '2020-01-01' + i * interval '1 second' as sent_at
  from generate_series(1, ${ROWS}) i`
const SELECT = 'select * from parcels order by id'
const MIB = 1024 * 1024
/** All that an export may take besides the result, whatever the number of rows. */
const MOST_GROWTH_MIB = 300

let postgres: PostgresServer
let dataDir: string
let sluice: Sluice
let page: Page
let complaints: Complaints
let workbench: Workbench

beforeAll(async () => {
  postgres = await sharedPostgres()
  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  await client.query(TABLE)
  await client.end()
  ;({ page, complaints, workbench, sluice, dataDir } = await sharedWorkbench())
  await workbench.addConnection(postgres.url, 'post')
  await workbench.newTab()
  await workbench.chooseProfile('post')
  await workbench.run(SELECT)
  await workbench.untilStatus(/1,000,000 rows in /, 60_000)
}, 180_000)

/** What the database writes itself. */
async function copyOut(options: string): Promise<Buffer> {
  const { stdout } = await promisify(execFile)(
    'psql',
    [postgres.url, '-qc', `copy (${SELECT}) to stdout ${options}`],
    { maxBuffer: 1 << 29, encoding: 'buffer', env: { ...process.env, PGTZ: 'UTC' } },
  )
  return stdout
}

/** Its rows as texts, NULL as null. */
async function storedRows(): Promise<(string | null)[][]> {
  const lines = (await copyOut('')).toString().trimEnd().split('\n')
  return lines.map((line) =>
    line.split('\t').map((cell) => (cell === '\\N' ? null : cell.replaceAll('\\n', '\n'))),
  )
}

type Written = { readonly path: string; readonly growthMiB: number; readonly progress: string[] }

/** Exports the result to a file, and tells how far the program grew and what it said meanwhile. */
async function exportTo(name: string, format: string): Promise<Written> {
  const path = join(dataDir, name)
  const dialog = await openExport(format)
  const before = residentBytes(sluice.pid)
  let most = before
  const progress: string[] = []
  await dialog.start(path)
  const done = dialog.dialog.getByText(/1,000,000 rows written in/)
  while (!(await done.isVisible())) {
    most = Math.max(most, residentBytes(sluice.pid))
    const said = dialog.dialog.getByText(/rows a second/)
    if (await said.isVisible()) progress.push((await said.textContent().catch(() => '')) ?? '')
    await page.waitForTimeout(100)
  }
  await dialog.close()
  return { path, growthMiB: (most - before) / MIB, progress }
}

async function openExport(format: string): Promise<ExportDialog> {
  const dialog = await ExportDialog.open(page)
  await chooseOption(dialog.dialog.getByRole('combobox', { name: 'Format' }), format)
  return dialog
}

/** Row by row, since a difference of two such arrays would take minutes to print. */
function expectSame(row: readonly unknown[], stored: readonly unknown[], number: number): void {
  for (const [index, value] of stored.entries())
    if (row[index] !== value) expect({ number, row }).toEqual({ number, row: stored })
}

test('1,000,000 rows as CSV are byte for byte what COPY writes, in bounded memory', async () => {
  const { path, growthMiB } = await exportTo('parcels.csv', 'CSV')
  expect(growthMiB).toBeLessThan(MOST_GROWTH_MIB)
  const theirs = await copyOut('(format csv, header)')
  expect(theirs.length).toBeGreaterThan(50 * MIB)
  expect((await readFile(path)).equals(theirs)).toBe(true)
}, 60_000)

test('an export tells rows a second and the time left, and given up it leaves no file', async () => {
  const dialog = await openExport('Excel workbook (.xlsx)')
  await dialog.start(join(dataDir, 'given-up.xlsx'))
  await dialog.untilWriting()
  expect(await dialog.dialog.getByText(/rows a second/).textContent()).toMatch(
    /^[\d,]+ rows of 1,000,000 rows · [\d.]+ [KM]B · [\d,]+ rows a second · /,
  )
  await dialog.button('Cancel').click()
  await dialog.dialog.getByText('No file was left behind').waitFor()
  expect((await readdir(dataDir)).filter((name) => name.includes('given-up'))).toEqual([])
  await dialog.close()
}, 60_000)

const XLSX_ROW = /<row r="(\d+)">(.*?)<\/row>/gs
const XLSX_CELL = /<c r="([A-D])\d+"[^>]*>(?:<v>|<is><t xml:space="preserve">)([^<]*)</g

test('as an Excel workbook every cell is what the database has, long numbers as text', async () => {
  const { path, growthMiB, progress } = await exportTo('parcels.xlsx', 'Excel workbook (.xlsx)')
  expect(growthMiB).toBeLessThan(MOST_GROWTH_MIB)
  expect(progress.length).toBeGreaterThan(0)
  const stored = await storedRows()
  const sheet = readZip(readFileSync(path)).get('xl/worksheets/sheet1.xml')!
  let count = 0
  for (const [, number, cells] of sheet.matchAll(XLSX_ROW)) {
    if (number === '1') continue
    const row: (string | null)[] = [null, null, null, null]
    for (const [, letter, text] of cells!.matchAll(XLSX_CELL))
      row['ABCD'.indexOf(letter!)] = text!.replaceAll('&quot;', '"').replaceAll('_x000A_', '\n')
    expectSame(row, stored[count++]!, Number(number))
  }
  expect(count).toBe(ROWS)
}, 120_000)

test('as Parquet every value is what the database has, in the type that it has there', async () => {
  const { path, growthMiB } = await exportTo('parcels.parquet', 'Parquet')
  expect(growthMiB).toBeLessThan(MOST_GROWTH_MIB)
  const stored = await storedRows()
  const rows = await parquetReadObjects({
    file: new Uint8Array(readFileSync(path)).buffer,
    compressors: { ZSTD: (bytes) => new Uint8Array(zstdDecompressSync(bytes)) },
  })
  expect(rows).toHaveLength(ROWS)
  for (const [index, { id, name, price, sent_at: sentAt }] of rows.entries()) {
    const [storedId, storedName, storedPrice, storedAt] = stored[index]!
    const at = (sentAt as Date).getTime()
    expectSame(
      [id, name, (price as number).toFixed(2), at],
      [BigInt(storedId!), storedName, storedPrice, Date.parse(storedAt!)],
      index,
    )
  }
  expect(complaints).toEqual([])
}, 120_000)
