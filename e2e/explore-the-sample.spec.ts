import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, afterEach, expect, test } from 'vitest'
import { launchChromium, openPage, type Complaints } from './support/browser.ts'
import { startSluice, temporaryFolder, type Sluice } from './support/sluice.ts'
import { Workbench } from './support/workbench.ts'

let browser: Browser
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let sluice: Sluice
let complaints: Complaints
let workbench: Workbench

beforeAll(async () => {
  browser = await launchChromium()
  folder = await temporaryFolder()
  sluice = await startSluice({ dataDir: folder.path })
  const opened = await openPage(browser, sluice.url)
  complaints = opened.complaints
  workbench = new Workbench(opened.page)
  await workbench.ready()
})

afterAll(async () => {
  await browser?.close()
  await sluice?.stop()
  await folder?.[Symbol.asyncDispose]()
})

beforeEach(() => workbench.newTab())
afterEach(() => expect(complaints).toEqual([]))

test('the explorer opens down to the columns of a table, and a double click shows its rows', async () => {
  await workbench.open('Sample')
  await workbench.open('Tables')
  await workbench.open(/^barges\b/)
  await workbench.open('Columns')
  await workbench.treeItem(/^mooring_fee\b|^shelf_metres\b/).waitFor()

  await workbench.treeItem(/^barges\b/).dblclick()
  await workbench.untilStatus(/^7 rows in /)
})

test('200,000 rows are counted exactly, and the last row is reached without the window holding all', async () => {
  await workbench.chooseProfile('Sample')
  await workbench.run('select * from sales order by id')
  await workbench.untilStatus(/200,000 rows in /)

  await (await workbench.gridCell(1, 'id')).click()
  await workbench.page.keyboard.press('Control+End')
  await workbench.row(200_000).waitFor()
  await workbench.page.keyboard.press('Control+ArrowLeft')
  const lastId = await workbench.gridCell(200_000, 'id')
  await expect.poll(() => lastId.textContent()).toBe('200000')
  expect(await workbench.grid.getByRole('row').count()).toBeLessThan(200)
})

test('NULL, an empty text and a text that says NULL look different', async () => {
  await workbench.chooseProfile('Sample')
  await workbench.run("select null as missing, '' as empty, 'NULL' as word")
  await workbench.untilStatus(/^1 row in /)

  const [missing, empty, word] = await Promise.all(
    ['missing', 'empty', 'word'].map((column) => workbench.gridCell(1, column)),
  )
  expect(await missing!.textContent()).toBe('NULL')
  expect(await empty!.textContent()).toBe('')
  expect(await word!.textContent()).toBe('NULL')
  const fontStyle = (cell: Locator) =>
    cell.evaluate((element) => getComputedStyle(element.querySelector('*') ?? element).fontStyle)
  expect(await fontStyle(missing!)).toBe('italic')
  expect(await fontStyle(word!)).toBe('normal')
})

test('an error of the server is told and marked at its place', async () => {
  await workbench.chooseProfile('Sample')
  await workbench.run('select id,\n  nme frm barges')
  await workbench.untilStatus(/failed/i)

  await workbench.page
    .getByText(/near "barges": syntax error/)
    .first()
    .waitFor()
  await workbench.page.locator('.squiggly-error').first().waitFor()
})

test('run at the cursor runs that statement only, run all runs each with a result of its own', async () => {
  await workbench.chooseProfile('Sample')
  await workbench.type('select 1 as one;\nselect 2 as two;\nselect 3 as three')
  await workbench.page.keyboard.press('ArrowUp')
  await workbench.page.keyboard.press('Control+Enter')
  await workbench.untilStatus(/^1 row in /)
  await (await workbench.gridCell(1, 'two')).waitFor()

  await workbench.page.keyboard.press('Control+Shift+Enter')
  for (const name of ['Result 1', 'Result 2', 'Result 3'])
    await workbench.page.getByRole('tab', { name }).waitFor()
})

test('a statement that does not yield is cancelled, and the tab runs the next one', async () => {
  await workbench.chooseProfile('Sample')
  await workbench.run(
    'with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n',
  )
  await workbench.button('Cancel').click()
  await workbench.untilStatus(/cancelled/i, 3_000)

  await workbench.run('select 42 as answer')
  await workbench.untilStatus(/^1 row in /)
})
