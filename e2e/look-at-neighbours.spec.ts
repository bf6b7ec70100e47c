import type { Page } from 'playwright-core'
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { Complaints } from './support/browser.ts'
import { sharedClient, sharedPostgres, sharedWorkbench } from './support/shared.ts'
import { takePicture } from './support/takePicture.ts'
import type { Workbench } from './support/workbench.ts'

let page: Page
let complaints: Complaints
let workbench: Workbench

beforeAll(async () => {
  const postgres = await sharedPostgres()
  const wide = Array.from({ length: 298 }, (_, index) => `c${index} text`).join(', ')
  const client = await sharedClient(postgres.url)
  await client.query(`
    create table boats (id int primary key, name text);
    insert into boats select g, 'boat ' || g from generate_series(1, 100) g;
    create table trips (id int primary key, boat_id int references boats, miles int,
      leagues numeric generated always as (miles / 3.0) stored);
    insert into trips select g, 1 + g % 100, g from generate_series(1, 500) g;
    create table repairs (id int primary key, of_boat int references boats, euros numeric(6, 2));
    insert into repairs values (1, 7, 12.5);
    create schema archive;
    create table archive.voyages (boat_id int references boats);
    insert into archive.voyages select 7 from generate_series(1, 1200);
    create table logbook (id int primary key, ${wide}, boat_id int references boats)`)
  ;({ page, complaints, workbench } = await sharedWorkbench({ hasScrollbars: true }))
  await workbench.addConnection(postgres.url, 'harbour')
  await workbench.newTab()
  await workbench.chooseProfile('harbour')
}, 120_000)

afterEach(() => expect(complaints).toEqual([]))

/** Whether the rows may be changed is known a moment after them. */
const untilEditable = () => page.getByRole('button', { name: 'Add row' }).waitFor()

test('a typed statement has the way to the row that a foreign key names, and to those that refer to it', async () => {
  await workbench.run('select id, boat_id as boat from trips order by id')
  await workbench.untilStatus(/^500 rows/)
  await untilEditable()
  await (await workbench.gridCell(6, 'boat')).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Go to boats 7' }).click()
  await workbench.untilStatus(/^1 row in/)
  const boat = await workbench.gridCell(1, 'name')
  expect(await boat.textContent()).toBe('boat 7')

  await boat.click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Rows that refer to this one…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Rows that refer to this row of boats' })
  await dialog.getByRole('button', { name: 'repairs of_boat' }).waitFor()
  // Those of other schemas are there with theirs, and counting ends where it says enough.
  const nameOf = (begin: string) => dialog.getByRole('button', { name: begin }).innerText()
  await expect.poll(() => nameOf('repairs of_boat')).toMatch(/\b1 row$/)
  await expect.poll(() => nameOf('trips boat_id')).toMatch(/\b5 rows$/)
  await expect.poll(() => nameOf('archive.voyages boat_id')).toMatch(/1,000\+ rows$/)
  await takePicture(page, 'referring-rows')
  await dialog.getByRole('button', { name: 'trips boat_id' }).click()
  await workbench.untilStatus(/^5 rows/)
})

test('undo and redo work from the buttons too, and with Ctrl+Y', async () => {
  await workbench.newTab()
  await workbench.chooseProfile('harbour')
  await workbench.run('select * from trips order by id')
  await workbench.untilStatus(/^500 rows/)
  await untilEditable()
  const cell = await workbench.gridCell(1, 'miles')
  await cell.dblclick()
  await page.keyboard.type('77')
  await page.keyboard.press('Enter')
  await expect.poll(() => cell.textContent()).toBe('77')
  const bar = page
    .getByRole('toolbar', { name: 'Staged changes' })
    .or(page.locator('[data-edit-bar]'))
  await bar.first().getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => cell.textContent()).toBe('1')
  await page.keyboard.press('Control+y')
  await expect.poll(() => cell.textContent()).toBe('77')
  await page.keyboard.press('Control+z')
  await expect.poll(() => cell.textContent()).toBe('1')
})

test('what is wrong with a value is said whole, beside its cell and in the grid', async () => {
  const cell = await workbench.gridCell(1, 'miles')
  await cell.dblclick()
  await page.keyboard.type('abc')
  await page.keyboard.press('Enter')
  const problem = page.locator('.cell-input [role=alert]')
  await problem.waitFor()
  await takePicture(page, 'cell-problem')
  const grid = (await workbench.grid.boundingBox())!
  const box = (await problem.boundingBox())!
  expect(box.x).toBeGreaterThanOrEqual(grid.x)
  expect(box.x + box.width).toBeLessThanOrEqual(grid.x + grid.width + 1)
  await page.keyboard.press('Escape')

  // Typing into what the server makes says so.
  await (await workbench.gridCell(1, 'leagues')).click()
  await page.keyboard.type('5')
  await page.getByText('leagues cannot be changed: the database makes its values.').waitFor()
})

test('an added row says where it is', async () => {
  await page.getByRole('button', { name: 'Add row' }).click()
  await page.getByText('The new row is row 501, behind all others.').waitFor()
  await takePicture(page, 'added-row')
})

test('a table of 300 columns is small in a diagram, and opens', async () => {
  await workbench.open(/^harbour/)
  await workbench.open(/^public/)
  await workbench.open(/^Tables/)
  await workbench.treeItem(/^Tables/).click({ button: 'right' })
  await page
    .getByRole('menuitem', { name: 'Show diagram' })
    .or(page.getByRole('menuitem', { name: /diagram/i }))
    .first()
    .click()
  const logbook = page.locator('[data-table=logbook]')
  await logbook.waitFor()
  const more = logbook.getByRole('button', { name: '285 more columns' })
  await more.waitFor()
  await takePicture(page, 'diagram-wide')
  expect((await logbook.boundingBox())!.height).toBeGreaterThan(150)
  await more.click()
  await logbook.getByRole('button', { name: 'Show fewer columns' }).waitFor()
  expect(await logbook.getByTitle('c297 text').count()).toBe(1)
})
