import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Complaints } from './support/browser.ts'
import type { Workbench } from './support/workbench.ts'
import { sharedWorkbench } from './support/shared.ts'

let page: Page
let complaints: Complaints
let workbench: Workbench

beforeAll(async () => {
  ;({ page, complaints, workbench } = await sharedWorkbench())
  await workbench.newTab()
  await workbench.chooseProfile('Sample')
})

const press = (keys: string) => page.keyboard.press(keys)

test('NULL, an empty text and a text that says NULL look different', async () => {
  await workbench.run("select null as missing, '' as empty, 'NULL' as word")
  await workbench.untilStatus(/^1 row in /)

  const [missing, empty, word] = await Promise.all(
    ['missing', 'empty', 'word'].map((column) => workbench.gridCell(1, column)),
  )
  expect(await missing!.textContent()).toBe('NULL')
  expect(await empty!.textContent()).toBe('')
  expect(await word!.textContent()).toBe('NULL')
  const fontStyle = (cell: Locator) =>
    cell.evaluate((element) => getComputedStyle(element.querySelector('*') ?? element).fontStyle)
  expect(await fontStyle(missing!)).toBe('italic')
  expect(await fontStyle(word!)).toBe('normal')
})

test('a value is looked at as a tree that keeps its digits; a record shows one row', async () => {
  await workbench.runUntil(
    `select 1 as id, '{"big": 10010513897886659123, "list": [1, 2]}' as doc`,
    /1 row in/,
  )
  await workbench.clickCell(1, 'doc')
  await press('Enter')
  const panel = page.getByRole('region', { name: 'Row 1, doc' })
  await panel.getByRole('treeitem', { name: /^big:\s*10010513897886659123$/ }).waitFor()
  await panel.getByRole('tab', { name: 'Hex' }).click()
  await panel.getByText(/^00000000 {2}7b 22/).waitFor()
  await page.getByRole('button', { name: 'Record', exact: true }).click()
  const record = page.getByRole('listbox', { name: 'Record' })
  await record.getByRole('option', { name: /^id/ }).waitFor()
  await page.getByRole('button', { name: 'Close' }).last().click()
}, 60_000)

test('a value of megabytes comes whole by itself, as tree, text and bytes', async () => {
  const numbers = `with recursive n(i) as (select 1 union all select i + 1 from n where i < 400000)
    select '[' || group_concat(i) || ']' as doc from n`
  await workbench.runUntil(numbers, /1 row in/)
  await workbench.clickCell(1, 'doc')
  await press('Enter')
  const panel = page.getByRole('region', { name: 'Row 1, doc' })
  await panel.getByRole('treeitem', { name: /400,000 elements/ }).waitFor()
  await panel.getByRole('tab', { name: 'Text' }).click()
  const value = panel.getByRole('region', { name: 'Value of the cell' })
  await value.focus()
  await press('End')
  await value.getByText(/399999,400000\]$/).waitFor()
  await panel.getByRole('tab', { name: 'Hex' }).click()
  await value.getByText(/^00000000 {2}5b 31 2c 32/).waitFor()
  await page.getByRole('button', { name: 'Close' }).last().click()
}, 60_000)

test('a value too large for its cell is changed in the panel beside the grid', async () => {
  await workbench.runUntil(
    "create table if not exists notes (id integer primary key, body text); insert or replace into notes values (1, printf('%.2000c', 'x'))",
    /in \d/,
  )
  await workbench.runUntil('select * from notes', /1 row in/)
  await page.getByRole('button', { name: 'Add row' }).waitFor()
  await workbench.clickCell(1, 'body')
  await press('Enter')
  const panel = page.getByRole('region', { name: 'Row 1, body' })
  await panel.getByRole('button', { name: 'Edit' }).click()
  const field = panel.getByRole('textbox', { name: 'Value of the cell' })
  await expect.poll(async () => (await field.inputValue()).length).toBe(2_000)
  await field.fill(`first line\n${'y'.repeat(3_000)}`)
  await panel.getByRole('button', { name: 'Stage change' }).click()
  await expect
    .poll(async () => (await workbench.gridCell(1, 'body')).textContent())
    .toMatch(/^first line/)
  await workbench.button('Apply').click()
  await page.getByText('Applied: 1 row changed.').waitFor()
  await workbench.runUntil('select length(body) as size from notes', /1 row in/)
  await expect.poll(async () => (await workbench.gridCell(1, 'size')).textContent()).toBe('3011')
}, 60_000)

test('a record is changed field by field', async () => {
  await workbench.runUntil('select id, body from notes', /1 row in/)
  await page.getByRole('button', { name: 'Add row' }).waitFor()
  await workbench.clickCell(1, 'id')
  await page.getByRole('button', { name: 'Record', exact: true }).click()
  const record = page.getByRole('listbox', { name: 'Record' })
  await record.getByRole('option', { name: /^id/ }).dblclick()
  const field = record.getByRole('textbox', { name: 'id' })
  await field.fill('one')
  await press('Enter')
  await record.getByText('Write a whole number.').waitFor()
  await field.fill('12')
  await press('Enter')
  await expect.poll(async () => (await workbench.gridCell(1, 'id')).textContent()).toBe('12')
  await workbench.button('Discard all').click()
  await expect.poll(async () => (await workbench.gridCell(1, 'id')).textContent()).toBe('1')
  expect(complaints).toEqual([])
}, 60_000)
