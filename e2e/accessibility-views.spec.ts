import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPostgres, type PostgresServer } from '../main/testing/postgresServer.ts'
import { axeInAllLooks } from './support/axeLooks.ts'
import { launchChromium, openPage, type Complaints } from './support/browser.ts'
import { chooseOption } from './support/chooseOption.ts'
import { ConnectionDialog } from './support/connectionDialog.ts'
import { ImportWizard } from './support/importWizard.ts'
import { startSluice, temporaryFolder, type Sluice } from './support/sluice.ts'
import { Workbench } from './support/workbench.ts'

const OF_DBEAVER = fileURLToPath(
  new URL('../main/profiles/imports/testing/data-sources.json', import.meta.url),
)

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let postgres: PostgresServer
let sluice: Sluice
let browser: Browser
let page: Page
let workbench: Workbench
let complaints: Complaints

const SHOP = `
  create table customers (id integer primary key, name text not null, city text);
  create table orders (id integer primary key, customer_id integer not null references customers (id),
    placed_at timestamptz not null, total numeric(10, 2) not null);
  insert into customers select i, 'Customer ' || i, (array['Oslo', 'Lima', 'Cairo'])[1 + i % 3]
    from generate_series(1, 60) i;
  insert into orders select i, 1 + i % 60, timestamptz '2026-03-01' + i * interval '1 hour', i % 97
    from generate_series(1, 600) i;
  create schema wanted;
  create table wanted.customers (id integer primary key, name text not null, email text unique);
  create view wanted.late as select * from wanted.customers;
  analyze`

beforeAll(async () => {
  ;[folder, browser, postgres] = await Promise.all([
    temporaryFolder(),
    launchChromium(),
    startPostgres(),
  ])
  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  await client.query(SHOP)
  await client.end()
  // With a second server, so that there is a page of servers; slow is what takes a millisecond.
  const servers = [{ name: 'second', role: 'replica', fields: { port: postgres.port } }]
  await writeFile(
    join(folder.path, 'sluice.config.json'),
    JSON.stringify({
      profiles: [
        { name: 'served', url: postgres.url, routing: { mode: 'load-balanced', servers } },
      ],
    }),
  )
  sluice = await startSluice({ dataDir: folder.path })
  ;({ page, complaints } = await openPage(browser, sluice.url))
  workbench = new Workbench(page)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await workbench.ready()
  await workbench.addConnection(postgres.url, 'shop')
})

afterAll(async () => {
  await browser?.close()
  await sluice?.stop()
  await postgres?.stop()
  await folder?.[Symbol.asyncDispose]()
})

const press = (keys: string) => page.keyboard.press(keys)

async function tabOf(connection: string): Promise<void> {
  await workbench.newTab()
  await workbench.chooseProfile(connection)
}

/** What is found in a dialog that a command opens, and that Esc closes. */
async function ofDialog(title: string, dialog: Locator): Promise<string[]> {
  await workbench.command(title)
  await dialog.waitFor()
  const found = await axeInAllLooks(page, title)
  await press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  return found
}

const dialogOf = (name: string | RegExp) => page.getByRole('dialog', { name })

test('a plan, and a chart of each kind', async () => {
  await tabOf('shop')
  await workbench.type(
    'select c.city, sum(o.total) from orders o join customers c on c.id = o.customer_id group by 1',
  )
  await workbench.button('More ways to explain').click()
  await page.getByRole('menuitem', { name: 'Explain analyze' }).click()
  await page.getByText('Measured').waitFor()
  const found = await axeInAllLooks(page, 'plan')

  await workbench.run(
    'select o.placed_at, c.city, o.total from orders o join customers c on c.id = o.customer_id',
  )
  await workbench.untilStatus(/600 rows/)
  await workbench.button('Chart').click()
  const status = page.getByRole('status', { name: 'What is drawn' })
  for (const kind of ['Line', 'Area', 'Bar', 'Scatter', 'Pie']) {
    await page.getByRole('button', { name: kind, exact: true }).click()
    await expect.poll(() => status.textContent()).toMatch(/\d/)
    found.push(...(await axeInAllLooks(page, `chart, ${kind}`)))
  }
  await workbench.button('Chart').click()
  expect(found).toEqual([])
})

test('the grid with what stands over and beside it', async () => {
  await tabOf('shop')
  await workbench.run('select * from customers order by id')
  await workbench.untilStatus(/60 rows/)
  await (await workbench.gridCell(2, 'name')).click()
  const found = await ofDialog('Columns', dialogOf('Columns'))
  found.push(...(await ofDialog('Group by', dialogOf('Group rows'))))
  found.push(...(await ofDialog('Filter…', dialogOf('Filter name'))))
  await press('ControlOrMeta+F')
  await page.getByRole('search').getByRole('textbox').fill('7')
  await expect
    .poll(() => page.getByRole('status', { name: 'Matches' }).textContent())
    .toMatch(/ of /)
  found.push(...(await axeInAllLooks(page, 'find')))
  await press('Escape')
  await workbench.command('Column statistics')
  const statistics = page.getByRole('complementary', { name: /Statistics/ })
  await statistics.getByText('Distinct').waitFor()
  found.push(...(await axeInAllLooks(page, 'statistics')))
  await workbench.button('Close statistics').click()

  const type = async (row: number, typed: string): Promise<void> => {
    await (await workbench.gridCell(row, 'name')).click()
    await press('F2')
    await page.getByRole('textbox', { name: `Row ${row}, name` }).fill(typed)
    await press('Enter')
  }
  await page.getByRole('button', { name: 'Add row' }).waitFor()
  await type(2, 'Ada')
  await (await workbench.gridCell(4, 'name')).click()
  await page.getByRole('button', { name: 'Delete rows' }).click()
  found.push(...(await axeInAllLooks(page, 'staged changes')))
  await workbench.button('Preview SQL').click()
  const preview = page.getByRole('dialog')
  await preview.waitFor()
  found.push(...(await axeInAllLooks(page, 'statements of the changes')))
  await press('Escape')
  await preview.waitFor({ state: 'hidden' })
  await workbench.button('Discard all').click()
  expect(found).toEqual([])
})

test('the query builder, the question for values, snippets, and two sides', async () => {
  await tabOf('shop')
  await workbench.type(
    'select c.name, count(*) as orders from orders o join customers c on c.id = o.customer_id where o.total > :least group by c.name order by orders desc limit 5',
  )
  await workbench.button('Query builder').click()
  const builder = page.getByRole('region', { name: 'Query builder' })
  await builder.getByRole('region', { name: 'Filters' }).waitFor()
  const found = await axeInAllLooks(page, 'query builder')
  await workbench.button('Close the query builder').click()
  await press('ControlOrMeta+Enter')
  await dialogOf('Values for this run').waitFor()
  found.push(...(await axeInAllLooks(page, 'values of a run')))
  await press('Escape')
  found.push(...(await ofDialog('Snippets', dialogOf('Snippets'))))
  await workbench.editor.focus()
  await press('Control+\\')
  await page.getByRole('textbox', { name: 'SQL editor' }).nth(1).waitFor()
  found.push(...(await axeInAllLooks(page, 'two sides')))
  await press('Control+\\')
  await page.getByRole('textbox', { name: 'SQL editor' }).nth(1).waitFor({ state: 'hidden' })
  expect(found).toEqual([])
})

test('a diagram, and two schemas compared', async () => {
  await tabOf('shop')
  await workbench.command('Diagram of the tables')
  await page.locator('[data-table]').first().waitFor()
  const found = await axeInAllLooks(page, 'diagram')
  await workbench.command('Compare two schemas')
  const comparison = page.getByRole('region', { name: 'Compare schemas' })
  found.push(...(await axeInAllLooks(page, 'comparison, empty')))
  const choose = async (label: string, option: string): Promise<void> => {
    await chooseOption(comparison.getByRole('combobox', { name: label }), option)
  }
  await choose('Left connection', 'shop')
  await choose('Left schema', 'wanted')
  await choose('Right connection', 'shop')
  await choose('Right schema', 'public')
  await comparison
    .getByRole('treeitem', { name: /^customers/ })
    .first()
    .click()
  found.push(...(await axeInAllLooks(page, 'comparison')))
  expect(found).toEqual([])
})

test('saved queries and history, with something in them', async () => {
  await tabOf('shop')
  await workbench.run('select name from customers')
  await workbench.untilStatus(/60 rows/)
  await workbench.editor.focus()
  await press('ControlOrMeta+S')
  const dialog = dialogOf('Save the query')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Who buys here')
  const found = await axeInAllLooks(page, 'save a query')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByRole('navigation').getByRole('button', { name: 'Saved queries' }).click()
  await page.getByRole('treeitem', { name: 'Who buys here' }).click()
  found.push(...(await axeInAllLooks(page, 'saved queries')))
  await press('ControlOrMeta+Shift+H')
  await page.getByRole('listbox', { name: 'History' }).getByRole('option').first().click()
  found.push(...(await axeInAllLooks(page, 'history')))
  await press('ControlOrMeta+B')
  await workbench.explorer.waitFor()
  expect(found).toEqual([])
})

test('a pool at work, slow statements, servers, alerts', async () => {
  await tabOf('served')
  await workbench.run('select 1')
  await workbench.untilStatus(/1 row in/)
  await tabOf('shop')
  await workbench.run("select pg_sleep(1.1), 'nobody indexed this' as what")
  await workbench.untilStatus(/1 row in/)
  await workbench.run('select pg_sleep(120)')
  await press('ControlOrMeta+Shift+M')
  const pool = await workbench.showPool('shop')
  await pool.getByRole('region', { name: 'Leases' }).locator('tbody tr').first().waitFor()
  await pool
    .getByRole('region', { name: 'Slow statements' })
    .getByRole('row', { name: /pg_sleep/ })
    .waitFor()
  const found = await axeInAllLooks(page, 'pool')
  await workbench.button('Resize…').click()
  await page.getByRole('dialog').waitFor()
  found.push(...(await axeInAllLooks(page, 'resize')))
  await press('Escape')
  await workbench.showAllPools()
  found.push(...(await axeInAllLooks(page, 'all pools')))
  await workbench.button('Show the servers of served').click()
  await page.getByRole('region', { name: 'Servers of served' }).waitFor()
  found.push(...(await axeInAllLooks(page, 'servers')))
  await workbench.command('Alerts')
  await page.getByRole('region', { name: 'Rules' }).waitFor()
  found.push(...(await axeInAllLooks(page, 'alerts')))
  await workbench.button('New rule…').click()
  await dialogOf('Alert rule').waitFor()
  found.push(...(await axeInAllLooks(page, 'alert rule')))
  await press('Escape')
  expect(found).toEqual([])
})

test('each page of a connection, what was tried, and connections of another program', async () => {
  const { dialog, url } = await ConnectionDialog.open(page)
  await url.fill(postgres.url)
  const found: string[] = []
  for (const name of ['TLS', 'SSH', 'Servers', 'Pool and limits', 'General']) {
    await dialog.getByRole('tab', { name }).click()
    if (name === 'SSH')
      await dialog.getByRole('checkbox', { name: 'Connect through an SSH server' }).check()
    found.push(...(await axeInAllLooks(page, `connection, ${name}`)))
    if (name === 'SSH')
      await dialog.getByRole('checkbox', { name: 'Connect through an SSH server' }).uncheck()
  }
  await dialog.getByRole('button', { name: 'Test connection' }).click()
  await dialog.getByText(/PostgreSQL 18/).waitFor()
  found.push(...(await axeInAllLooks(page, 'connection, tried')))
  await url.fill('postgres://ana@127.0.0.1:1/orders')
  await dialog.getByRole('button', { name: 'Test connection' }).click()
  await dialog.getByRole('alert').waitFor()
  found.push(...(await axeInAllLooks(page, 'connection, failed')))
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await workbench.button('Discard').click()

  await workbench.command('Import connections')
  const imported = dialogOf('Import connections')
  await imported.waitFor()
  found.push(...(await axeInAllLooks(page, 'import connections, first')))
  await imported.locator('input[type=file]').setInputFiles(OF_DBEAVER)
  await imported.getByText(/6 connections of DBeaver/).waitFor()
  found.push(...(await axeInAllLooks(page, 'import connections')))
  await press('Escape')
  await imported.waitFor({ state: 'hidden' })
  expect(found).toEqual([])
})

test('each step of an import', async () => {
  const path = join(folder.path, 'tides.csv')
  await writeFile(path, 'harbour,height\nLisbon,1.2\nPorto,1.9\n')
  await tabOf('shop')
  const wizard = new ImportWizard(page)
  await wizard.openFromPalette()
  await wizard.choose(path)
  await wizard.press('Next')
  const found = await axeInAllLooks(page, 'import, columns')
  await wizard.press('Next')
  await wizard.says('This statement makes the table:')
  found.push(...(await axeInAllLooks(page, 'import, table')))
  await wizard.press('Import')
  await wizard.says(/2 rows imported/)
  found.push(...(await axeInAllLooks(page, 'import, done')))
  await wizard.press('Close')
  expect(found).toEqual([])
})

test('the tour, and nothing that moves in any of it', async () => {
  await workbench.command('Show the tour')
  await page.getByRole('region', { name: 'Tour' }).waitFor()
  const found = await axeInAllLooks(page, 'tour')
  expect(found).toEqual([])
  const slowest = await page.evaluate(() =>
    Math.max(
      0,
      ...[...document.querySelectorAll('*')].flatMap((element) => {
        const { transitionDuration, animationDuration } = getComputedStyle(element)
        return `${transitionDuration},${animationDuration}`.split(',').map(Number.parseFloat)
      }),
    ),
  )
  expect(slowest).toBeLessThan(0.01)
  expect(complaints).toEqual([])
})
