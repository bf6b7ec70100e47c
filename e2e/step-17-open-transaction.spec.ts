import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { PostgresServer } from '../main/testing/postgresServer.ts'
import { axeViolations } from './support/axeViolations.ts'
import type { Complaints } from './support/browser.ts'
import { chooseOption } from './support/chooseOption.ts'
import type { Workbench } from './support/workbench.ts'
import { sharedPostgres, sharedWorkbench } from './support/shared.ts'

let postgres: PostgresServer
let page: Page
let complaints: Complaints
let workbench: Workbench

beforeAll(async () => {
  postgres = await sharedPostgres()
  ;({ page, complaints, workbench } = await sharedWorkbench())
  await workbench.addConnection(postgres.url, 'orders')
  // What others see, in a tab that commits by itself.
  await workbench.newTab()
  await workbench.chooseProfile('orders')
  await workbench.run('create table items (id int primary key)')
  await workbench.untilStatus(/in \d/)
  await workbench.newTab()
  await workbench.chooseProfile('orders')
})

const state = () => page.getByText(/^Transaction (open|failed)/)
const tab = (number: number) => page.getByRole('tab', { name: new RegExp(`Query ${number}\\b`) })

async function chooseMode(name: string): Promise<void> {
  await chooseOption(page.getByRole('combobox', { name: 'When changes are kept' }), name)
}

/** What the tab in front counts. */
async function countItems(): Promise<string | null> {
  await workbench.run("select 'n' || count(*) as items from items")
  return (await workbench.gridCell(1, 'items')).textContent()
}

test('what a tab changes stays its own until it is committed', async () => {
  await chooseMode('Manual: repeatable read')
  await workbench.run('insert into items select generate_series(1, 3)')
  await state().filter({ hasText: '1 statement' }).waitFor()
  await expect.poll(countItems).toBe('n3')

  await tab(1).click()
  await expect.poll(countItems).toBe('n0')
  await tab(2).click()
  await workbench.button('Commit').click()
  await page.getByText('The transaction was committed.').waitFor()
  await state().waitFor({ state: 'hidden' })
  await tab(1).click()
  await expect.poll(countItems).toBe('n3')
})

test('a failed statement leaves a savepoint to go back to', async () => {
  await tab(2).click()
  await workbench.run('insert into items values (4)')
  await state().filter({ hasText: '1 statement' }).waitFor()
  await workbench.button('Savepoints').click()
  await page.getByRole('menuitem', { name: 'Set a savepoint' }).click()
  await workbench.run('insert into items values (4)')
  await state().filter({ hasText: 'Transaction failed' }).waitFor()
  expect(await workbench.button('Commit').isDisabled()).toBe(true)
  await workbench.button('Savepoints').click()
  await page.getByRole('menuitem', { name: 'Roll back to “savepoint 1”' }).click()
  await state().filter({ hasText: 'Transaction open' }).waitFor()
  await workbench.button('Roll back').click()
  await page.getByText('The transaction was rolled back.').waitFor()
})

test('tells how many statements a commit would keep, and offers savepoints set by statements', async () => {
  await workbench.run('insert into items values (20); savepoint a; insert into items values (21)')
  await state().filter({ hasText: '2 statements' }).waitFor()
  await workbench.run('insert into items values (22); select 1 / 0; select 1')
  await state().filter({ hasText: 'Transaction failed' }).waitFor()
  await workbench.button('Savepoints').click()
  await page.getByRole('menuitem', { name: 'Roll back to “a”' }).click()
  await state()
    .filter({ hasText: /open.* 1 statement\b/ })
    .waitFor()
  await workbench.button('Roll back').click()
  await page.getByText('The transaction was rolled back.').waitFor()
})

test('the transactions of all tabs are listed, with what they did, and ended from there', async () => {
  await tab(1).click()
  await chooseMode('Manual commit')
  await workbench.run('insert into items values (7)')
  await state().waitFor()
  await tab(2).click()
  await workbench.run('insert into items values (8)')
  await workbench.button('2 transactions open').click()
  const list = page.getByRole('dialog', { name: 'Open transactions' })
  await list.getByText(/^2 transactions open · 2 statements · longest for \d/).waitFor()
  const first = list.getByRole('listitem', { name: 'Query 1' })
  await first.getByText('1 statement', { exact: true }).click()
  await first.getByText('insert into items values (7)').waitFor()
  expect(await axeViolations(page)).toEqual([])
  await first.getByRole('button', { name: 'Roll back' }).click()
  await list.getByText(/^1 transaction open · 1 statement ·/).waitFor()
  await list.getByRole('listitem', { name: 'Query 2' }).getByText('repeatable read').waitFor()
  await list.getByRole('button', { name: 'Commit' }).click()
  await list.getByText('No transaction is open in any tab.').waitFor()
  await list.getByRole('button', { name: 'Close' }).last().click()
  await tab(1).click()
  await chooseMode('Auto-commit')
  await workbench.run(
    "select string_agg('n' || id, ' ' order by id) as items from items where id > 6",
  )
  await expect.poll(async () => (await workbench.gridCell(1, 'items')).textContent()).toBe('n8')
  await workbench.run('delete from items where id = 8')
  await workbench.untilStatus(/in \d/)
  await tab(2).click()
})

test('closing a tab asks while its transaction is open', async () => {
  await workbench.run('insert into items values (5)')
  await state().waitFor()
  await tab(2).click({ button: 'middle' })
  const question = page.getByRole('alertdialog', { name: 'The transaction of “Query 2” is still' })
  await question.getByRole('button', { name: 'Cancel' }).click()
  await state().waitFor()
  // The ways out stay in sight while statements run and after they did.
  await workbench.run('select 1')
  await workbench.untilStatus(/1 row in/)
  for (const name of ['Commit', 'Roll back'])
    expect(await workbench.button(name).isVisible()).toBe(true)
  // The monitor tells that it stands idle, and for how long.
  await page.getByRole('button', { name: 'Pool monitor' }).first().click()
  const pool = await workbench.showPool('orders')
  const lease = pool.getByRole('region', { name: 'Leases' }).getByRole('row', { name: /Query 2/ })
  await lease.getByText(/^idle in transaction for \d/).waitFor()
  await lease.getByRole('button', { name: 'Query 2' }).click()
  await tab(2).click({ button: 'middle' })
  await question.getByRole('button', { name: 'Roll back and close' }).click()
  await tab(2).waitFor({ state: 'hidden' })
  await tab(1).click()
  await expect.poll(countItems).toBe('n3')
  expect(complaints).toEqual([])
})
