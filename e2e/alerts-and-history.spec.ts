import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
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

beforeAll(async () => {
  ;[browser, postgres] = await Promise.all([launchChromium(), startPostgres()])
})

afterAll(async () => {
  await browser?.close()
  await postgres?.stop()
})

const withPool = (path: string, pool: object): Promise<void> =>
  writeFile(
    join(path, 'sluice.config.json'),
    JSON.stringify({ profiles: [{ name: 'orders', url: postgres.url, pool }] }),
  )

test('a rule of one’s own raises an alert: at the pool, in the bar, on the desktop; acknowledged, muted, over', async () => {
  await using folder = await temporaryFolder()
  await withPool(folder.path, { max: 1 })
  await using sluice = await startSluice({ dataDir: folder.path })
  const { page, complaints } = await openPage(browser, sluice.url)
  // What the browser would show on the desktop, and a user who looks elsewhere.
  await page.evaluate(() => {
    const shown: { title: string; body: string; tag: string }[] = []
    Object.assign(window, { shownNotes: shown })
    class Note extends EventTarget {
      static readonly permission = 'granted'
      constructor(title: string, { body, tag }: { body: string; tag: string }) {
        super()
        shown.push({ title, body, tag })
      }
    }
    Object.assign(window, { Notification: Note })
    document.hasFocus = () => false
  })
  const workbench = new Workbench(page)
  await workbench.ready()
  await page.getByRole('button', { name: 'Pool monitor' }).click()
  await page.getByRole('button', { name: 'Alerts', exact: true }).click()
  const list = page.getByRole('region', { name: 'Alerts', exact: true })
  await list.getByText('Nothing has met a rule.').waitFor()
  const rules = page.getByRole('region', { name: 'Rules' })
  await rules.getByText('Waiting requests above 0 for 30 s').waitFor()
  expect(await axeViolations(page)).toEqual([])

  await rules.getByRole('button', { name: 'New rule…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Alert rule' })
  await dialog.getByRole('textbox', { name: 'Threshold' }).fill('1')
  await dialog.getByRole('textbox', { name: 'For at least' }).fill('0')
  await dialog.getByRole('checkbox', { name: 'Notify' }).check()
  await dialog.getByRole('button', { name: 'Save rule' }).click()
  await dialog.getByText('It would be cleared while it is still beyond the threshold.').waitFor()
  await dialog.getByRole('textbox', { name: 'Cleared at' }).fill('0')
  await dialog.getByRole('button', { name: 'Save rule' }).click()
  await rules.getByText('Waiting requests above 1', { exact: true }).waitFor()

  for (let tab = 1; tab <= 3; tab++) {
    await workbench.newTab()
    await workbench.chooseProfile('orders')
    await workbench.run('select pg_sleep(60)')
  }
  const bar = page.getByRole('button', { name: /^Pool monitor, \d alert/ })
  await bar.waitFor()
  expect(await page.evaluate('shownNotes')).toEqual([
    { title: 'Alert at orders', body: 'Waiting requests: 2', tag: expect.any(String) },
  ])
  await bar.click()
  const overview = page.getByRole('region', { name: 'All pools' })
  await overview.getByRole('img', { name: 'Alert: Waiting requests: 2' }).waitFor()
  await page.getByRole('button', { name: /^1 alert/ }).click()
  const row = list.getByRole('row', { name: /Waiting requests: 2/ })
  await row.getByText('now').waitFor()
  expect(await axeViolations(page)).toEqual([])

  await row.getByRole('button', { name: 'orders', exact: true }).click()
  const pool = page.getByRole('region', { name: 'orders', exact: true })
  const banner = pool.getByRole('alert').filter({ hasText: 'Waiting requests: 2' })
  await banner.waitFor()
  await banner.getByRole('button', { name: 'Acknowledge' }).click()
  await banner.waitFor({ state: 'hidden' })
  await bar.waitFor({ state: 'hidden' })

  await pool.getByRole('button', { name: /^More actions/ }).click()
  await page.getByRole('menuitem', { name: 'Mute alerts for an hour' }).click()
  await pool.getByRole('img', { name: /^Alert/ }).waitFor()
  const stop = (label: string) => pool.getByRole('button', { name: label }).first().click()
  await stop('Stop Query 3 waiting')
  await stop('Stop Query 2 waiting')
  await page.getByRole('button', { name: 'Alerts', exact: true }).click()
  await row.getByText(/\(\d.* s\)/).waitFor()
  await list.getByRole('button', { name: 'Forget those that ended' }).click()
  await list.getByText('Nothing has met a rule.').waitFor()
  await rules.getByRole('button', { name: 'Delete the rule “Waiting requests above 1”' }).click()
  await rules.getByText('Waiting requests above 1', { exact: true }).waitFor({ state: 'hidden' })
  expect(complaints).toEqual([])
}, 120_000)

const METRIC_COUNT = 10
const DAY_MS = 86_400_000

/** Five days of history in steps of ten minutes, with a day in their midst when nothing ran. */
function writeWeek(databasePath: string, poolId: string): void {
  const database = new Database(databasePath)
  const insert = database.prepare(
    'insert or replace into pool_history values (?, 600000, ?, 600, ?)',
  )
  const step = 600_000
  const now = Math.floor(Date.now() / step) * step
  database.transaction(() => {
    for (let atMs = now - 5 * DAY_MS; atMs < now; atMs += step) {
      if (atMs > now - 3 * DAY_MS && atMs < now - 2 * DAY_MS) continue
      const load = (1 + Math.sin((atMs / DAY_MS) * 2 * Math.PI)) / 2
      const mean = [4 * load, 1, 2 * load, 0.8 * load, 50 * load, 0.01, 4, 2, 20 * load + 5, 60]
      const figures = Float32Array.from([
        ...mean.map((value) => value / 2),
        ...mean,
        ...mean.map((value, index) => (index === 3 ? Math.min(1, value * 1.2) : value * 2)),
      ])
      expect(figures).toHaveLength(METRIC_COUNT * 3)
      insert.run(poolId, atMs, Buffer.from(figures.buffer))
    }
  })()
  database.close()
}

test('what a pool did is there after a kill, up to a week back, with gaps where nothing ran', async () => {
  await using folder = await temporaryFolder()
  const first = await startSluice({ dataDir: folder.path })
  const before = new Workbench((await openPage(browser, first.url)).page)
  await before.ready()
  await before.addConnection(postgres.url, 'orders')
  await before.newTab()
  await before.chooseProfile('orders')
  await before.run("select pg_sleep(7), 'busy'")
  await before.untilStatus(/1 row in/)
  await first.kill()

  const file = join(folder.path, 'sluice.db')
  const reader = new Database(file, { readonly: true })
  const poolId = reader.prepare("select id from profiles where name = 'orders'").pluck().get()
  reader.close()
  writeWeek(file, String(poolId))
  await using second = await startSluice({ dataDir: folder.path })
  const { page, complaints } = await openPage(browser, second.url)
  const workbench = new Workbench(page)
  await workbench.ready()
  await page.getByRole('button', { name: 'Pool monitor' }).click()
  const pool = await workbench.showPool('orders')
  await pool.getByText('This pool is not open').waitFor()

  // How many stretches a chart's line has: a gap begins another.
  const chart = pool.getByRole('figure').filter({ hasText: 'Utilisation (%)' })
  const stretches = async (): Promise<number> => {
    const path = await chart.locator('path.recharts-area-curve').last().getAttribute('d')
    return path?.split('M').length ?? 0
  }
  const span = page.getByRole('group', { name: 'Time shown' })
  await until('the seconds before the kill', stretches, (count) => count > 0)
  await span.getByText('7 days').click()
  await until('a gap', stretches, (count) => count - 1 >= 2)
  await chart.hover({ position: { x: 150, y: 60 } })
  await pool
    .getByText(/^\d+ %$/)
    .first()
    .waitFor()
  for (const name of ['1 min', '15 min', '1 h', '6 h', '1 day'])
    await span.getByText(name, { exact: true }).click()
  expect(await axeViolations(page)).toEqual([])
  expect(complaints).toEqual([])
}, 120_000)
