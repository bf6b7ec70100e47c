import { execFile, spawn } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { tableFromIPC } from 'apache-arrow'
import Database from 'better-sqlite3'
import { readFile } from 'node:fs/promises'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium, openPage } from './support/browser.ts'
import { chooseOption } from './support/chooseOption.ts'
import { startSluice, temporaryFolder } from './support/sluice.ts'
import { Workbench } from './support/workbench.ts'

const run = promisify(execFile)

let browser: Browser
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let database: string

beforeAll(async () => {
  ;[browser, folder] = await Promise.all([launchChromium(), temporaryFolder()])
  database = join(folder.path, 'goods.db')
  new Database(database).exec(`create table goods (id integer, name text, price numeric, raw blob);
    insert into goods values (1, 'it''s a "hat"', 12.5, x'00ff'), (2, null, 9007199254740993, null),
      (3, '=1+1', 0.1, x'')`)
})
afterAll(async () => {
  await browser?.close()
  await folder?.[Symbol.asyncDispose]()
})

const SQL = 'select * from goods order by id'

async function sluice(...args: string[]) {
  const child = spawn(process.execPath, ['out/main/index.js', 'export', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stderr = ''
  let stdout = ''
  child.stderr.on('data', (chunk) => (stderr += chunk))
  child.stdout.on('data', (chunk) => (stdout += chunk))
  const code = await new Promise((resolve) => child.once('close', resolve))
  return { code, stdout, stderr }
}

const exportTo = (name: string, ...rest: string[]) =>
  sluice('--url', `sqlite:${database}`, '--sql', SQL, '--to', join(folder.path, name), ...rest)

const QUIET = { code: 0, stdout: '', stderr: '' }

test('on the command line, CSV takes all its options and zstd reads it back', async () => {
  const flags = ['--separator', ';', '--null', 'NULL', '--quote-all', '--crlf', '--guard-formulas']
  expect(await exportTo('goods.csv.zst', ...flags)).toEqual(QUIET)
  const { stdout } = await run('zstd', ['-dc', join(folder.path, 'goods.csv.zst')])
  expect(stdout).toBe(
    [
      '"id";"name";"price";"raw"',
      '"1";"it\'s a ""hat""";"12.5";"0x00ff"',
      '"2";NULL;"9007199254740993";NULL',
      '"3";"\'=1+1";"0.1";"0x"',
      '',
    ].join('\r\n'),
  )
})

test('INSERT statements make the same table in the sqlite3 shell', async () => {
  expect(await exportTo('copy.sql.gz', '--table', 'main.copy')).toEqual(QUIET)
  const script = (await run('gzip', ['-dc', join(folder.path, 'copy.sql.gz')])).stdout
  const copy = join(folder.path, 'copy.db')
  const dump = 'select typeof(id), id, typeof(name), name, typeof(price), price, quote(raw) from'
  await run('sqlite3', [copy, 'create table copy (id integer, name text, price numeric, raw blob)'])
  await run('sqlite3', [copy, script])
  const { stdout } = await run('sqlite3', [copy, `${dump} copy order by id`])
  expect(stdout).toBe((await run('sqlite3', [database, `${dump} goods order by id`])).stdout)
})

/** Cells as a reader of ZIP and XML sees them: reference, type, text. */
const READ_XLSX = `
import json, sys, zipfile, xml.etree.ElementTree as tree
main = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
with zipfile.ZipFile(sys.argv[1]) as file:
    assert file.testzip() is None
    for name in file.namelist():
        tree.fromstring(file.read(name))
    sheet = tree.fromstring(file.read('xl/worksheets/sheet1.xml'))
print(json.dumps([[c.get('r'), c.get('t'), ''.join(c.itertext())] for c in sheet.iter(main + 'c')]))
`

test('an Excel workbook reads back, with long numbers as text', async () => {
  expect(await exportTo('goods.xlsx')).toEqual(QUIET)
  const { stdout } = await run('python3', ['-c', READ_XLSX, join(folder.path, 'goods.xlsx')])
  expect(JSON.parse(stdout)).toEqual([
    ...['id', 'name', 'price', 'raw'].map((name, index) => [
      `${'ABCD'[index]}1`,
      'inlineStr',
      name,
    ]),
    ['A2', null, '1'],
    ['B2', 'inlineStr', 'it\'s a "hat"'],
    ['C2', null, '12.5'],
    ['D2', 'inlineStr', '0x00ff'],
    ['A3', null, '2'],
    ['C3', 'inlineStr', '9007199254740993'],
    ['A4', null, '3'],
    ['B4', 'inlineStr', '=1+1'],
    ['C4', null, '0.1'],
    ['D4', 'inlineStr', '0x'],
  ])
})

test('a Parquet file reads back with its types, compressed as asked', async () => {
  expect(await exportTo('goods.parquet', '--compress', 'snappy')).toEqual(QUIET)
  const bytes = new Uint8Array(await readFile(join(folder.path, 'goods.parquet')))
  const [first] = parquetMetadata(bytes.buffer).row_groups
  expect(first!.columns.map(({ meta_data: told }) => [told!.type, told!.codec])).toEqual([
    ['INT64', 'SNAPPY'],
    ['BYTE_ARRAY', 'SNAPPY'],
    ['BYTE_ARRAY', 'SNAPPY'],
    ['BYTE_ARRAY', 'SNAPPY'],
  ])
  expect(
    await parquetReadObjects({ file: bytes.buffer, columns: ['id', 'name', 'price'] }),
  ).toEqual([
    { id: 1n, name: 'it\'s a "hat"', price: '12.5' },
    { id: 2n, name: null, price: '9007199254740993' },
    { id: 3n, name: '=1+1', price: '0.1' },
  ])
})

test('what goes wrong has its exit code and leaves no file', async () => {
  const none = await exportTo('goods.txt')
  expect(none).toMatchObject({ code: 2, stdout: '' })
  expect(none.stderr).toContain('--format is missing')
  const path = join(folder.path, 'no', 'such', 'folder.csv')
  const url = ['--url', `sqlite:${database}`]
  const unwritable = await sluice(...url, '--sql', SQL, '--to', path)
  expect(unwritable).toMatchObject({ code: 1, stdout: '' })
  expect(unwritable.stderr).toContain(path)
  const failing = await sluice(...url, '--sql', 'select x', '--to', join(folder.path, 'x.csv'))
  expect(failing.code).toBe(1)
  expect((await readdir(folder.path)).filter((name) => /x\.csv|part/.test(name))).toEqual([])
})

async function choose(page: Page, label: string, option: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Export' })
  await chooseOption(dialog.getByRole('combobox', { name: label }), option)
}

async function exportInWindow(page: Page, fill: () => Promise<void>): Promise<string> {
  await new Workbench(page).button('Export').click()
  await fill()
  return takeFile(page)
}

/** Starts the export of the open dialog, and gives the path of what the browser got. */
async function takeFile(page: Page): Promise<string> {
  const dialog = page.getByRole('dialog', { name: 'Export' })
  const downloaded = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Export' }).click()
  const download = await downloaded
  const path = join(folder.path, download.suggestedFilename())
  await download.saveAs(path)
  await dialog.getByText(/2 rows written/).waitFor()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  return path
}

test('the window offers every format with its options', async () => {
  await using data = await temporaryFolder()
  const running = await startSluice({ dataDir: data.path })
  const { page, complaints } = await openPage(browser, running.url)
  const workbench = new Workbench(page)
  await workbench.ready()
  await workbench.newTab()
  await workbench.chooseProfile('Sample')
  await workbench.run("select 1 as id, '-1' as name union all select 2, null")
  await workbench.untilStatus(/2 rows in /)

  const csv = await exportInWindow(page, async () => {
    await choose(page, 'Quotes', 'Around every value but NULL')
    await choose(page, 'Line end', 'CRLF (Windows)')
    await page.getByRole('checkbox', { name: /^Byte order mark/ }).check()
    await page.getByRole('checkbox', { name: 'Guard against formulas' }).check()
    await choose(page, 'Compression', 'gzip')
  })
  expect(csv).toMatch(/\.csv\.gz$/)
  const unpacked = await run('gzip', ['-dc', csv])
  expect(unpacked.stdout).toBe('\ufeff"id","name"\r\n"1","\'-1"\r\n"2",\r\n')

  const sql = await exportInWindow(page, async () => {
    await choose(page, 'Format', 'SQL INSERT statements')
    await page.getByRole('textbox', { name: 'Table' }).fill('public.people')
    await choose(page, 'Dialect', 'PostgreSQL')
  })
  expect(await readFile(sql, 'utf8')).toBe(
    "INSERT INTO public.people (id, name) VALUES\n(1, '-1'),\n(2, NULL);\n",
  )

  const arrow = await exportInWindow(page, () => choose(page, 'Format', 'Arrow IPC file'))
  expect(String(tableFromIPC(await readFile(arrow)).getChild('id'))).toBe('[1,2]')

  const parquet = await exportInWindow(page, () => choose(page, 'Format', 'Parquet'))
  const parquetBytes = new Uint8Array(await readFile(parquet))
  expect(parquetMetadata(parquetBytes.buffer).row_groups[0]!.columns[0]!.meta_data!.codec).toBe(
    'ZSTD',
  )

  const markdown = await exportInWindow(page, () => choose(page, 'Format', 'Markdown table'))
  expect(await readFile(markdown, 'utf8')).toContain('| 2 | *NULL* |')

  const xlsx = await exportInWindow(page, () => choose(page, 'Format', 'Excel workbook (.xlsx)'))
  const read = await run('python3', ['-c', READ_XLSX, xlsx])
  expect(JSON.parse(read.stdout)).toContainEqual(['A3', null, '2'])

  expect(complaints).toEqual([])
  await running.stop()
}, 120_000)

test('a query is exported without being shown, and can be given up on the way', async () => {
  await using data = await temporaryFolder()
  const running = await startSluice({ dataDir: data.path })
  const { page, complaints } = await openPage(browser, running.url)
  const workbench = new Workbench(page)
  await workbench.ready()
  await workbench.newTab()
  await workbench.chooseProfile('Sample')
  await workbench.type('select 7 as id union all select 8')
  await exportWithoutShowing(page)
  await choose(page, 'Format', 'NDJSON, one object a line')
  expect(await readFile(await takeFile(page), 'utf8')).toBe('{"id":7}\n{"id":8}\n')
  expect(await workbench.grid.count()).toBe(0)

  const endless =
    'with recursive n as (select 1 as i union all select i + 1 from n) select i from n'
  await workbench.type(endless)
  await exportWithoutShowing(page)
  const dialog = page.getByRole('dialog', { name: 'Export' })
  const path = join(data.path, 'endless.csv')
  await choose(page, 'Target', 'File on this computer')
  await dialog.getByRole('textbox', { name: 'Path' }).fill(path)
  await dialog.getByRole('button', { name: 'Export' }).click()
  await dialog.getByText(/rows a second/).waitFor()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await dialog.getByText('No file was left behind').waitFor()
  expect((await readdir(data.path)).filter((name) => name.includes('endless'))).toEqual([])

  expect(complaints).toEqual([])
  await running.stop()
}, 120_000)

async function exportWithoutShowing(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More ways to run' }).click()
  await page.getByRole('menuitem', { name: 'Export without showing' }).click()
}
