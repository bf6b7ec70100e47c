import type { Page } from 'playwright-core'
import { Client } from 'pg'
import { beforeAll, expect, test } from 'vitest'
import type { PostgresServer } from '../main/testing/postgresServer.ts'
import type { Complaints } from './support/browser.ts'
import { axeViolations } from './support/axeViolations.ts'
import type { Workbench } from './support/workbench.ts'
import { sharedClient, sharedPostgres, sharedWorkbench } from './support/shared.ts'

const TABLES = 20_000
/** At a time: each holds a lock until the end of its transaction. */
const BATCH = 1_000

let postgres: PostgresServer
let client: Client
let page: Page
let complaints: Complaints
let workbench: Workbench

beforeAll(async () => {
  postgres = await sharedPostgres()
  client = await sharedClient(postgres.url)
  const tables = Array.from(
    { length: TABLES },
    (_, index) => `create table depot_${index} (id int, parcel_id int)`,
  )
  for (let at = 0; at < TABLES; at += BATCH)
    await client.query(tables.slice(at, at + BATCH).join(';'))
  await client.query(`create table parcels (id int primary key, weight numeric);
    insert into parcels select g, g from generate_series(1, 5000) g;
    analyze parcels;
    create function parcel_weight(id int) returns numeric language sql as
      'select weight from parcels p where p.id = parcel_weight.id'`)
  ;({ page, complaints, workbench } = await sharedWorkbench())
  await workbench.addConnection(postgres.url, 'orders')
}, 120_000)

const tree = (): Promise<string[]> => workbench.explorer.getByRole('treeitem').allInnerTexts()

test('the tree opens down to columns, keys, sizes and the statement that makes a table', async () => {
  await workbench.open('orders')
  await workbench.open(/^Tables/)
  const parcels = workbench.treeItem(/^parcels\b/)
  const search = page.getByRole('searchbox', { name: 'Search tables' })
  await search.fill('parcels')
  await parcels.click()
  await page.keyboard.press('ArrowRight')
  await workbench.open(/^Columns/)
  await workbench.treeItem(/^weight\b/).waitFor()
  await workbench.open(/^Keys/)
  await workbench.treeItem(/^parcels_pkey/).waitFor()
  await parcels.click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Show definition' }).click()
  await expect.poll(() => workbench.editorText()).toMatch(/create table .*parcels/i)
  await search.fill('')

  // In the tree each table tells how many rows it has and how large it is.
  await parcels.scrollIntoViewIfNeeded().catch(() => {})
  await workbench.explorer.press('End')
  await expect
    .poll(async () => (await tree()).find((row) => row.startsWith('parcels')))
    .toMatch(/≈ 5K.*KB/)
})

test('three letters find tables, columns and routines among 20,000 at once', async () => {
  const search = page.getByRole('searchbox', { name: 'Search tables' })
  await search.pressSequentially('par')
  await workbench.treeItem(/^parcels\b/).waitFor()
  await workbench.treeItem(/^parcel_weight\b/).waitFor()
  // Its own name comes before a column of that name.
  const depot = async () => (await tree()).find((row) => row.startsWith('depot_0'))
  await expect.poll(depot).toMatch(/column parcel_id/)
  expect((await tree())[1]).toMatch(/^parcels/)
  expect(await axeViolations(page)).toEqual([])
  await search.fill('depot_19999')
  await expect.poll(tree).toHaveLength(2)
  await search.fill('no such thing')
  await page.getByText(/no such thing/).waitFor()
  await search.fill('')
})

test('a refresh shows what is new and keeps what is open', async () => {
  await client.query('create table aardvarks (id int)')
  await workbench.explorer.press('Home')
  await page.getByRole('button', { name: 'Refresh', exact: true }).first().click()
  await workbench.treeItem(/^aardvarks\b/).waitFor()
  expect(await workbench.treeItem(/^Tables/).getAttribute('aria-expanded')).toBe('true')
  expect(complaints).toEqual([])
})
