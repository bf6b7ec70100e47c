import { Client } from 'pg'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPostgres, type PostgresServer } from '../main/testing/postgresServer.ts'
import { launchChromium, openPage } from './support/browser.ts'
import { startSluice, temporaryFolder } from './support/sluice.ts'
import { until } from './support/until.ts'
import { Workbench } from './support/workbench.ts'

let browser: Browser
let postgres: PostgresServer

beforeAll(async () => {
  ;[browser, postgres] = await Promise.all([launchChromium(), startPostgres()])
})

afterAll(async () => {
  await browser?.close()
  await postgres?.stop()
})

/** How many sessions of the program run this text on the server, as the server itself says. */
async function runningOnServer(observer: Client, text: string): Promise<number> {
  const { rows } = await observer.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity
      where state = 'active' and query like $1 and pid <> pg_backend_pid()`,
    [`%${text}%`],
  )
  return rows[0]!.count
}

test('twelve tabs on a pool of five show 5 active and 7 waiting, and a cancelled one is gone from the server within a second', async () => {
  await using folder = await temporaryFolder()
  const sluice = await startSluice({ dataDir: folder.path })
  const observer = new Client({ connectionString: postgres.url })
  await observer.connect()
  const { page, complaints } = await openPage(browser, sluice.url)
  const workbench = new Workbench(page)
  await workbench.ready()

  await workbench.addConnection(postgres.url, 'orders')
  for (let tab = 1; tab <= 12; tab++) {
    await workbench.newTab()
    await workbench.chooseProfile('orders')
    await workbench.run(`select pg_sleep(60), 'sleeper ${tab}'`)
  }
  await page.getByRole('button', { name: 'Pool monitor' }).click()
  await until(
    'five active',
    () => workbench.poolFigure('orders', 'Active'),
    (n) => n === 5,
    { timeoutMs: 30_000 },
  )
  await until(
    'seven waiting',
    () => workbench.poolFigure('orders', 'Waiting'),
    (n) => n === 7,
    { timeoutMs: 30_000 },
  )
  expect(await runningOnServer(observer, "sleeper 1'")).toBe(1)

  await page
    .getByRole('tab', { name: /sleeper 1|Query 1\b/ })
    .first()
    .click()
  await workbench.button('Cancel').click()
  await until(
    'gone from the server',
    () => runningOnServer(observer, "sleeper 1'"),
    (n) => n === 0,
    {
      timeoutMs: 1_000,
    },
  )
  await workbench.untilStatus(/cancelled/i)

  expect(complaints).toEqual([])
  await observer.end()
  await sluice.stop()
})
