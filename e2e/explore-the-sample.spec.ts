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
