import type { Page } from 'playwright-core'
import { Client } from 'pg'
import { beforeAll, expect, test } from 'vitest'
import type { PostgresServer } from '../main/testing/postgresServer.ts'
import type { Complaints } from './support/browser.ts'
import type { Workbench } from './support/workbench.ts'
import { sharedClient, sharedPostgres, sharedWorkbench } from './support/shared.ts'

const ROWS = 1_000_000

let postgres: PostgresServer
let client: Client
let page: Page
let complaints: Complaints
let workbench: Workbench

beforeAll(async () => {
  postgres = await sharedPostgres()
  client = await sharedClient(postgres.url)
  await client.query(`create table big as
    select id, md5(id::text) as hash, id / 7.0 as ratio from generate_series(1, ${ROWS}) id`)
  await client.query('analyze big')
  ;({ page, complaints, workbench } = await sharedWorkbench())
  await workbench.addConnection(postgres.url, 'orders')
}, 120_000)

test('a double click on a table of 1,000,000 rows shows the first at once, and the scrollbar reaches the last', async () => {
  await workbench.open('orders')
  await workbench.open(/^Tables/)
  const clickedAtMs = performance.now()
  await workbench.treeItem(/^big\b/).dblclick()
  await (await workbench.gridCell(1, 'id')).waitFor()
  // The half second of the script is measured by the benchmark results/first; here a busy machine counts.
  expect(performance.now() - clickedAtMs).toBeLessThan(3_000)
  await workbench.untilStatus(/^1,000,000 rows in /, 60_000)

  await page
    .locator('.ag-body-vertical-scroll-viewport, .ag-grid-viewport')
    .first()
    .evaluate((bar) => {
      bar.scrollTop = bar.scrollHeight
    })
  await workbench.row(ROWS).waitFor()
  await (await workbench.gridCell(ROWS, 'id')).click()
  await page.keyboard.press('Control+Home')
  await workbench.row(1).waitFor()
  await page.keyboard.press('Control+End')
  await workbench.row(ROWS).waitFor()
  // The window never holds more than it shows.
  expect(await workbench.grid.getByRole('row').count()).toBeLessThan(200)
  expect(complaints).toEqual([])
}, 120_000)
