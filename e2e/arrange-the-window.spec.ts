import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium, openPage, type Complaints } from './support/browser.ts'
import { startSluice, temporaryFolder, type Sluice } from './support/sluice.ts'
import { Workbench } from './support/workbench.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let sluice: Sluice
let browser: Browser
let page: Page
let workbench: Workbench
let complaints: Complaints

beforeAll(async () => {
  ;[folder, browser] = await Promise.all([temporaryFolder(), launchChromium()])
  sluice = await startSluice({ dataDir: folder.path })
  ;({ page, complaints } = await openPage(browser, sluice.url))
  workbench = new Workbench(page)
  await workbench.ready()
})

afterAll(async () => {
  await browser.close()
  await sluice.stop()
  await folder[Symbol.asyncDispose]()
})

const leftOf = async (name: string): Promise<number> =>
  (await page.getByRole('region', { name, exact: true }).boundingBox())!.x

test('a panel is moved to another side by its icon, and by a command', async () => {
  const bottom = { x: 700, y: 720 }
  await page.getByRole('button', { name: 'History', exact: true }).hover()
  await page.mouse.down()
  await page.mouse.move(400, 400, { steps: 5 })
  await page.mouse.move(bottom.x, bottom.y, { steps: 5 })
  await page.mouse.up()
  const history = page.getByRole('region', { name: 'History', exact: true })
  await history.waitFor()
  expect((await history.boundingBox())!.y).toBeGreaterThan(400)
  await workbench.explorer.waitFor()

  await workbench.command('Move Explorer to the right')
  await expect.poll(() => leftOf('Explorer')).toBeGreaterThan(800)
  await workbench.editor.waitFor()
})

test('the monitor stands beside the editor, the results too', async () => {
  await workbench.command('Move Pool monitor to the left')
  const monitor = page.getByRole('region', { name: 'Pool monitor', exact: true })
  await monitor.waitFor()
  expect((await monitor.boundingBox())!.x).toBeLessThan(100)
  await workbench.editor.waitFor()
  await workbench.command('Show results beside the editor')
  const handle = page.getByRole('separator', { name: 'Height of the results' })
  await expect.poll(() => handle.getAttribute('aria-orientation')).toBe('vertical')
})

test('a window that is loaded again, and the next start, have the same layout', async () => {
  const handle = page.getByRole('separator', { name: 'Width of the right panel' })
  await handle.focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  const before = await leftOf('Explorer')
  await page.waitForTimeout(800)
  await page.reload()
  await workbench.ready()
  expect(Math.abs((await leftOf('Explorer')) - before)).toBeLessThanOrEqual(2)

  await sluice.stop()
  sluice = await startSluice({ dataDir: folder.path })
  await page.close()
  ;({ page, complaints } = await openPage(browser, sluice.url))
  workbench = new Workbench(page)
  await workbench.ready()
  expect(Math.abs((await leftOf('Explorer')) - before)).toBeLessThanOrEqual(2)
})

test('all comes back to its usual place at once', async () => {
  await workbench.command('Reset the layout')
  await expect.poll(() => leftOf('Explorer')).toBeLessThan(100)
  await page.getByRole('region', { name: 'History', exact: true }).waitFor({ state: 'hidden' })
  expect(complaints).toEqual([])
})

test('a button whose menu was used by the pointer explains itself no more', async () => {
  await workbench.button('Preferences').click()
  await page.getByRole('menuitemcheckbox', { name: /^Theme: dark$/ }).click()
  await page.mouse.move(700, 300)
  await page.waitForTimeout(800)
  expect(await page.getByRole('tooltip').count()).toBe(0)
})

test('the tab in front stays in sight where the window becomes narrower', async () => {
  await page.setViewportSize({ width: 1920, height: 800 })
  for (let count = 0; count < 12; count++) await workbench.newTab()
  const front = page.getByRole('tab', { selected: true }).last()
  await page.setViewportSize({ width: 1000, height: 800 })
  await expect
    .poll(async () => {
      const { x, width } = (await front.boundingBox())!
      return x + width
    })
    .toBeLessThan(1000)
  expect(complaints).toEqual([])
})
