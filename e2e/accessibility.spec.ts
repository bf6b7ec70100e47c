import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeInAllLooks } from './support/axeLooks.ts'
import { axeViolations } from './support/axeViolations.ts'
import { launchChromium, openPage, type Complaints } from './support/browser.ts'
import { ExportDialog } from './support/exportDialog.ts'
import { ImportWizard } from './support/importWizard.ts'
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
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await workbench.ready()
})

afterAll(async () => {
  await browser.close()
  await sluice.stop()
  await folder[Symbol.asyncDispose]()
})

const violationsOf = (view: string, options: { without?: string[] } = {}): Promise<string[]> =>
  axeInAllLooks(page, view, options)

const press = (keys: string) => page.keyboard.press(keys)

test('the window at its start, with an open tree and its menu', async () => {
  const found = await violationsOf('start')
  await workbench.open('Sample')
  await workbench.open('Tables')
  await workbench.treeItem(/^barges\b/).click()
  found.push(...(await violationsOf('explorer')))
  await workbench.treeItem(/^barges\b/).click({ button: 'right' })
  await page.getByRole('menu').waitFor()
  // An open menu is no part of a landmark, in the browser's own menus neither.
  found.push(...(await violationsOf('menu', { without: ['region'] })))
  await press('Escape')
  await press('ControlOrMeta+K')
  await page.getByRole('combobox', { name: 'Type a command' }).waitFor()
  found.push(...(await violationsOf('palette')))
  await press('Escape')
  expect(found).toEqual([])
})

test('results with the value and the record beside them, and messages', async () => {
  await workbench.chooseProfile('Sample')
  await workbench.run('select * from books')
  await workbench.untilStatus(/rows in/)
  await workbench.row(3).waitFor()
  const found = await violationsOf('grid')
  await (await workbench.gridCell(1, 'title')).click()
  await press('Shift+Enter')
  await page.getByRole('region', { name: /^Row 1, title/ }).waitFor()
  found.push(...(await violationsOf('value')))
  await workbench.command('Record')
  found.push(...(await violationsOf('record')))
  await press('Escape')
  await workbench.run('select nothing from nowhere')
  await workbench.untilStatus(/failed/i)
  found.push(...(await violationsOf('messages')))
  expect(found).toEqual([])
})

test('rows and cells of a grid are told with their places, and which are selected', async () => {
  await workbench.run('select id, title from books')
  await workbench.untilStatus(/rows in/)
  const cell = await workbench.gridCell(2, 'title')
  await cell.click()
  expect(await workbench.grid.getAttribute('aria-multiselectable')).toBe('true')
  expect(Number(await workbench.grid.getAttribute('aria-rowcount'))).toBeGreaterThan(2)
  expect(Number(await workbench.grid.getAttribute('aria-colcount'))).toBeGreaterThanOrEqual(3)
  expect(await cell.getAttribute('aria-colindex')).toBe('3')
  await expect.poll(() => cell.getAttribute('aria-selected')).toBe('true')
  const other = await workbench.gridCell(3, 'title')
  expect(await other.getAttribute('aria-selected')).toBe('false')
  await press('Shift+ArrowDown')
  await expect.poll(() => other.getAttribute('aria-selected')).toBe('true')
  // The focus itself moves: a screen reader reads the cell it is on.
  const focused = () => page.evaluate('document.activeElement.getAttribute("role")')
  expect(await focused()).toBe('gridcell')
})

test('a cell is told with its row, its column and its value', async () => {
  await workbench.run("select 7 as id, 'An Atlas' as title, null as note")
  await workbench.untilStatus(/1 row in/)
  await (await workbench.gridCell(1, 'title')).click()
  const session = await page.context().newCDPSession(page)
  /** What the browser tells screen readers of an element: its role and its name. */
  const told = async (expression: string): Promise<string> => {
    const { result } = await session.send('Runtime.evaluate', { expression })
    const { nodes } = await session.send('Accessibility.getPartialAXTree', {
      objectId: result.objectId!,
      fetchRelatives: false,
    })
    return `${nodes[0]!.role?.value} “${nodes[0]!.name?.value}”`
  }
  const focused = 'document.activeElement'
  const heading = `document.querySelector(
    '[role=columnheader][aria-colindex="' + ${focused}.ariaColIndex + '"]')`
  expect(await told(focused)).toBe('gridcell “An Atlas”')
  expect(await told(heading)).toBe('columnheader “title TEXT”')
  expect(
    await told(`document.querySelector(
      '[role=row][aria-rowindex="' + ${focused}.closest('[role=row]').ariaRowIndex + '"] [role=rowheader]')`),
  ).toBe('rowheader “1”')
  await press('ArrowRight')
  await expect.poll(() => told(focused)).toBe('gridcell “NULL”')
  await press('ArrowLeft')
  await press('ArrowLeft')
  await expect.poll(() => told(focused)).toBe('gridcell “7”')
})

test('how a run ended is told, and why it failed', async () => {
  const told = page.getByRole('log', { name: 'How runs ended' })
  expect(await told.getAttribute('aria-live')).toBe('polite')
  await workbench.run('select title from books limit 3')
  await expect.poll(() => told.textContent()).toMatch(/^3 rows in [\d.]+ m?s$/)
  await workbench.run('select 1 from nowhere')
  await expect.poll(() => told.textContent()).toMatch(/^Failed after .*no such table: nowhere/)
})

test('what has the focus is in sight and not covered', async () => {
  await workbench.run('select * from books')
  await workbench.untilStatus(/rows in/)
  await workbench.row(3).waitFor()
  await workbench.explorer.focus()
  const covered: string[] = []
  for (let step = 0; step < 60; step++) {
    // The editor takes Tab for itself.
    await press(
      (await workbench.editor.evaluate((box) => box === document.activeElement)) ? 'F6' : 'Tab',
    )
    const problem = await page.evaluate(() => {
      const element = document.activeElement!
      const { left, top, width, height } = element.getBoundingClientRect()
      const at = document.elementFromPoint(left + width / 2, top + height / 2)
      // The editor's box is as large as a letter, under the caret.
      if (element.matches('.inputarea')) return null
      const isSeen = at !== null && (element.contains(at) || at.contains(element))
      return isSeen
        ? null
        : `${element.outerHTML.slice(0, 200)} under ${at?.outerHTML.slice(0, 200)}`
    })
    if (problem) covered.push(problem)
  }
  expect(covered).toEqual([])
})

test('history, the monitor and its pages', async () => {
  await press('ControlOrMeta+Shift+H')
  await page.getByRole('region', { name: 'History' }).waitFor()
  const found = await violationsOf('history')
  await press('ControlOrMeta+B')
  await workbench.explorer.waitFor()
  await press('ControlOrMeta+Shift+M')
  await workbench.showPool('Sample')
  found.push(...(await violationsOf('pool')))
  await workbench.showAllPools()
  found.push(...(await violationsOf('pools')))
  const servers = page.getByRole('tab', { name: 'Servers' })
  if (await servers.isVisible()) {
    await servers.click()
    found.push(...(await violationsOf('servers')))
  }
  expect(found).toEqual([])
})

test('dialogs: connection, import, export, settings', async () => {
  await workbench.button('New connection').first().click()
  const connection = page.getByRole('dialog', { name: 'New connection' })
  await connection.waitFor()
  const found = await violationsOf('connection')
  await press('Escape')
  await connection.waitFor({ state: 'hidden' })

  const path = join(folder.path, 'tides.csv')
  await writeFile(path, 'harbour,height\nLisbon,1.2\nPorto,1.9\n')
  const wizard = new ImportWizard(page)
  await page
    .getByRole('tab', { name: /Sample/ })
    .first()
    .click()
  await wizard.openFromPalette()
  found.push(...(await violationsOf('import, first')))
  await wizard.choose(path)
  found.push(...(await violationsOf('import, file')))
  await press('Escape')
  await wizard.dialog.waitFor({ state: 'hidden' })

  await workbench.run('select * from books')
  await workbench.untilStatus(/rows in/)
  const { dialog } = await ExportDialog.open(page)
  found.push(...(await violationsOf('export')))
  await press('Escape')
  await dialog.waitFor({ state: 'hidden' })

  await press('ControlOrMeta+,')
  const settings = page.getByRole('dialog', { name: 'Settings' })
  for (const part of ['Appearance', 'Language and times', 'Keyboard shortcuts']) {
    await settings.getByRole('tab', { name: part }).click()
    found.push(...(await violationsOf(part)))
  }
  await press('Escape')
  expect(found).toEqual([])
})

test('in Chinese, with forced colours and without motion', async () => {
  await workbench.command('Simplified Chinese')
  await page.getByRole('tree').waitFor()
  const found = await violationsOf('Chinese')
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
  found.push(...(await axeViolations(page)))
  await page.emulateMedia({ forcedColors: 'none', reducedMotion: 'reduce' })
  const moving = await page.evaluate(`document.getAnimations().filter((each) =>
    each.effect.getComputedTiming().duration > 1).length`)
  expect(moving).toBe(0)
  expect(found).toEqual([])
  expect(complaints).toEqual([])
})
