import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { PostgresServer } from '../main/testing/postgresServer.ts'
import type { Complaints } from './support/browser.ts'
import { chooseOption } from './support/chooseOption.ts'
import { sharedPostgres, sharedWorkbench } from './support/shared.ts'
import { startSluice, type Sluice } from './support/sluice.ts'
import { takePicture } from './support/takePicture.ts'
import type { Workbench } from './support/workbench.ts'

let postgres: PostgresServer
let page: Page
let complaints: Complaints
let workbench: Workbench
let sluice: Sluice
let dataDir: string

beforeAll(async () => {
  postgres = await sharedPostgres()
  ;({ page, complaints, workbench, sluice, dataDir } = await sharedWorkbench())
  await workbench.addConnection(postgres.url, 'orders')
  await workbench.newTab()
  await workbench.chooseProfile('orders')
  await workbench.run(
    'create table items (id int primary key); create schema shop; ' +
      "create table shop.film (title text); insert into shop.film values ('Alien')",
  )
  await workbench.untilStatus(/in \d/)
})

const state = () => page.getByText(/^Transaction (open|failed)/)
const mode = () => page.getByRole('combobox', { name: 'When changes are kept' })
const own = () => page.getByRole('button', { name: 'Own connection' })

/** Toasts of what ran before can be dismissed as well. */
const dismiss = (banner: RegExp) =>
  page
    .getByRole('alert')
    .filter({ hasText: banner })
    .getByRole('button', { name: 'Dismiss' })
    .click()

async function choose(list: string, name: string): Promise<void> {
  await chooseOption(page.getByRole('combobox', { name: list }), name)
}

async function firstCell(sql: string, column: string): Promise<string | null> {
  await workbench.run(sql)
  return (await workbench.gridCell(1, column)).textContent()
}

test('BEGIN alone opens a transaction that the tab shows until COMMIT', async () => {
  await workbench.run('begin')
  await state()
    .filter({ hasText: /^Transaction open$/ })
    .waitFor()
  await workbench.run('insert into items values (1)')
  await state().filter({ hasText: '1 statement' }).waitFor()
  await takePicture(page, 'begin')
  await workbench.run('rollback')
  await page.getByText('The transaction was rolled back.').waitFor()
  await mode().waitFor()
  expect(await mode().textContent()).toBe('Auto-commit')
  await expect.poll(() => firstCell("select 'n' || count(*) as n from items", 'n')).toBe('n0')
})

test('ROLLBACK without a transaction shows what the server said of it', async () => {
  await workbench.run('rollback')
  await page.getByText(/there is no transaction in progress/).waitFor()
  await takePicture(page, 'rollback-warning')
})

test('what SET and CREATE TEMP TABLE leave is found again, until it is released', async () => {
  await workbench.run('set search_path to shop')
  await own().waitFor()
  await expect.poll(() => firstCell('select title from film', 'title')).toBe('Alien')
  await workbench.run('create temp table tt (a int)')
  await workbench.run('insert into tt values (1)')
  await workbench.untilStatus(/1 row/)
  await own().click()
  await page.getByRole('menuitem', { name: 'Keeps search_path' }).waitFor()
  await page.getByRole('menuitem', { name: 'Keeps temporary table tt' }).waitFor()
  await takePicture(page, 'own-connection')
  await page.getByRole('menuitem', { name: 'Release the connection' }).click()
  await own().waitFor({ state: 'hidden' })
  await workbench.run('select title from film')
  await page
    .getByText(/relation "film" does not exist/)
    .first()
    .waitFor()
})

test('what a tab kept went with its window, which the next one says until it runs', async () => {
  await workbench.run('set search_path to shop')
  await own().waitFor()
  await workbench.run('create temp table tmp1 (a int)')
  // What is kept is on disk within a quarter of a second.
  await page.waitForTimeout(1_000)
  await page.reload()
  await workbench.ready()
  const banner = page.getByText(/with it search_path and temporary table tmp1\.$/)
  await banner.waitFor()
  await takePicture(page, 'session-gone')
  await workbench.run('select 1')
  await banner.waitFor({ state: 'detached' })
})

test('a schema chosen for a tab is where its names are looked for, after a reload too', async () => {
  await choose('Schema', 'shop')
  await expect.poll(() => firstCell('select title from film', 'title')).toBe('Alien')
  await takePicture(page, 'schema')
  await page.reload()
  await workbench.ready()
  await expect.poll(() => firstCell('select title from film', 'title')).toBe('Alien')
  await choose('Schema', 'Default')
})

test('manual commit stays after a reload, which says that it rolled back', async () => {
  await choose('When changes are kept', 'Manual commit')
  await workbench.run('insert into items values (7)')
  await state().filter({ hasText: '1 statement' }).waitFor()
  // What was typed and what is open is on disk within a quarter of a second.
  await page.waitForTimeout(500)
  page.once('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await workbench.ready()
  await page.getByText(/was rolled back when its window closed.*1 statement was not/).waitFor()
  expect(await mode().textContent()).toBe('Manual commit')
  await takePicture(page, 'rolled-back')
  await dismiss(/was rolled back when its window closed/)
  await workbench.run('insert into items values (8)')
  await state().filter({ hasText: '1 statement' }).waitFor()
  await page.getByRole('tab', { name: /^Query 1/ }).click({ button: 'middle' })
  const question = page.getByRole('alertdialog')
  await takePicture(page, 'close-question')
  await question.getByRole('button', { name: 'Commit and close' }).click()
  await page.getByRole('tab', { name: /^Query 1/ }).waitFor({ state: 'detached' })
  await workbench.newTab()
  await workbench.chooseProfile('orders')
  await expect.poll(() => firstCell("select 'n' || count(*) as n from items", 'n')).toBe('n1')
  expect(complaints).toEqual([])
})

test('a window that outlived the program says so once that is reached again', async () => {
  const port = Number(new URL(sluice.url).port)
  await workbench.run('set search_path to shop')
  await own().waitFor()
  await sluice.stop()
  const again = await startSluice({ dataDir, port })
  try {
    // Another page of the same browser lets this one in as well.
    const other = await page.context().newPage()
    await other.goto(again.url)
    await page.getByText(/or Sluice ended, and with it search_path\.$/).waitFor()
    await own().waitFor({ state: 'hidden' })
    await other.close()
    await takePicture(page, 'session-gone-restart')
    await dismiss(/or Sluice ended/)
  } finally {
    await again.stop()
  }
})
