import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Client } from 'pg'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { PostgresServer } from '../main/testing/postgresServer.ts'
import { axeViolations } from './support/axeViolations.ts'
import type { Complaints } from './support/browser.ts'
import { chooseOption } from './support/chooseOption.ts'
import type { Workbench } from './support/workbench.ts'
import { sharedPostgres, sharedWorkbench } from './support/shared.ts'

let postgres: PostgresServer
let dataDir: string
let page: Page
let complaints: Complaints
let workbench: Workbench

const WANTED = `
  create table customers (id integer primary key, name text not null, email text unique);
  create table orders (id integer primary key, customer_id integer not null references customers (id),
    total numeric(10, 2) not null default 0, note text);
  create index orders_by_customer on orders (customer_id);
  create view big_orders as select id, total from orders where total > 100;`

const PRESENT = `
  create table customers (id integer primary key, name text);
  insert into customers values (1, 'Ada');
  create table orders (id integer primary key, customer_id integer not null, total numeric(8, 2) not null default 0);
  insert into orders values (1, 1, 250);
  create table forgotten (id integer primary key);`

beforeAll(async () => {
  postgres = await sharedPostgres()
  ;({ page, complaints, workbench, dataDir } = await sharedWorkbench())
  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  for (const [schema, sql] of [
    ['wanted', WANTED],
    ['present', PRESENT],
  ] as const)
    await client.query(`create schema ${schema}; set search_path to ${schema}; ${sql}`)
  await client.end()
  for (const [name, sql] of [
    ['wanted', WANTED],
    ['present', PRESENT],
  ] as const) {
    const database = new Database(join(dataDir, `${name}.db`))
    database.exec(sql)
    database.close()
  }
  await workbench.addConnection(postgres.url, 'shop')
  for (const name of ['wanted', 'present'])
    await workbench.addConnection(`sqlite:///${join(dataDir, `${name}.db`)}`, `${name} file`)
})

const comparison = () => page.getByRole('region', { name: 'Compare schemas' })
const difference = (name: string) =>
  comparison().getByRole('treeitem', { name: new RegExp(`^${name} (table|view)`) })
const choose = async (label: string, option: string) => {
  await chooseOption(comparison().getByRole('combobox', { name: label }), option)
}
const statuses = () =>
  comparison()
    .getByRole('treeitem')
    .evaluateAll((items: HTMLElement[]) =>
      items.map(({ dataset }) => `${dataset['status']} ${dataset['id']}`),
    )

async function openComparison(): Promise<void> {
  await workbench.command('Compare two schemas')
  await comparison().getByText('Choose two schemas').waitFor()
}

const picture = async (name: string) => {
  if (!process.env['PICTURES']) return
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.waitForTimeout(300)
    await page.screenshot({ path: `${process.env['PICTURES']}/${name}-${colorScheme}.png` })
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

/** Runs the script that is open, goes back and compares again. */
async function runScript(title: string): Promise<void> {
  const runAll = page.getByRole('button', { name: 'Run all', exact: true })
  if (await runAll.isVisible()) await runAll.click()
  else {
    await workbench.editor.focus()
    await page.keyboard.press('ControlOrMeta+Shift+Enter')
  }
  const question = page.getByRole('dialog').getByRole('button', { name: 'Run', exact: true })
  const ended = workbench.resultStatus.filter({ hasText: / done in / })
  await question.or(ended).waitFor()
  if (await question.isVisible()) {
    await page
      .getByText(/its rows\. (Not counted, since|\d+ rows?)/)
      .first()
      .waitFor()
    await picture(`${title}-question`)
    await question.click()
  }
  await ended.waitFor()
  await picture(`${title}-ran`)
  await page.getByRole('tab', { name: 'Compare schemas' }).last().click()
  await comparison().getByRole('button', { name: 'Compare again' }).click()
}

test('two schemas of a connection become the same by the script', async () => {
  await openComparison()
  await choose('Left connection', 'shop')
  await choose('Left schema', 'wanted')
  await choose('Right connection', 'shop')
  await choose('Right schema', 'present')
  await difference('orders').waitFor()
  expect(await statuses()).toEqual([
    'different table/customers',
    'different table/customers/column/name',
    'missing table/customers/column/email',
    'missing table/customers/key/customers_email_key',
    'different table/orders',
    'different table/orders/column/total',
    'missing table/orders/column/note',
    'missing table/orders/key/orders_customer_id_fkey',
    'missing table/orders/index/orders_by_customer',
    'extra table/forgotten',
    'missing view/big_orders',
  ])
  await difference('orders').click()
  const right = comparison().getByRole('region', { name: /^Right/ })
  expect(await right.textContent()).toContain('total numeric(8,2)')
  await picture('compare')
  expect(await axeViolations(page)).toEqual([])

  // What loses data is taken over only when it is asked for.
  expect(await difference('forgotten').getAttribute('aria-checked')).toBe('false')
  await comparison().getByRole('button', { name: 'Open script (8)' }).click()
  await expect.poll(() => workbench.editorText()).toMatch(/ADD COLUMN email text/)
  expect(await workbench.editorText()).not.toMatch(/DROP TABLE/)
  await picture('compare-script')
  await runScript('compare')
  await expect.poll(statuses).toEqual(['extra table/forgotten'])

  await difference('forgotten').focus()
  await page.keyboard.press('Space')
  expect(await difference('forgotten').getAttribute('aria-checked')).toBe('true')
  await comparison().getByRole('button', { name: 'Open script (1)' }).click()
  await expect.poll(() => workbench.editorText()).toMatch(/-- Dangerous.*\n.*DROP TABLE forgotten/)
  await runScript('compare-drop')
  await comparison().getByText('No differences').waitFor()
  expect(complaints).toEqual([])
})

test('comments are compared, and owners and privileges when asked', async () => {
  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  const both = 'create table boats (id integer primary key, name text, length numeric)'
  await client.query(`create role reporting; create role sailors;
    create schema described; set search_path to described; ${both};
    comment on table boats is 'What sails for us'; comment on column boats.length is 'In metres';
    alter table boats owner to sailors; grant select, update (name) on boats to reporting;
    create schema bare; set search_path to bare; ${both}; grant select on boats to public`)
  await client.end()
  await openComparison()
  await choose('Left connection', 'shop')
  await choose('Left schema', 'described')
  await choose('Right connection', 'shop')
  await choose('Right schema', 'bare')
  const boats = difference('boats')
  await boats.click()
  expect(await boats.textContent()).toMatch(/comment/)
  expect(await boats.textContent()).not.toMatch(/owner/)
  await comparison().getByRole('checkbox', { name: 'Owners and privileges' }).check()
  await expect.poll(() => boats.textContent()).toMatch(/comment · owner · privileges/)
  await boats.click()
  const left = comparison().getByRole('region', { name: /^Left/ })
  expect(await left.textContent()).toContain('COMMENT ‘What sails for us’')
  expect(await left.textContent()).toContain('GRANT SELECT, UPDATE (name) TO reporting')
  await picture('compare-access')
  expect(await axeViolations(page)).toEqual([])

  await comparison()
    .getByRole('button', { name: /^Open script/ })
    .click()
  await expect.poll(() => workbench.editorText()).toMatch(/ALTER TABLE boats OWNER TO sailors/)
  await picture('compare-access-script')
  await runScript('compare-access')
  await comparison().getByText('No differences').waitFor()
  // A side that tells no owners takes the choice away.
  await choose('Right connection', 'wanted file')
  await comparison()
    .getByRole('checkbox', { name: 'Owners and privileges' })
    .waitFor({ state: 'detached' })
  expect(complaints).toEqual([])
})

test('two SQLite files become the same by the script, with their rows', async () => {
  await openComparison()
  await choose('Left connection', 'wanted file')
  await choose('Right connection', 'present file')
  await difference('orders').waitFor()
  await comparison().getByRole('radio', { name: 'Missing' }).check({ force: true })
  expect(await statuses()).not.toContain('extra table/forgotten')
  await comparison().getByRole('radio', { name: 'All' }).check({ force: true })
  await difference('forgotten').focus()
  await page.keyboard.press('Space')
  await comparison()
    .getByRole('button', { name: /^Open script/ })
    .click()
  await expect.poll(() => workbench.editorText()).toMatch(/PRAGMA foreign_keys = OFF/)
  await runScript('compare-sqlite')
  await comparison().getByText('No differences').waitFor()
  const database = new Database(join(dataDir, 'present.db'))
  expect(database.prepare('select total, note from orders').all()).toEqual([
    { total: 250, note: null },
  ])
  database.close()
})

test('databases of different makes are compared in words, without a script', async () => {
  await openComparison()
  await choose('Left connection', 'shop')
  await choose('Left schema', 'wanted')
  await choose('Right connection', 'wanted file')
  await comparison().getByText('No differences').waitFor()
  await choose('Left schema', 'public')
  await comparison().getByText('These are databases of different makes').waitFor()
  expect(
    await comparison()
      .getByRole('button', { name: /^Open script/ })
      .count(),
  ).toBe(0)
  await picture('compare-general')
  expect(complaints).toEqual([])
})
