import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { PostgresCluster } from '../main/testing/PostgresCluster.ts'
import { axeViolations } from './support/axeViolations.ts'
import { launchChromium, openPage } from './support/browser.ts'
import { startSluice, temporaryFolder } from './support/sluice.ts'
import { takePicture } from './support/takePicture.ts'
import { until } from './support/until.ts'
import { Workbench } from './support/workbench.ts'

let browser: Browser
let primary: PostgresCluster
let standby: PostgresCluster

beforeAll(async () => {
  ;[browser, primary] = await Promise.all([launchChromium(), PostgresCluster.create()])
  standby = await primary.copyAsStandby()
})

afterEach(async () => {
  if (!primary.isRunning) await primary.start()
})

afterAll(async () => {
  await browser?.close()
  await Promise.all([primary?.remove(), standby?.remove()])
})

/** Sessions that run this text, as the server itself says. */
async function runningOnServer(text: string): Promise<number> {
  const observer = new Client({ connectionString: primary.url })
  await observer.connect()
  const { rows } = await observer.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity
      where state = 'active' and query like $1 and pid <> pg_backend_pid()`,
    [`%${text}%`],
  )
  await observer.end()
  return rows[0]!.count
}

async function openMonitor(page: Page, pool: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Pool monitor' }).first().click()
  return new Workbench(page).showPool(pool)
}

const rowsOf = (pool: Locator, list: string) =>
  pool.getByRole('region', { name: list }).locator('tbody tr')

test('leases and waiters are seen with what they are for; cancel, kill, resize and suspend do so on the server', async () => {
  await using folder = await temporaryFolder()
  await using sluice = await startSluice({ dataDir: folder.path })
  const { page, complaints } = await openPage(browser, sluice.url)
  const workbench = new Workbench(page)
  await workbench.ready()
  await workbench.addConnection(primary.url, 'orders')
  for (let tab = 1; tab <= 7; tab++) {
    await workbench.newTab()
    await workbench.chooseProfile('orders')
    await workbench.run(`select pg_sleep(60), 'sleeper ${tab}'`)
  }
  const pool = await openMonitor(page, 'orders')

  const leases = rowsOf(pool, 'Leases')
  const waiters = rowsOf(pool, 'Waiting queue')
  await expect.poll(() => leases.count()).toBe(5)
  await expect.poll(() => waiters.count()).toBe(2)
  expect(await waiters.first().innerText()).toMatch(/Query \d+.*sleeper 6.*\d s/s)

  await leases
    .filter({ hasText: "'sleeper 1'" })
    .getByRole('button', { name: /^Cancel/ })
    .click()
  await until(
    'cancelled',
    () => runningOnServer("'sleeper 1'"),
    (count) => count === 0,
  )
  await until(
    'served',
    () => runningOnServer("'sleeper 6'"),
    (count) => count === 1,
  )

  await leases.filter({ hasText: "'sleeper 2'" }).getByRole('button', { name: /^Kill/ }).click()
  await workbench.button('Kill').click()
  await until(
    'killed',
    () => runningOnServer("'sleeper 2'"),
    (count) => count === 0,
  )
  await until(
    'served',
    () => runningOnServer("'sleeper 7'"),
    (count) => count === 1,
  )
  await expect.poll(() => waiters.count()).toBe(0)

  await pool.getByRole('button', { name: 'Resize…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Resize the pool of orders' })
  await dialog.getByRole('textbox', { name: 'Minimum' }).fill('9')
  await dialog.getByRole('button', { name: 'Resize' }).click()
  await dialog.getByText('“Minimum” is 9, above “Maximum”, which is 5.').waitFor()
  await dialog.getByRole('textbox', { name: 'Minimum' }).fill('0')
  await dialog.getByRole('textbox', { name: 'Maximum' }).fill('6')
  await dialog.getByRole('button', { name: 'Resize' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await pool.getByText('0 – 6').waitFor()
  await pool.getByText('max 5 → 6').waitFor()

  await pool.getByRole('button', { name: 'Suspend' }).click()
  await pool.getByText('The pool is suspended: it lends nothing until it is resumed.').waitFor()
  await workbench.newTab()
  await workbench.chooseProfile('orders')
  await workbench.run(`select 'patient' as word`)
  await workbench.untilStatus(/Waiting: the pool is suspended .* Resume it in the pool monitor/)
  await takePicture(page, 'pool-suspended-wait')
  await openMonitor(page, 'orders')
  await waiters.filter({ hasText: "'patient'" }).waitFor()
  await pool.getByRole('button', { name: 'Resume' }).click()
  await expect.poll(() => waiters.count()).toBe(0)

  // The owner's name leads to its tab.
  await leases.filter({ hasText: "'sleeper 7'" }).getByRole('button').first().click()
  await until(
    'its text',
    () => workbench.editorText(),
    (text) => text.includes("'sleeper 7'"),
  )

  await openMonitor(page, 'orders')
  await pool.getByRole('group', { name: 'Query time' }).getByText('p95').waitFor()
  await pool.getByRole('figure', { name: 'Connecting: how often it took how long' }).waitFor()
  expect(await axeViolations(page)).toEqual([])
  await pool.getByRole('button', { name: /^More actions/ }).click()
  await page.getByRole('menuitem', { name: 'Drain and close…' }).click()
  await workbench.button('Drain and close').click()
  await pool.getByText('This pool is not open').waitFor()
  await until(
    'all cut',
    () => runningOnServer('sleeper'),
    (count) => count === 0,
  )
  expect(complaints).toEqual([])
})

test('the servers of a connection: who takes what and why, and read-only shown wherever one looks', async () => {
  await using folder = await temporaryFolder()
  await writeFile(
    join(folder.path, 'sluice.config.json'),
    JSON.stringify({
      profiles: [
        {
          name: 'orders',
          url: primary.url,
          routing: {
            mode: 'load-balanced',
            checkIntervalMs: 200,
            servers: [{ name: 'second', role: 'replica', fields: { port: standby.port } }],
          },
        },
      ],
    }),
  )
  await using sluice = await startSluice({ dataDir: folder.path })
  const { page, complaints } = await openPage(browser, sluice.url)
  const workbench = new Workbench(page)
  await workbench.ready()
  const status = page.getByRole('contentinfo', { name: 'Status' })
  await workbench.newTab()
  await workbench.chooseProfile('orders')
  await workbench.run('select 1')
  await workbench.untilStatus(/1 row in/)
  await status.getByText('orders: connected').waitFor()

  await page.getByRole('button', { name: 'Pool monitor' }).first().click()
  await workbench.showAllPools()
  const configuration = page.getByRole('region', { name: 'Configuration from outside' })
  await configuration.getByText(/1 connection, taken over at .*: orders/).waitFor()
  await workbench.button('Show the servers of orders').click()
  const servers = page.getByRole('region', { name: 'Servers of orders' })
  const own = servers.getByRole('row', { name: /^primary/ })
  const second = servers.getByRole('row', { name: /^second/ })
  await own.getByText('writes', { exact: true }).waitFor()
  await second.getByText('reads', { exact: true }).waitFor()
  await second.getByText(/^[\d.]+ m?s$/).waitFor()

  await primary.stop('immediate')
  await servers.getByText(/^Read-only: no server takes writes now/).waitFor()
  await own.getByText('down', { exact: true }).waitFor()
  await servers.getByText('no server takes writes').first().waitFor()
  await status.getByText('orders: read-only: no server takes writes').waitFor()
  await workbench.button('All pools').click()
  await page
    .getByRole('row', { name: /orders/ })
    .first()
    .getByText('read-only')
    .waitFor()

  await primary.start()
  await status.getByText('orders: connected').waitFor()
  expect(complaints).toEqual([])
})

test('a refused configuration is told in the monitor with its field, value and fix, then taken over', async () => {
  await using folder = await temporaryFolder()
  const write = (pool: object) =>
    writeFile(
      join(folder.path, 'sluice.config.json'),
      JSON.stringify({ profiles: [{ name: 'configured', url: primary.url, pool }] }),
    )
  await write({ max: 3 })
  await using sluice = await startSluice({ dataDir: folder.path })
  const { page, complaints } = await openPage(browser, sluice.url)
  const workbench = new Workbench(page)
  await workbench.ready()
  await page.getByRole('button', { name: 'Pool monitor' }).first().click()
  await workbench.showAllPools()
  const configuration = page.getByRole('region', { name: 'Configuration from outside' })
  await configuration.getByText(/: configured$/).waitFor()

  await write({ min: 4, max: 3 })
  const problem = configuration.getByRole('row', { name: /min is 4, above max 3/ })
  await problem.getByText('Lower min or raise max.').waitFor()
  expect(await problem.innerText()).toMatch(/file.*pool\.min/s)

  await write({ min: 1, max: 3 })
  await page.getByText('Configuration taken over: 1 connection.').waitFor()
  await problem.waitFor({ state: 'hidden' })
  expect(complaints).toEqual([])
})

test('while no server can be reached, an answer kept before is shown, marked with its time, and gives way to a new one', async () => {
  await using folder = await temporaryFolder()
  await using sluice = await startSluice({ dataDir: folder.path })
  const { page, complaints } = await openPage(browser, sluice.url)
  const workbench = new Workbench(page)
  await workbench.ready()
  await workbench.button('New connection').first().click()
  const dialog = page.getByRole('dialog', { name: 'New connection' })
  await dialog.getByRole('textbox', { name: 'Connection URL' }).fill(primary.url)
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('orders')
  await dialog.getByRole('tab', { name: 'Pool and limits' }).click()
  await dialog.getByRole('textbox', { name: 'Answers kept for an outage' }).fill('16')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await workbench.newTab()
  await workbench.chooseProfile('orders')
  await workbench.run('select clock_timestamp()::text as time')
  await workbench.untilStatus(/1 row in/)
  const before = await (await workbench.gridCell(1, 'time')).innerText()

  await primary.stop('immediate')
  await workbench.run('select clock_timestamp()::text as time')
  await workbench.untilStatus(/1 row, an old answer/)
  await page.getByText(/^Not current: answered at .*, \d+ s ago\.$/).waitFor()
  await page.getByText(/No server of the connection can be reached\. Nothing answers at/).waitFor()
  expect(await (await workbench.gridCell(1, 'time')).innerText()).toBe(before)

  await workbench.run('select 2 as other')
  await workbench.untilStatus(/failed/i)
  await page
    .getByText(/No earlier answer to this statement is kept\./)
    .first()
    .waitFor()
  const pool = await openMonitor(page, 'orders')
  const keptAnswers = pool.getByRole('region', { name: 'Answers kept for an outage' })
  await keptAnswers.getByText('1 of 2').waitFor()
  await keptAnswers.getByText('50 %').waitFor()
  await page.getByRole('tab', { name: /Query 1\b/ }).click()

  await primary.start()
  await until(
    'a new answer',
    async () => {
      await workbench.run('select clock_timestamp()::text as time')
      return workbench.untilStatus(/1 row/)
    },
    (status) => /1 row in/.test(status),
    { timeoutMs: 30_000 },
  )
  expect(await (await workbench.gridCell(1, 'time')).innerText()).not.toBe(before)
  expect(await page.getByText(/^Not current/).count()).toBe(0)
  expect(complaints).toEqual([])
})
