import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { PostgresServer } from '../main/testing/postgresServer.ts'
import type { Complaints } from './support/browser.ts'
import { chooseOption } from './support/chooseOption.ts'
import { sharedPostgres, sharedWorkbench } from './support/shared.ts'
import { takePicture } from './support/takePicture.ts'
import type { Workbench } from './support/workbench.ts'

let postgres: PostgresServer
let page: Page
let complaints: Complaints
let workbench: Workbench

beforeAll(async () => {
  postgres = await sharedPostgres()
  ;({ page, complaints, workbench } = await sharedWorkbench())
  await workbench.addConnection(postgres.url, 'orders')
  await workbench.newTab()
  await workbench.chooseProfile('orders')
  await workbench.run(
    'create schema shop; create table shop.film (id int); create view shop.v as select 1 as one; ' +
      'create table items as select generate_series(1, 12) as id; ' +
      'create function sneaky() returns int language sql as $$ delete from items where id > 10 returning 1 $$',
  )
  await workbench.untilStatus(/in \d/)
})

const question = () => page.getByRole('dialog')

async function asks(sql: string, words: RegExp): Promise<void> {
  await workbench.run(sql)
  await question().getByText(words).first().waitFor()
}

const giveUp = () => question().getByRole('button', { name: 'Cancel' }).click()

async function countItems(): Promise<string | null> {
  await workbench.run("select 'n' || count(*) as n from items")
  return (await workbench.gridCell(1, 'n')).textContent()
}

async function addMarked(
  name: string,
  mark: (dialog: ReturnType<typeof question>) => Promise<void>,
) {
  await workbench.button('New connection').first().click()
  const dialog = page.getByRole('dialog', { name: 'New connection' })
  await dialog.getByRole('textbox', { name: 'Connection URL' }).fill(postgres.url)
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
  await mark(dialog)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await workbench.newTab()
  await workbench.chooseProfile(name)
}

test('a condition that always holds is asked about as none', async () => {
  await asks('delete from items where 1=1', /every row of items: its WHERE is always true/)
  await question().getByText('12 rows').waitFor()
  await takePicture(page, 'always-true')
  await giveUp()
  await asks('do $$ begin delete from items; end $$', /block of code/)
  await giveUp()
  await asks('drop schema shop cascade', /removes the schema shop/)
  await question()
    .getByText(/1 table, 1 view/)
    .waitFor()
  await takePicture(page, 'drop-schema')
  await giveUp()
})

test('on production a query that writes is asked about before it wrote', async () => {
  await addMarked('live', async (dialog) => {
    await chooseOption(dialog.getByRole('combobox', { name: 'Environment' }), 'Production')
  })
  expect(await countItems()).toBe('n12')
  await asks('select sneaky()', /reads like a query/)
  await takePicture(page, 'hidden-write')
  await giveUp()
  await expect.poll(countItems).toBe('n12')
  await workbench.run('select sneaky()')
  await question().getByRole('button', { name: 'Run', exact: true }).click()
  await question().waitFor({ state: 'hidden' })
  await expect.poll(countItems).toBe('n10')
})

test('on production it is told how many rows change, and what a script does', async () => {
  await asks('update items set id = id where id < 4', /UPDATE changes items/)
  await question().getByText('3 rows').waitFor()
  await takePicture(page, 'counted')
  await giveUp()
  await asks(
    'insert into items values (1); insert into items values (2); drop view shop.v',
    /3 statements change data or structure\. 2 INSERT, 1 DROP VIEW\./,
  )
  await takePicture(page, 'kinds')
  await giveUp()
})

test('on production joins, WITH, RETURNING and values are counted, and what is not says why', async () => {
  await workbench.run(
    'create table shop.gone (id int, since date); insert into shop.gone values (1), (1), (2), (40)',
  )
  await question().getByRole('button', { name: 'Run', exact: true }).click()
  await workbench.untilStatus(/in \d/)
  await asks(
    'delete from items using shop.gone g where g.id = items.id returning items.*',
    /DELETE removes from items/,
  )
  await question().getByText('2 rows').waitFor()
  await giveUp()
  await asks(
    'update items set id = id where id < 3;\nupdate items set id = id where id < 5;\n' +
      'with g as (delete from shop.gone where id = 1 returning id) insert into items select id from g;\n' +
      'with g as (delete from shop.gone returning id) delete from items where id in (select id from g);\n' +
      'merge into items i using shop.gone g on g.id = i.id when matched then update set id = g.id',
    /5 statements change/,
  )
  await question()
    .getByText(/Line 1: UPDATE changes items: 2 rows/)
    .waitFor()
  await question()
    .getByText(/Line 2: UPDATE changes items: 4 rows/)
    .waitFor()
  await question()
    .getByText(/Line 3: DELETE removes from shop.gone: 2 rows/)
    .waitFor()
  await question()
    .getByText(/Line 4: DELETE removes from items: not counted, since it goes by/)
    .waitFor()
  await question()
    .getByText(/Line 5: MERGE changes items: not counted/)
    .waitFor()
  await takePicture(page, 'counted-lines')
  await giveUp()
  await workbench.run('update items set id = :new where id > :from')
  const values = page.getByRole('dialog')
  for (const name of ['new', 'from']) {
    await values.getByRole('textbox', { name: `:${name}`, exact: true }).fill('7')
  }
  await values.getByRole('button', { name: 'Run' }).click()
  await question()
    .getByText(/UPDATE changes items: 3 rows/)
    .waitFor()
  await giveUp()
})

test('a read-only connection is marked, and its refusal stands once', async () => {
  await addMarked('safe', (dialog) => dialog.getByRole('checkbox', { name: 'Read-only' }).check())
  await workbench.run('delete from items where id = 1')
  await page
    .getByText(/The connection is read-only/)
    .first()
    .waitFor()
  const messages = page.getByRole('list', { name: 'Messages' })
  const refusal = 'cannot execute DELETE in a read-only transaction'
  expect(await messages.getByText(refusal).count()).toBe(1)
  const row = page.getByRole('treeitem', { name: /^safe/ })
  expect(await row.locator('[aria-label="Read-only"]').count()).toBe(1)
  expect(await page.getByRole('tablist').locator('[aria-label="Read-only"]').count()).toBe(1)
  await takePicture(page, 'read-only')
  await workbench.run("copy (select 1) to program 'cat'")
  await page
    .getByText(/COPY runs a program on the server/)
    .first()
    .waitFor()
  expect(complaints).toEqual([])
})
