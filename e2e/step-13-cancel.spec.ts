import type { Page } from 'playwright-core'
import { Client } from 'pg'
import { beforeAll, expect, test } from 'vitest'
import type { PostgresServer } from '../main/testing/postgresServer.ts'
import type { Complaints } from './support/browser.ts'
import { until } from './support/until.ts'
import type { Workbench } from './support/workbench.ts'
import { sharedClient, sharedPostgres, sharedWorkbench } from './support/shared.ts'

let postgres: PostgresServer
let client: Client
let page: Page
let complaints: Complaints
let workbench: Workbench

beforeAll(async () => {
  postgres = await sharedPostgres()
  client = await sharedClient(postgres.url)
  ;({ page, complaints, workbench } = await sharedWorkbench())
  await workbench.addConnection(postgres.url, 'orders')
}, 120_000)

/** How many sessions run this text, as the server itself says. */
async function runningOnServer(text: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity
      where state = 'active' and query like $1 and pid <> pg_backend_pid()`,
    [`%${text}%`],
  )
  return rows[0]!.count
}

test('a statement that sleeps on the server is gone from it within a second, its session runs on, and other tabs with it', async () => {
  await workbench.newTab()
  await workbench.chooseProfile('orders')
  await workbench.run("select pg_sleep(60), 'other tab'")
  await workbench.newTab()
  await workbench.chooseProfile('orders')
  await workbench.run("select pg_sleep(60), 'sleeper'")
  await until(
    'running',
    () => runningOnServer("'sleeper'"),
    (count) => count === 1,
  )
  await workbench.button('Cancel').click()
  await until(
    'gone from the server',
    () => runningOnServer("'sleeper'"),
    (count) => count === 0,
    { timeoutMs: 1_000 },
  )
  await workbench.untilStatus(/cancelled/i)
  expect(await runningOnServer("'other tab'")).toBe(1)
  await workbench.run('select 42 as answer')
  await workbench.untilStatus(/^1 row in /)
  await page.getByRole('tab', { name: /Query 1\b/ }).click()
  await workbench.button('Cancel').click()
  await workbench.untilStatus(/cancelled/i)
})

test('a statement that does not yield is cancelled, and the tab runs the next one', async () => {
  await workbench.newTab()
  await workbench.chooseProfile('Sample')
  await workbench.run(
    'with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n',
  )
  await workbench.button('Cancel').click()
  await workbench.untilStatus(/cancelled/i, 3_000)

  await workbench.run('select 42 as answer')
  await workbench.untilStatus(/^1 row in /)
  expect(complaints).toEqual([])
})
