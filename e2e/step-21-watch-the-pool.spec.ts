import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPostgres, type PostgresServer } from '../main/testing/postgresServer.ts'
import { axeViolations } from './support/axeViolations.ts'
import { launchChromium, openPage } from './support/browser.ts'
import { startSluice, temporaryFolder } from './support/sluice.ts'
import { until } from './support/until.ts'
import { Workbench } from './support/workbench.ts'

let browser: Browser
let postgres: PostgresServer
/** Holds what the sleepers wait for, so that each sleeps for as long as the test wants. */
let waker: Client

beforeAll(async () => {
  ;[browser, postgres] = await Promise.all([launchChromium(), startPostgres()])
  waker = new Client({ connectionString: postgres.url })
  await waker.connect()
  await waker.query('select pg_advisory_lock(tab) from generate_series(1, 12) as tab')
})

afterAll(async () => {
  await browser?.close()
  await waker?.end()
  await postgres?.stop()
})

test('12 slow queries at max 5: 5 active, 7 waiting, waits move live, a leak warning leads to its tab, idle connections are evicted', async () => {
  await using folder = await temporaryFolder()
  const pool = { max: 5, leakThresholdMs: 2_000, idleTimeoutMs: 4_000, acquireTimeoutMs: 120_000 }
  await writeFile(
    join(folder.path, 'sluice.config.json'),
    JSON.stringify({ profiles: [{ name: 'orders', url: postgres.url, pool }] }),
  )
  await using sluice = await startSluice({ dataDir: folder.path })
  const { page, complaints } = await openPage(browser, sluice.url)
  const workbench = new Workbench(page)
  await workbench.ready()
  for (let tab = 1; tab <= 12; tab++) {
    await workbench.newTab()
    await workbench.chooseProfile('orders')
    await workbench.run(`select pg_advisory_xact_lock(${tab}), 'sleeper ${tab}'`)
  }
  // The icon leads to all pools, from where one is chosen.
  await page.getByRole('button', { name: /^Pool monitor/ }).click()
  await page.getByRole('region', { name: 'All pools' }).waitFor()
  const shown = await workbench.showPool('orders')
  const figure = (name: 'Active' | 'Waiting' | 'Idle', count: number) =>
    until(
      `${count} ${name}`,
      () => workbench.poolFigure('orders', name),
      (value) => value === count,
      { timeoutMs: 60_000 },
    )
  await figure('Active', 5)
  await figure('Waiting', 7)

  const leaks = shown.getByRole('region', { name: 'Connections held too long' })
  await leaks
    .getByText('5 connections are held for longer than “Report held over” allows:')
    .waitFor()
  await page.getByRole('img', { name: /Alert: Connections held too long/ }).waitFor()
  expect(await axeViolations(page)).toEqual([])
  // Whoever holds one by now: its name leads to its tab.
  const held = leaks.getByRole('listitem').last()
  const sleeper = /'sleeper \d+'/.exec(await held.innerText())![0]
  await leaks.getByRole('listitem').filter({ hasText: sleeper }).getByRole('button').first().click()
  await until(
    'the text of its tab',
    () => workbench.editorText(),
    (text) => text.includes(sleeper),
  )

  await page.getByRole('button', { name: /^Pool monitor/ }).click()
  await workbench.showPool('orders')
  const waits = shown.getByRole('group', { name: 'Acquire wait' })
  const p95 = () => waits.getByRole('group', { name: 'p95' }).innerText()
  const before = await p95()
  await waker.query('select pg_advisory_unlock(tab) from generate_series(1, 5) as tab')
  await figure('Waiting', 2)
  await until('waits that moved', p95, (now) => now !== before && now !== '–')
  // They had waited for longer than the leak threshold.
  expect(await p95()).toMatch(/^\d+(\.\d)? s$/)

  await waker.query('select pg_advisory_unlock_all()')
  // All done: what is idle for four seconds goes, and the timeline says how the pool grew and why it shrank.
  await figure('Active', 0)
  await figure('Idle', 0)
  const events = shown.getByRole('region', { name: 'Events' })
  await events.getByText('grew').first().waitFor()
  await events.getByText('Everything').click()
  await events.getByText(/idle/).first().waitFor()
  expect(complaints).toEqual([])
}, 180_000)
