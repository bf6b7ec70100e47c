import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium, openPage, type Complaints } from './support/browser.ts'
import { startSluice, temporaryFolder, type Sluice } from './support/sluice.ts'
import { Workbench } from './support/workbench.ts'

const SELECT = 'select * from items order by id'

let browser: Browser
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let sluice: Sluice
let page: Page
let complaints: Complaints
let workbench: Workbench

async function start(): Promise<void> {
  sluice = await startSluice({ dataDir: folder.path })
  ;({ page, complaints } = await openPage(browser, sluice.url))
  workbench = new Workbench(page)
  await workbench.ready()
}

beforeAll(async () => {
  folder = await temporaryFolder()
  browser = await launchChromium()
  ask(`create table items (id integer primary key, name text not null, price real);
    with recursive n(n) as (select 1 union all select n + 1 from n where n < 30)
    insert into items select n, 'item ' || n, n + 0.5 from n`)
  await start()
  await workbench.addConnection(`sqlite://${shopFile()}`, 'shop')
  await workbench.newTab()
  await workbench.chooseProfile('shop')
})

afterAll(async () => {
  await browser?.close()
  await sluice?.stop()
  await folder?.[Symbol.asyncDispose]()
})

const shopFile = (): string => join(folder.path, 'shop.db')

/** What somebody else does to the database. */
function ask(sql: string): string {
  const database = new Database(shopFile())
  try {
    if (!sql.startsWith('select')) {
      database.exec(sql)
      return ''
    }
    const rows = database.prepare(sql).raw().all() as unknown[][]
    return rows.map((row) => row.join('|')).join('\n')
  } finally {
    database.close()
  }
}

const press = (keys: string) => page.keyboard.press(keys)
const stagedText = () => page.getByRole('status', { name: 'Staged changes' }).textContent()
const kept = () => page.getByRole('status').filter({ hasText: 'kept from an earlier time' })

async function edit(row: number, column: string, typed: string): Promise<void> {
  await (await workbench.gridCell(row, column)).click()
  await press('F2')
  await page.getByRole('textbox', { name: `Row ${row}, ${column}` }).fill(typed)
  await press('Enter')
}

test('rows changed, added and deleted but not applied are staged again after kill -9', async () => {
  await workbench.run(SELECT)
  await page.getByRole('button', { name: 'Add row' }).waitFor()
  await edit(1, 'name', 'first')
  await edit(2, 'price', '12.5')
  await (await workbench.gridCell(5, 'name')).click()
  await press('ControlOrMeta+Delete')
  await press('Insert')
  await expect.poll(stagedText).toBe('2 rows changed · 1 new · 1 deleted')
  await edit(31, 'id', '31')
  await edit(31, 'name', 'new one')
  // The time that a change may take to reach the disk.
  await page.waitForTimeout(600)
  await sluice.kill()
  await page.context().close()

  await start()
  await expect.poll(() => kept().textContent()).toContain('2 rows changed · 1 new · 1 deleted')
  expect(await kept().textContent()).toContain(SELECT)
  await workbench.button('Open these rows').click()
  await expect.poll(stagedText).toBe('2 rows changed · 1 new · 1 deleted')
  await expect.poll(() => workbench.cellText(1, 'name')).toBe('first')
  expect(await workbench.cellText(2, 'price')).toBe('12.5')
  expect(await (await workbench.gridCell(5, 'name')).getAttribute('aria-description')).toBe(
    'Will be deleted',
  )
  await (await workbench.gridCell(5, 'name')).click()
  await press('ControlOrMeta+End')
  await expect.poll(() => workbench.cellText(31, 'name')).toBe('new one')
  expect(await kept().count()).toBe(0)
  expect(complaints).toEqual([])
}, 90_000)

test('after a reload they are there again, and what no longer fits is told and can be staged anyway', async () => {
  ask("update items set name = 'theirs' where id = 1; delete from items where id = 2")
  await page.reload()
  await workbench.ready()
  await kept().waitFor()
  await workbench.run(SELECT)
  await expect.poll(stagedText).toBe('1 new · 1 deleted')
  const changed = page.getByRole('alert').filter({ hasText: 'somebody has changed the row since' })
  expect(await changed.textContent()).toContain('name: item 1 → first')
  expect(await changed.textContent()).toContain('name is now theirs')
  const gone = page.getByRole('alert').filter({ hasText: 'do not have this one any more' })
  expect(await gone.textContent()).toContain('price: 2.5 → 12.5')
  await changed.getByRole('button', { name: 'Stage anyway' }).click()
  await expect.poll(stagedText).toBe('1 row changed · 1 new · 1 deleted')
  expect(await workbench.cellText(1, 'name')).toBe('first')
})

test('those that found no row outlive the others, and a tab with them asks before it closes', async () => {
  await workbench.button('Apply').click()
  await page.getByText('Applied: 1 row changed · 1 new · 1 deleted.').waitFor()
  expect(ask('select id, name, price from items where id in (1, 2, 5, 31) order by id')).toBe(
    '1|first|1.5\n31|new one|',
  )
  const gone = page.getByRole('alert').filter({ hasText: 'do not have this one any more' })
  await gone.waitFor()
  await page.waitForTimeout(600)
  await page.reload()
  await workbench.ready()
  await expect.poll(() => kept().textContent()).toContain('1 row changed')
  const tab = page.getByRole('tab', { name: /Query/ })
  const tabCount = await tab.count()
  await tab.and(page.getByRole('tab', { selected: true })).click({ button: 'middle' })
  const question = page.getByRole('alertdialog', { name: 'Discard the staged changes?' })
  await question.getByRole('button', { name: 'Cancel' }).click()
  expect(await tab.count()).toBe(tabCount)
  await kept().getByRole('button', { name: 'Discard changes' }).click()
  await question.getByRole('button', { name: 'Discard changes' }).click()
  await kept().waitFor({ state: 'detached' })
  await page.reload()
  await workbench.ready()
  expect(await kept().count()).toBe(0)
  expect(complaints).toEqual([])
})
