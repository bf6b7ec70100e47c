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

test('three tabs are back after kill -9: their texts, the connection and the place of the cursor', async () => {
  await using folder = await temporaryFolder()
  const first = await startSluice({ dataDir: folder.path })
  const before = new Workbench((await openPage(browser, first.url)).page)
  await before.ready()
  const texts = ['select 1 -- first', "select 'zweite ✓' -- second", 'select 3\n  -- third']
  for (const text of texts) {
    await before.newTab()
    await before.chooseProfile('Sample')
    await before.type(text)
  }
  // Between the “se” and the “lect” of the last.
  await before.page.keyboard.press('ControlOrMeta+Home')
  for (let moves = 0; moves < 2; moves++) await before.page.keyboard.press('ArrowRight')
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
    expect(await page.getByRole('combobox', { name: 'Connection' }).innerText()).toMatch(/Sample/)
  }
  await after.editor.focus()
  await page.keyboard.insertText('|')
  await expect.poll(() => after.editorText()).toBe('se|lect 3\n  -- third')

  expect(complaints).toEqual([])
  await second.stop()
})
