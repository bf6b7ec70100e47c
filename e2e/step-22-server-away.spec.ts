import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { PostgresCluster } from '../main/testing/PostgresCluster.ts'
import { axeViolations } from './support/axeViolations.ts'
import { launchChromium, openPage } from './support/browser.ts'
import { startSluice, temporaryFolder } from './support/sluice.ts'
import { Workbench } from './support/workbench.ts'

let browser: Browser
let primary: PostgresCluster

beforeAll(async () => {
  ;[browser, primary] = await Promise.all([launchChromium(), PostgresCluster.create()])
})

afterEach(async () => {
  if (!primary.isRunning) await primary.start()
})

afterAll(async () => {
  await browser?.close()
  await primary?.remove()
})

test('a server that went away: the breaker opens and is told with its next attempt and an alert, and all recovers by itself', async () => {
  await using folder = await temporaryFolder()
  const profile = { name: 'orders', url: primary.url, pool: { min: 1 } }
  await writeFile(
    join(folder.path, 'sluice.config.json'),
    JSON.stringify({ profiles: [profile, { ...profile, name: 'another' }] }),
  )
  await using sluice = await startSluice({ dataDir: folder.path })
  const { page, complaints } = await openPage(browser, sluice.url)
  const workbench = new Workbench(page)
  await workbench.ready()
  await workbench.newTab()
  await workbench.chooseProfile('orders')
  await workbench.run('select 1')
  await workbench.untilStatus(/1 row in/)

  await primary.stop('immediate')
  await page.getByRole('button', { name: 'Pool monitor' }).first().click()
  const pool = await workbench.showPool('orders')
  await pool.getByText(/The breaker is open after \d+ failed attempts/).waitFor()
  await pool.getByText(/next try in \d+ s/).waitFor()
  await pool.getByText('breaker opened').first().waitFor()
  await page.getByRole('button', { name: /^Pool monitor, \d alert/ }).waitFor()
  const errors = pool.getByRole('region', { name: 'Errors by code' })
  await errors.getByText('connection-refused').waitFor()

  const list = await workbench.showAllPools()
  await list
    .getByRole('row', { name: /orders/ })
    .getByText('breaker open')
    .waitFor()
  // What is open stands before what is not, whatever they are called.
  const names = await list.locator('tbody th').allInnerTexts()
  expect(names.map((name) => name.trim().split(/\s/)[0])).toEqual(['orders', 'another', 'Sample'])
  expect(await axeViolations(page)).toEqual([])

  await primary.start()
  await list
    .getByRole('row', { name: /orders/ })
    .getByText(/running|works, with trouble/)
    .waitFor()
  await workbench.showPool('orders')
  await pool.getByText('breaker closed').first().waitFor()

  // Back without a restart of anything: the tab runs its statement.
  await page.getByRole('tab', { name: /Query 1\b/ }).click()
  await workbench.run('select 2')
  await workbench.untilStatus(/1 row in/)
  expect(complaints).toEqual([])
})

test('a computer that slept: sessions that ended meanwhile are found out, and the next statement runs at once', async () => {
  await using folder = await temporaryFolder()
  await using sluice = await startSluice({ dataDir: folder.path })
  const { page, complaints } = await openPage(browser, sluice.url)
  const workbench = new Workbench(page)
  await workbench.ready()
  await workbench.addConnection(primary.url, 'orders')
  await workbench.newTab()
  await workbench.chooseProfile('orders')
  await workbench.run('select 1')
  await workbench.untilStatus(/1 row in/)

  // Asleep: nothing of it runs, and the server gives up on its sessions.
  process.kill(sluice.pid, 'SIGSTOP')
  const observer = new Client({ connectionString: primary.url })
  await observer.connect()
  await observer.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = $1',
    ['client backend'],
  )
  await observer.end()
  await page.waitForTimeout(5_000)
  process.kill(sluice.pid, 'SIGCONT')

  const wokeAtMs = performance.now()
  await workbench.run('select 2 as two')
  await (await workbench.gridCell(1, 'two')).waitFor()
  expect(performance.now() - wokeAtMs).toBeLessThan(10_000)
  expect(complaints).toEqual([])
})
