import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Browser } from 'playwright-core'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPostgres, type PostgresServer } from '../main/testing/postgresServer.ts'
import { launchChromium, openPage } from './support/browser.ts'
import { importByTerminal as sluice } from './support/importByTerminal.ts'
import { ImportWizard } from './support/importWizard.ts'
import { startSluice, temporaryFolder } from './support/sluice.ts'
import { Workbench } from './support/workbench.ts'

const ODD = `id,big,price,code,seen at,note
1,9223372036854775807,12345678901234567890.12,007,2024-01-01T10:00:00+02:00,"a ""b"", ü🦥"
2,-9223372036854775808,-0.10,000,1999-12-31T23:59:59.999999Z,"two
lines"
3,,,,,
`
const BAD = 'id,name\n1,one\n2\n3,three\n1,one again\n'

let browser: Browser
let server: PostgresServer
let client: Client

beforeAll(async () => {
  ;[browser, server] = await Promise.all([launchChromium(), startPostgres()])
  client = new Client({ connectionString: server.url })
  await client.connect()
})
afterAll(async () => {
  await browser?.close()
  await client?.end()
  await server?.stop()
})

const rowsOf = async (sql: string): Promise<unknown[][]> =>
  (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows

const VALUES = `select id::text, big::text, price::text, code, "seen at" at time zone 'UTC', note
  from odd order by id`

test('the terminal imports into PostgreSQL and SQLite, and says which line is bad', async () => {
  await using folder = await temporaryFolder()
  const odd = join(folder.path, 'odd.csv')
  const bad = join(folder.path, 'bad.csv')
  await Promise.all([writeFile(odd, ODD), writeFile(bad, BAD)])
  const path = join(folder.path, 'shop.db')
  const sqlite = `sqlite:${path}?mode=rwc`

  for (const url of [server.url, sqlite])
    expect(await sluice(odd, '--url', url, '--table', 'terminal_odd', '--create')).toEqual({
      code: 0,
      stderr: '3 rows imported.\n',
    })
  expect(await rowsOf('select big::text, price::text, code from terminal_odd order by id')).toEqual(
    [
      ['9223372036854775807', '12345678901234567890.12', '007'],
      ['-9223372036854775808', '-0.10', '000'],
      [null, null, null],
    ],
  )
  const database = new Database(path, { readonly: true })
  const read = database.prepare('select cast(big as text), price, code, note from terminal_odd')
  expect(read.raw().all()).toEqual([
    ['9223372036854775807', '12345678901234567890.12', '007', 'a "b", ü🦥'],
    ['-9223372036854775808', '-0.10', '000', 'two\nlines'],
    [null, null, null, null],
  ])
  database.close()

  await client.query('create table terminal_bad (id int primary key, name text)')
  const into = ['--url', server.url, '--table', 'public.terminal_bad']
  const refused = await sluice(bad, ...into)
  expect(refused.code).toBe(1)
  expect(refused.stderr).toMatch(/^Line 3 cannot be stored: 1 cell, where 2 are expected/)
  expect(await rowsOf('select count(*)::int from terminal_bad')).toEqual([[0]])

  const rejects = join(folder.path, 'rejects.csv')
  const kept = await sluice(bad, ...into, '--max-rejects', '2', '--rejects', rejects)
  expect(kept.code).toBe(0)
  expect(kept.stderr).toContain('2 rows imported, 2 kept aside')
  expect(await readFile(rejects, 'utf8')).toMatch(
    /^line,reason,id,name\n3,.*,2\n5,.*duplicate key.*,1,one again\n$/,
  )
}, 120_000)

test('a file goes into new tables of PostgreSQL and SQLite, value by value', async () => {
  await using folder = await temporaryFolder()
  const odd = join(folder.path, 'odd.csv')
  await writeFile(odd, ODD)
  const started = await startSluice({ dataDir: folder.path })
  const { page, complaints } = await openPage(browser, started.url)
  const workbench = new Workbench(page)
  const wizard = new ImportWizard(page)
  await workbench.ready()
  await workbench.addConnection(server.url, 'Orders')
  await workbench.newTab()
  await workbench.chooseProfile('Orders')

  await wizard.openFromPalette()
  await wizard.choose(odd)
  await wizard.says('12345678901234567890.12')
  await wizard.press('Next')
  await wizard.says('decimal(22,2)')
  await wizard.press('Next')
  await wizard.says(/CREATE TABLE public.odd/)
  await wizard.press('Import')
  await wizard.says(/3 rows imported into odd/)
  expect(await rowsOf(VALUES)).toEqual([
    ['1', '9223372036854775807', '12345678901234567890.12', '007', expect.anything(), 'a "b", ü🦥'],
    ['2', '-9223372036854775808', '-0.10', '000', expect.anything(), 'two\nlines'],
    ['3', null, null, null, null, null],
  ])
  await wizard.press('Open table')
  await workbench.untilStatus(/3 rows/)
  expect(await readdir(join(folder.path, 'uploads')).catch(() => [])).toEqual([])
  // What was imported stands in the history like what was run.
  await page.getByRole('button', { name: 'History', exact: true }).click()
  const entry = page.getByRole('option').filter({ hasText: 'Import of “' })
  await expect.poll(() => entry.first().innerText()).toMatch(/into “public\.odd”[^]*3 rows/)
  await page.getByRole('button', { name: 'Connections and tables', exact: true }).click()

  await wizard.openFromMenu(workbench.treeItem(/^Sample/).first(), 'Import into a new table…')
  await wizard.choose(odd)
  await wizard.press('Next')
  await wizard.press('Next')
  await wizard.field('Table', 'odd things')
  await wizard.says(/CREATE TABLE .*"odd things"/)
  await wizard.press('Import')
  await wizard.says(/3 rows imported into odd things/)
  await wizard.press('Open table')
  await workbench.untilStatus(/3 rows/)
  expect(await (await workbench.gridCell(1, 'price')).textContent()).toBe('12345678901234567890.12')
  expect(await (await workbench.gridCell(1, 'big')).textContent()).toBe('9223372036854775807')

  expect(complaints).toEqual([])
  await started.stop()
}, 150_000)

test('bad rows are told and kept aside', async () => {
  await using folder = await temporaryFolder()
  const bad = join(folder.path, 'bad.csv')
  await writeFile(bad, BAD)
  await client.query('create table people (id int primary key, name text)')
  const started = await startSluice({ dataDir: folder.path })
  const { page, complaints } = await openPage(browser, started.url)
  const workbench = new Workbench(page)
  const wizard = new ImportWizard(page)
  await workbench.ready()
  await workbench.addConnection(server.url, 'Orders')
  await workbench.open(/^Orders/)
  await workbench.open(/^Tables/)

  await wizard.openFromMenu(workbench.treeItem(/^people/), 'Import data…')
  await wizard.choose(bad)
  await wizard.says(/1 row has too few or too many cells/)
  await wizard.press('Next')
  await wizard.press('Next')
  await wizard.press('Import')
  await wizard.says('The import failed.')
  await wizard.says(/Line 3 cannot be stored/)
  expect(await rowsOf('select count(*)::int from people')).toEqual([[0]])

  await wizard.press('Back')
  await wizard.field('Rows that may be kept aside', '5')
  await wizard.press('Import')
  await wizard.says(/2 rows were kept aside/)
  await wizard.says(/duplicate key/)
  expect(await rowsOf('select id from people order by id')).toEqual([[1], [3]])

  const downloading = page.waitForEvent('download')
  await wizard.press('Download these rows')
  const download = await downloading
  expect(download.suggestedFilename()).toBe('people-rejects.csv')
  const rejects = join(folder.path, 'rejects.csv')
  await download.saveAs(rejects)
  expect(await readFile(rejects, 'utf8')).toMatch(
    /^line,reason,id,name\n3,.*,2\n5,.*duplicate key.*,1,one again\n$/,
  )

  expect(complaints).toEqual([])
  await started.stop()
}, 150_000)

test('a large import shows how far it is, and leaves nothing when it is cancelled', async () => {
  await using folder = await temporaryFolder()
  const large = join(folder.path, 'large.csv')
  const note = 'a note of some length '.repeat(8)
  const rows = Array.from({ length: 300_000 }, (_, index) => `${index},${note}`)
  await writeFile(large, `id,note\n${rows.join('\n')}\n`)
  // As slow as a distant server.
  await client.query(`create table notes (id int, note text);
    create function delay() returns trigger language plpgsql as
      'begin if new.id % 64 = 0 then perform pg_sleep(0.001); end if; return new; end';
    create trigger slow before insert on notes for each row execute function delay()`)
  const started = await startSluice({ dataDir: folder.path })
  const { page, complaints } = await openPage(browser, started.url)
  const workbench = new Workbench(page)
  const wizard = new ImportWizard(page)
  await workbench.ready()
  await workbench.addConnection(server.url, 'Orders')
  await workbench.open(/^Orders/)
  await workbench.open(/^Tables/)

  await wizard.openFromMenu(workbench.treeItem(/^notes/), 'Import data…')
  await wizard.choose(large)
  await wizard.press('Next')
  await wizard.press('Next')
  await wizard.press('Import')
  const bar = wizard.dialog.getByRole('progressbar', { name: 'Progress of the import' })
  const share = async () => Number(await bar.getAttribute('value'))
  await wizard.says(
    /[1-9][\d,]* rows · [\d.]+ MB of [\d.]+ MB · [1-9][\d,]* rows a second · .* left/,
  )
  const first = await share()
  expect(first).toBeGreaterThan(0)
  await expect.poll(share).toBeGreaterThan(first)

  await wizard.press('Cancel')
  await wizard.says('The import was cancelled; nothing of it was written.')
  expect(await rowsOf('select count(*)::int from notes')).toEqual([[0]])
  const copying = `select count(*)::int from pg_stat_activity
    where query like 'COPY%' and state <> 'idle'`
  expect(await rowsOf(copying)).toEqual([[0]])
  await wizard.press('Back')
  await wizard.says(/300,000 rows/)

  expect(complaints).toEqual([])
  await started.stop()
}, 150_000)
