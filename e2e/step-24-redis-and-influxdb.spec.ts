import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasInflux, type InfluxServer, startInflux } from '../main/testing/influxServer.ts'
import { hasRedis, type RedisServer, startRedis } from '../main/testing/redisServer.ts'
import { axeViolations } from './support/axeViolations.ts'
import type { Complaints } from './support/browser.ts'
import { chooseOption } from './support/chooseOption.ts'
import type { Workbench } from './support/workbench.ts'
import { sharedWorkbench } from './support/shared.ts'

const KEYS = 1_000_000
const VALUE_BYTES = 5 * 1024 * 1024
/** A click that takes longer has hung. */
const PATIENCE_MS = 2_000

let complaints: Complaints
let workbench: Workbench

beforeAll(async () => {
  ;({ complaints, workbench } = await sharedWorkbench())
})

describe.runIf(hasRedis())('Redis', () => {
  let redis: RedisServer

  beforeAll(async () => {
    redis = await startRedis()
    await redis.ask('SETRANGE', 'report', String(VALUE_BYTES - 1), 'x')
    await redis.ask('SET', 'token', 'abc', 'EX', '7200')
    for (const key of ['report', 'token']) {
      await redis.ask('COPY', key, key, 'DB', '1')
      await redis.ask('UNLINK', key)
    }
    await redis.ask('DEBUG', 'POPULATE', String(KEYS), 'session')
    await redis.ask('CONFIG', 'RESETSTAT')
    await workbench.addConnection(redis.url, 'cache')
  })
  afterAll(() => redis?.stop())

  test('a value of 5 MB opens, and the window goes on', async () => {
    await workbench.open('cache')
    await workbench.open(/^db1/)
    const report = workbench.treeItem(/^report/).first()
    await report.waitFor()
    await report.dblclick()
    await workbench.untilStatus(/^1 row in /)
    const cell = await workbench.gridCell(1, 'value')
    await cell.click()
    await workbench.page.keyboard.press('F2')
    const beganMs = performance.now()
    await workbench.newTab()
    expect(performance.now() - beganMs).toBeLessThan(PATIENCE_MS)
  })

  async function ask(key: RegExp, entry: string): Promise<void> {
    await workbench.treeItem(key).first().click({ button: 'right' })
    await workbench.page.getByRole('menuitem', { name: entry }).click()
  }

  test('the time a key lives is shown, changed, and taken away', async () => {
    await ask(/^token/, 'Time to live…')
    const dialog = workbench.page.getByRole('dialog', { name: /Time to live of “db1 token”/ })
    await dialog.getByText(/It ends in (2 h|1 h 59 min)/).waitFor()
    const amount = dialog.getByRole('textbox', { name: 'Ends after' })
    expect(await axeViolations(workbench.page)).toEqual([])
    await amount.fill('0')
    await dialog.getByText('A number above 0.').waitFor()
    expect(await dialog.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
    await amount.fill('3000')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'hidden' })
    const detail = () =>
      workbench
        .treeItem(/^token/)
        .first()
        .textContent()
    await expect.poll(detail).toMatch(/ttl (2d|50h|2 d|1d)/)
    await ask(/^token/, 'Time to live…')
    await dialog.getByRole('checkbox', { name: 'Lives until it is deleted' }).check()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await expect.poll(detail).not.toMatch(/ttl/)
  })

  test('a key is deleted after a question', async () => {
    await ask(/^token/, 'Delete key…')
    const question = workbench.page.getByRole('alertdialog', {
      name: 'Delete the key “db1 token”?',
    })
    await question.getByRole('button', { name: 'Delete' }).click()
    await expect.poll(() => workbench.treeItem(/^token/).count()).toBe(0)
    const keyspace = await redis.ask('INFO', 'keyspace')
    expect(keyspace).toMatch(/db1:keys=1,/)
  })

  test('a million keys are browsed in pages by SCAN, never by KEYS', async () => {
    await workbench.open(/^db0/)
    await workbench.open(/^session:/)
    await workbench.treeItem(/^\d+$/).first().waitFor()
    // One page of the level; the next one waits at its end.
    await workbench.explorer.focus()
    await workbench.page.keyboard.press('End')
    const levels = workbench.treeItem('Load more')
    await workbench.page.keyboard.press('ArrowUp')
    await levels.first().waitFor()
    const calls = await redis.ask('INFO', 'commandstats')
    expect(calls).toMatch(/cmdstat_scan:/)
    expect(calls).not.toMatch(/cmdstat_keys:/)
  })
})

describe.runIf(hasInflux())('InfluxDB', () => {
  let influx: InfluxServer
  let points: Locator

  beforeAll(async () => {
    influx = await startInflux()
    await influx.query('CREATE DATABASE plant')
    const nowMs = Date.now()
    const lines = Array.from({ length: 720 }, (_, index) => {
      const atNs = BigInt(nowMs - index * 5_000) * 1_000_000n
      return `engine,unit=${index % 2 ? 'a' : 'b'} load=${50 + 40 * Math.sin(index / 60)} ${atNs}`
    })
    // A day old: not of the last hour.
    lines.push(`engine,unit=a load=999 ${BigInt(nowMs - 86_400_000) * 1_000_000n}`)
    await influx.write('plant', lines.join('\n'))
    await workbench.addConnection(`${influx.url}/plant`, 'plant')
    await workbench.newTab()
    await workbench.chooseProfile('plant')
    points = workbench.page.getByRole('status', { name: 'What is drawn' })
  })
  afterAll(() => influx?.stop())

  const ticks = () => workbench.page.locator('svg.recharts-surface').first().textContent()

  test('the last hour is a line for each series', async () => {
    await workbench.run('SELECT load, unit FROM engine WHERE time > now() - 1h')
    await workbench.untilStatus(/^7\d\d rows in /)
    await workbench.button('Chart').click()
    await points.filter({ hasText: /^all 7\d\d groups$/ }).waitFor()
    const legend = workbench.page.getByRole('listitem')
    await legend.filter({ hasText: /^a$/ }).waitFor()
    await legend.filter({ hasText: /^b$/ }).waitFor()
    // Each goes on over the moments of the other.
    await expect.poll(() => workbench.page.locator('.recharts-line-curve').count()).toBe(2)
    for (const line of await workbench.page.locator('.recharts-line-curve').all())
      expect((await line.getAttribute('d'))?.split('L').length).toBeGreaterThan(300)
    await expect.poll(ticks).toMatch(/\d\d:\d0/)
  })

  test('its times stand in UTC or in the zone of the user', async () => {
    const inUtc = await ticks()
    expect(inUtc).toContain('(UTC)')
    // The page's own zone is UTC: another is chosen as a user does.
    const footer = workbench.page.getByRole('contentinfo')
    await footer.getByRole('button', { name: 'UTC' }).click()
    const dialog = workbench.page.getByRole('dialog', { name: 'Time zone shown' })
    await chooseOption(dialog.getByRole('combobox', { name: 'Show times in' }), 'Asia/Tokyo')
    await dialog.getByRole('button', { name: 'Apply' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await workbench.button('Local').click()
    await expect.poll(ticks).toContain('(Asia/Tokyo)')
    expect(await ticks()).not.toBe(inUtc)
    const zones = workbench.page.getByRole('group', { name: 'Time zone' })
    await zones.getByRole('button', { name: 'UTC' }).click()
    await expect.poll(ticks).toContain('(UTC)')
    expect(complaints).toEqual([])
  })
})
