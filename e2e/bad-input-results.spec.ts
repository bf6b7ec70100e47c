import { Client } from 'pg'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startPostgres, type PostgresServer } from '../main/testing/postgresServer.ts'
import { launchChromium, openPage, type Complaints } from './support/browser.ts'
import { meterPage, type PageMeter } from './support/pageMeter.ts'
import { startSluice, temporaryFolder, type Sluice } from './support/sluice.ts'
import { Workbench } from './support/workbench.ts'

const MEGABYTE = 1024 * 1024

let browser: Browser
let postgres: PostgresServer
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let sluice: Sluice
let page: Page
let meter: PageMeter
let complaints: Complaints
let workbench: Workbench

beforeAll(async () => {
  folder = await temporaryFolder()
  ;[browser, postgres, sluice] = await Promise.all([
    launchChromium(),
    startPostgres(),
    startSluice({ dataDir: folder.path }),
  ])
  ;({ page, complaints } = await openPage(browser, sluice.url))
  meter = await meterPage(page)
  workbench = new Workbench(page)
  await workbench.ready()
  await workbench.addConnection(postgres.url, 'orders')
})

afterAll(async () => {
  await browser?.close()
  await sluice?.stop()
  await postgres?.stop()
  await folder?.[Symbol.asyncDispose]()
})

beforeEach(() => workbench.newTab())
afterEach(() => expect(complaints).toEqual([]))

async function run(profile: 'Sample' | 'orders', sql: string, status: RegExp): Promise<void> {
  await workbench.chooseProfile(profile)
  await workbench.run(sql)
  await workbench.untilStatus(status)
}

/** All cells of a row; the number at its start is its heading. */
async function cellsOf(rowNumber: number): Promise<string[]> {
  await workbench.row(rowNumber).waitFor()
  return workbench.row(rowNumber).getByRole('gridcell').allTextContents()
}

test('columns of the same name, or of none, each show their own value', async () => {
  await run('Sample', `select 1 as a, 2 as a, 3 as "", 4 as " ", 5 as "a"`, /^1 row in/)
  expect(await cellsOf(1)).toEqual(['1', '2', '3', '4', '5'])

  await run('orders', `select 1 as a, 2 as a, 3, 4, null as "A", '' as a`, /^1 row in/)
  await expect.poll(() => cellsOf(1)).toEqual(['1', '2', '3', '4', 'NULL', ''])
})

test('a result without columns is told as such, with the count of its rows', async () => {
  await run('orders', 'select from generate_series(1, 3)', /^3 rows in/)
  await page.getByText('The statement gave a result without columns.').waitFor()
  expect(await workbench.button('Export').isDisabled()).toBe(true)
})

test('a result without rows shows its columns and says that there are none', async () => {
  for (const profile of ['Sample', 'orders'] as const) {
    await run(profile, `select 1 as "first column", 'x' as other limit 0`, /^0 rows in/)
    await workbench.grid.getByRole('columnheader', { name: 'first column' }).waitFor()
    await page.getByText('No rows', { exact: true }).waitFor()
  }
})

test('500 columns of 1,000 rows are walked through to the last cell', async () => {
  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  const columns = Array.from({ length: 500 }, (_, number) => `g * 1000 + ${number} as c${number}`)
  await client.query(
    `create table wide as select ${columns.join(', ')} from generate_series(1, 1000) g`,
  )
  await client.end()

  await run('orders', 'select * from wide order by c0', /^1,000 rows in/)
  await (await workbench.gridCell(1, 'c0')).click()
  await page.keyboard.press('Control+ArrowRight')
  await expect.poll(async () => (await workbench.gridCell(1, 'c499')).textContent()).toBe('1499')
  await page.keyboard.press('Control+End')
  await workbench.row(1_000).waitFor()
  await expect
    .poll(async () => (await workbench.gridCell(1_000, 'c499')).textContent())
    .toBe('1000499')
  await page.keyboard.press('Control+Home')
  await expect.poll(async () => (await workbench.gridCell(1, 'c0')).textContent()).toBe('1000')
  // Only what is on screen is in the page.
  expect(await workbench.grid.getByRole('gridcell').count()).toBeLessThan(2_000)
})

const hugeCells: [
  what: string,
  profile: 'Sample' | 'orders',
  expression: string,
  starts: string,
][] = [
  ['text of SQLite', 'Sample', `printf('%.*c', 50 * 1024 * 1024, 'x')`, 'xxxx'],
  ['blob of SQLite', 'Sample', 'zeroblob(50 * 1024 * 1024)', '00000000  00 00'],
  ['text of PostgreSQL', 'orders', `repeat('0123456789', 5 * 1024 * 1024)`, '0123'],
  ['lines of PostgreSQL', 'orders', `repeat(E'ten bytes\\n', 5 * 1024 * 1024)`, 'ten bytes\n'],
  [
    'JSON of PostgreSQL',
    'orders',
    `json_build_object('a', repeat('x', 50 * 1024 * 1024))`,
    '{"a" : "xxx',
  ],
]

test.each(hugeCells)(
  'a cell of 50 MB, %s, comes to the window by its beginning only',
  async (_, profile, expression, starts) => {
    const before = { heap: await meter.heapBytes(), received: meter.receivedBytes() }
    await run(profile, `select 1 as before, ${expression} as huge, 2 as after`, /^1 row in/)
    const cell = await workbench.gridCell(1, 'huge')
    await expect.poll(() => cell.textContent()).toContain('50.0 MB')
    expect(await (await workbench.gridCell(1, 'after')).textContent()).toBe('2')

    await cell.dblclick()
    const viewer = page.getByRole('region', { name: 'Row 1, huge' })
    const value = viewer.getByLabel('Value of the cell')
    // Text stands in a text box, bytes in lines of their own.
    const shown = () =>
      value.evaluate((box) => (box instanceof HTMLTextAreaElement ? box.value : box.textContent))
    await expect.poll(async () => (await shown())?.startsWith(starts)).toBe(true)
    await viewer.getByText(/· 50\.0 MB$/).waitFor()
    await viewer.getByText(/^Only the first [\d.]+ KB are shown/).waitFor()

    expect(meter.receivedBytes() - before.received).toBeLessThan(MEGABYTE)
    expect((await meter.heapBytes()) - before.heap).toBeLessThan(25 * MEGABYTE)
    await page.keyboard.press('Escape')
    await viewer.waitFor({ state: 'hidden' })
    // The next run of the tab closes the result: 50 MB need not gather with every case.
    await run(profile, 'select 0', /^1 row in/)
  },
)

test('what is too long to show is copied whole', async () => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await run('Sample', `select printf('%.*c', 18000000, 'x') || 'end' as long`, /^1 row in/)
  await (await workbench.gridCell(1, 'long')).dblclick()
  const viewer = page.getByRole('region', { name: 'Row 1, long' })
  await viewer.getByText(/^Only the first/).waitFor()
  await viewer.getByRole('button', { name: 'Copy' }).click()
  const copied = () =>
    page.evaluate(async () => {
      const text = await navigator.clipboard.readText()
      return { length: text.length, end: text.slice(-4) }
    })
  await expect.poll(copied).toEqual({ length: 18_000_003, end: 'xend' })
})
