import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { axeViolations } from './support/axeViolations.ts'
import type { Complaints } from './support/browser.ts'
import type { Workbench } from './support/workbench.ts'
import { NUMBERS } from './support/numbers.ts'
import { sharedWorkbench } from './support/shared.ts'
import { takePicture } from './support/takePicture.ts'

let page: Page
let complaints: Complaints
let workbench: Workbench

beforeAll(async () => {
  ;({ page, complaints, workbench } = await sharedWorkbench())
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await workbench.newTab()
  await workbench.chooseProfile('Sample')
})

const press = (keys: string) => page.keyboard.press(keys)

test('text is found over all rows with its place, and a row is gone to by its number', async () => {
  await workbench.runUntil(NUMBERS, /200,000 rows in/)
  await workbench.clickCell(1, 'i')
  await press('ControlOrMeta+F')
  const matches = () => page.getByRole('status', { name: 'Matches' }).textContent()
  // What is typed before the box is there would go to the grid.
  await page.getByRole('search').getByRole('textbox').fill('19999')
  await expect.poll(matches).toMatch(/^1 of /)
  await expect.poll(() => workbench.selection()).toBe('Row 19,999 of 200,000 · i')
  await press('Shift+Enter')
  await expect.poll(() => workbench.selection()).toMatch(/^Row 199,999 of 200,000/)
  await press('Escape')
  // The grid has the keys again with the next frame.
  const isInGrid = () =>
    page.evaluate(() => document.activeElement?.closest('[role=grid]') instanceof Element)
  await expect.poll(isInGrid).toBe(true)

  // The first match is told while the others are still being counted.
  await press('ControlOrMeta+Home')
  await press('ControlOrMeta+F')
  const bar = page.getByRole('search')
  const told = bar.getByRole('status').evaluate(
    (status) =>
      new Promise<string[]>((resolve) => {
        const texts: string[] = []
        new MutationObserver(() => {
          texts.push(status.textContent)
          if (/of [\d,]+$/.test(status.textContent)) resolve(texts)
        }).observe(status, { childList: true, characterData: true, subtree: true })
      }),
  )
  await bar.getByRole('textbox').fill('4')
  const texts = (await told).filter((text) => text !== '')
  expect(texts[0]).toMatch(/^[\d,]+ of [\d,]+ so far$/)
  const totalOf = (text = '') => Number(/of ([\d,]+)/.exec(text)![1]!.replaceAll(',', ''))
  expect(totalOf(texts[0])).toBeLessThan(totalOf(texts.at(-1)))
  const count = (from: bigint): number =>
    Array.from({ length: 200_000 }, (_, row) => String(from + BigInt(row) + 1n)).filter((text) =>
      text.includes('4'),
    ).length
  expect(totalOf(texts.at(-1))).toBe(count(0n) + count(9_007_199_254_740_992n))
  await press('Escape')
  await expect.poll(isInGrid).toBe(true)

  await press('ControlOrMeta+G')
  await page.getByRole('dialog', { name: 'Go to row' }).waitFor()
  await page.keyboard.type('123,456')
  await press('Enter')
  await expect.poll(() => workbench.selection()).toMatch(/^Row 123,456 of 200,000/)
}, 120_000)

test('a cell filters by its value, copies as an IN list, and columns are hidden and kept so', async () => {
  await press('ControlOrMeta+Home')
  await workbench.clickCell(1, 'name', { button: 'right' })
  await page.getByRole('menuitem', { name: 'Only odd' }).click()
  await workbench.untilStatus(/^100,000 of 200,000 rows$/)
  await workbench.clickCell(1, 'big')
  await press('Shift+ArrowDown')
  await workbench.clickCell(1, 'big', { button: 'right' })
  await page.getByRole('menuitem', { name: 'Copy as' }).hover()
  await page.getByRole('menuitem', { name: 'SQL IN list' }).click()
  await expect.poll(() => workbench.clipboard()).toBe('(9007199254740993, 9007199254740995)')

  await workbench.grid.getByRole('columnheader', { name: /^empty\b/ }).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Hide column' }).click()
  const hidden = workbench.grid.getByRole('columnheader', { name: /^empty\b/ })
  await hidden.waitFor({ state: 'detached' })
  await workbench.runUntil(NUMBERS, /200,000 rows in/)
  await workbench.gridCell(1, 'i')
  await expect.poll(() => hidden.count()).toBe(0)
}, 120_000)

test('a pinned result stays through the next run, until it is unpinned', async () => {
  await workbench.runUntil('select 42 as kept', /1 row in/)
  await page.getByRole('button', { name: /^Pin result/ }).click()
  await workbench.runUntil('select 7 as fresh', /1 row in/)
  const pinned = page.getByRole('tab', { name: /select 42 as kept/ })
  await pinned.click()
  await expect.poll(async () => (await workbench.gridCell(1, 'kept')).textContent()).toBe('42')
  await page.getByRole('button', { name: 'Unpin result' }).click()
  await pinned.waitFor({ state: 'detached' })
}, 60_000)

test('beside the statistics, in a narrow window, tabs and tools have their own room', async () => {
  await workbench.runUntil('select 1 as one; select 2 as two; select * from sales', /1 row in/)
  await page.getByRole('tab', { name: 'Result 3' }).click()
  await workbench.button('Analyse').click()
  await page.getByRole('menuitem', { name: 'Column statistics' }).click()
  const statistics = page.getByRole('complementary', { name: 'Statistics' })
  await statistics.waitFor()
  await page.setViewportSize({ width: 1100, height: 700 })
  const messages = page.getByRole('tab', { name: 'Messages' })
  const search = page.getByRole('searchbox', { name: 'Filter rows' })
  await expect
    .poll(async () => {
      const [tab, tools] = await Promise.all([messages.boundingBox(), search.boundingBox()])
      return tab !== null && tools !== null && tab.width > 40 && tab.x + tab.width <= tools.x
    })
    .toBe(true)
  // All of it can be pressed: nothing lies over it.
  await messages.click()
  await page.getByRole('list', { name: 'Messages' }).waitFor()
  await page.getByRole('tab', { name: 'Result 3' }).click()
  await workbench.button('Export').click()
  await page.getByRole('button', { name: 'Cancel' }).last().click()
  await statistics.getByRole('button', { name: 'Close statistics' }).click()
  await page.setViewportSize({ width: 1280, height: 800 })
}, 120_000)

test('a foreign key leads to its row and back', async () => {
  await workbench.open('Sample')
  await workbench.open('Tables')
  await workbench.treeItem(/^sales\b/).dblclick()
  await workbench.untilStatus(/200,000 rows in/)
  await workbench.clickCell(3, 'barge_id')
  const barge = await (await workbench.gridCell(3, 'barge_id')).textContent()
  const link = page.getByRole('menuitem', { name: `Go to barges ${barge}` })
  // The table's keys may still be on their way when the menu opens first.
  await expect
    .poll(async () => {
      await workbench.clickCell(3, 'barge_id', { button: 'right' })
      await page.getByRole('menu').waitFor()
      const isThere = await link.isVisible()
      if (!isThere) await press('Escape')
      return isThere
    })
    .toBe(true)
  await link.click()
  await workbench.untilStatus(/1 row in/)
  await expect.poll(async () => (await workbench.gridCell(1, 'id')).textContent()).toBe(barge)
  await page.getByRole('button', { name: 'Back to sales' }).waitFor()
  // The foot with that button is no higher than the others: nothing but the grid scrolls.
  const tallerThanTheirRoom = await workbench.grid.evaluate((grid) => {
    const around: Element[] = []
    for (let each = grid.parentElement; each; each = each.parentElement) around.push(each)
    return around
      .filter((each) => each.scrollHeight > each.clientHeight)
      .map((each) => `${each.className} ${each.scrollHeight} in ${each.clientHeight}`)
  })
  expect(tallerThanTheirRoom).toEqual([])
  await takePicture(page, 'back-to')
  await page.getByRole('button', { name: 'Back to sales' }).click()
  await expect.poll(() => workbench.selection()).toBe('Row 3 of 200,000 · barge_id')
}, 60_000)

test('all rows of a table are written to a file from its menu in the explorer', async () => {
  await workbench.treeItem(/^barges\b/).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Export data…' }).click()
  const dialog = page.getByRole('dialog', { name: /^Export/ })
  const downloaded = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  const csv = await readFile(await (await downloaded).path(), 'utf8')
  expect(csv).toMatch(/^id,/)
  expect(csv.trimEnd().split('\n').length).toBeGreaterThanOrEqual(8)
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await dialog.waitFor({ state: 'hidden' })
}, 60_000)

test.each(['light', 'dark'] as const)(
  'nothing is wrong for those who do not see the %s window, or see it badly',
  async (colorScheme) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await workbench.treeItem(/^sales\b/).click()
    await workbench.clickCell(3, 'barge_id')
    await press('Shift+Enter')
    await workbench.button('Analyse').click()
    await page.getByRole('menuitem', { name: 'Column statistics' }).click()
    await page.getByRole('figure', { name: 'Distribution' }).waitFor()
    expect(await axeViolations(page)).toEqual([])
    expect(complaints).toEqual([])
  },
  60_000,
)
