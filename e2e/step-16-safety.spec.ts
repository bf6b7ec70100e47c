import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { PostgresServer } from '../main/testing/postgresServer.ts'
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
  await workbench.newTab()
  await workbench.chooseProfile('orders')
  await workbench.run(
    'create table items (id int primary key); insert into items select generate_series(1, 1234)',
  )
  await workbench.untilStatus(/1,234 rows? (affected|changed)|in \d/)
})

const countItems = async (): Promise<string | null> => {
  await workbench.run('select count(*) as items from items')
  const cell = await workbench.gridCell(1, 'items')
  return cell.textContent()
}

test('DELETE without WHERE asks with the count of rows, and a no leaves them', async () => {
  await workbench.run('delete from items')
  const question = page.getByRole('dialog', { name: 'Run this on “orders”?' })
  await question.getByText('DELETE without WHERE removes every row of items.').waitFor()
  await question.getByText('1,234 rows').waitFor()
  await question.getByRole('button', { name: 'Cancel' }).click()
  await question.waitFor({ state: 'hidden' })
  await expect.poll(countItems).toBe('1234')

  await workbench.run('delete from items where id > 1000')
  await expect.poll(countItems).toBe('1000')
})

test('on production every change asks, and a whole table wants the name typed', async () => {
  await workbench.treeItem(/^orders/).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Edit connection' }).click()
  const edit = page.getByRole('dialog', { name: 'Edit connection' })
  await chooseOption(edit.getByRole('combobox', { name: 'Environment' }), 'Production')
  await edit.getByRole('button', { name: 'Save' }).click()
  await edit.waitFor({ state: 'hidden' })

  await workbench.run('delete from items where id = 1')
  const change = page.getByRole('dialog', { name: 'Change “orders”, which is production?' })
  await change.getByRole('button', { name: 'Run' }).click()
  await change.waitFor({ state: 'hidden' })
  await expect.poll(countItems).toBe('999')

  await workbench.run('truncate items')
  const danger = page.getByRole('dialog', { name: 'Run this on “orders”?' })
  const run = danger.getByRole('button', { name: 'Run' })
  await danger.getByText('999 rows').waitFor()
  expect(await run.isDisabled()).toBe(true)
  await danger.getByLabel('Type “orders” to confirm').fill('orders')
  await run.click()
  await danger.waitFor({ state: 'hidden' })
  await expect.poll(countItems).toBe('0')
})

test('changes of rows ask on production with their counts, and a no leaves them staged', async () => {
  await workbench.run('insert into items values (1), (2)')
  const change = page.getByRole('dialog', { name: 'Change “orders”, which is production?' })
  await change.getByRole('button', { name: 'Run' }).click()
  await change.waitFor({ state: 'hidden' })
  await workbench.run('select * from items order by id')
  await workbench.untilStatus(/2 rows in/)
  await page.getByRole('button', { name: 'Add row' }).waitFor()
  await (await workbench.gridCell(1, 'id')).click()
  await page.keyboard.press('ControlOrMeta+Delete')
  await workbench.button('Apply').click()
  await change.getByText(/1 deleted/).waitFor()
  await change.getByText(/DELETE FROM public\.items WHERE id = 1/).waitFor()
  await change.getByRole('button', { name: 'Cancel' }).click()
  await expect
    .poll(() => page.getByRole('status', { name: 'Staged changes' }).textContent())
    .toBe('1 deleted')
  await workbench.button('Apply').click()
  await change.getByRole('button', { name: 'Run' }).click()
  await page.getByText('Applied: 1 deleted.').waitFor()
  await expect.poll(countItems).toBe('1')
})

test('a read-only connection refuses: rows are not offered to be edited, and the server takes no change', async () => {
  await workbench.treeItem(/^orders/).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Edit connection' }).click()
  const edit = page.getByRole('dialog', { name: 'Edit connection' })
  await edit.getByRole('checkbox', { name: /Read-only/ }).click()
  await edit.getByRole('button', { name: 'Save' }).click()
  await edit.waitFor({ state: 'hidden' })
  await workbench.run('select * from items')
  await workbench.untilStatus(/1 row in/)
  await page.getByRole('button', { name: 'Read-only: this connection takes no changes.' }).waitFor()
  expect(await page.getByRole('button', { name: 'Add row' }).count()).toBe(0)
  await (await workbench.gridCell(1, 'id')).click()
  await page.keyboard.press('Delete')
  expect(await page.getByRole('toolbar', { name: 'Staged changes' }).count()).toBe(0)
  await workbench.run('delete from items')
  await page
    .getByText(/read-only transaction/)
    .first()
    .waitFor()
  await expect.poll(countItems).toBe('1')
  expect(complaints).toEqual([])
})
