import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium, openPage } from './support/browser.ts'
import { startSluice, temporaryFolder } from './support/sluice.ts'
import { Workbench } from './support/workbench.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(() => browser?.close())

test('what was typed in three tabs is back after the server was killed and started again', async () => {
  await using folder = await temporaryFolder()
  const first = await startSluice({ dataDir: folder.path })
  const before = new Workbench((await openPage(browser, first.url)).page)
  await before.ready()
  const texts = ['select 1 -- first', "select 'zweite ✓' -- second", 'select 3\n  -- third']
  for (const text of texts) {
    await before.newTab()
    await before.type(text)
  }
  // The time a keystroke burst may take to reach the disk.
  await before.page.waitForTimeout(500)
  await first.kill()

  const second = await startSluice({ dataDir: folder.path })
  const { page, complaints } = await openPage(browser, second.url)
  const after = new Workbench(page)
  await after.ready()
  for (const text of texts) {
    await page.getByRole('tab', { name: new RegExp(`Query ${texts.indexOf(text) + 1}\\b`) }).click()
    await expect.poll(() => after.editorText()).toBe(text)
  }

  expect(complaints).toEqual([])
  await second.stop()
})
