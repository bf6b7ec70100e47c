import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeViolations } from './support/axeViolations.ts'
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
  folder = await temporaryFolder()
  browser = await launchChromium()
  await start()
})

afterAll(async () => {
  await browser.close()
  await sluice.stop()
  await folder[Symbol.asyncDispose]()
})

async function start(): Promise<void> {
  sluice = await startSluice({ dataDir: folder.path })
  ;({ page, complaints } = await openPage(browser, sluice.url))
  workbench = new Workbench(page)
  await workbench.ready()
}

const press = (keys: string) => page.keyboard.press(keys)

async function openKeys(): Promise<Locator> {
  await press('ControlOrMeta+Alt+K')
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('tab', { name: 'Keyboard shortcuts', selected: true }).waitFor()
  return settings
}

const change = (settings: Locator, title: string) =>
  settings.getByRole('button', { name: `Change the keys of “${title}”` })

test('all commands stand there with their keys, found by name or by keys', async () => {
  const settings = await openKeys()
  const search = settings.getByRole('searchbox', { name: 'Search commands or keys' })
  for (const group of ['View', 'Connection', 'Results', 'Preferences', 'In the editor'])
    await settings.getByRole('region', { name: group, exact: true }).waitFor()
  await search.fill('ctrl+b')
  await settings.getByText('Show or hide the explorer').waitFor()
  await expect.poll(() => settings.getByRole('listitem').count()).toBe(1)
  expect(await axeViolations(page)).toEqual([])
  await press('Escape')
  await press('Escape')
  await settings.waitFor({ state: 'hidden' })
})

test('keys are pressed to be chosen; tooltip, palette and the keys themselves follow', async () => {
  const settings = await openKeys()
  await settings.getByRole('searchbox').fill('show or hide the history')
  await change(settings, 'Show or hide the history').click()
  await press('Alt+H')
  await settings.getByText('Alt+H', { exact: true }).waitFor()
  await press('Escape')
  await settings.waitFor({ state: 'hidden' })

  const history = page.getByRole('region', { name: 'History' })
  await press('Alt+H')
  await history.waitFor()
  await press('ControlOrMeta+Shift+H')
  await history.waitFor()
  await page.getByRole('button', { name: 'History', exact: true }).hover()
  await page.getByRole('tooltip').getByText('Alt+H').waitFor()
  await press('ControlOrMeta+K')
  await page.keyboard.type('show or hide the history')
  await page.getByRole('option', { name: /Alt\+H/ }).waitFor()
  await press('Escape')
  await press('Alt+H')
  await history.waitFor({ state: 'hidden' })
  // It stood in the explorer's place.
  await press('ControlOrMeta+B')
  await workbench.explorer.waitFor()
})

test('keys that another command has are taken from it only when asked', async () => {
  const settings = await openKeys()
  await change(settings, 'Go to the next pane').click()
  await press('ControlOrMeta+B')
  const question = settings.getByRole('alert')
  await question.getByText('“Show or hide the explorer”, which is left without keys').waitFor()
  await press('Escape')
  await question.waitFor({ state: 'hidden' })
  await change(settings, 'Go to the next pane').click()
  await press('ControlOrMeta+B')
  await question.getByRole('button', { name: 'Use it here' }).click()
  await question.waitFor({ state: 'hidden' })
  await press('Escape')
  await settings.waitFor({ state: 'hidden' })
  const pane = () => page.evaluate('document.activeElement.closest("[data-pane]")?.dataset.pane')
  const before = await pane()
  await press('ControlOrMeta+B')
  expect(await pane()).not.toBe(before)
})

test('a statement runs by the keys chosen for it, and no longer by the others', async () => {
  const settings = await openKeys()
  await settings.getByRole('searchbox').fill('ctrl+enter')
  await change(settings, 'Run').click()
  await press('F8')
  await press('Escape')
  await settings.waitFor({ state: 'hidden' })
  await workbench.chooseProfile('Sample')
  await workbench.type('select 1 as one')
  await press('ControlOrMeta+Enter')
  await page.waitForTimeout(300)
  expect(await workbench.grid.count()).toBe(0)
  await press('F8')
  await workbench.untilStatus(/1 row in/)
})

test('choices are there at the next start, and are given up one by one or all at once', async () => {
  await sluice.stop()
  await page.close()
  await start()
  await press('Alt+H')
  await page.getByRole('region', { name: 'History' }).waitFor()
  const settings = await openKeys()
  await settings
    .getByRole('button', { name: 'Reset the keys of “Show or hide the history”' })
    .click()
  await settings.getByRole('button', { name: 'Reset all' }).click()
  await expect
    .poll(() => settings.getByRole('button', { name: 'Reset all' }).isDisabled())
    .toBe(true)
  await press('Escape')
  await press('ControlOrMeta+Shift+H')
  await page.getByRole('region', { name: 'History' }).waitFor({ state: 'hidden' })
  expect(complaints).toEqual([])
})
