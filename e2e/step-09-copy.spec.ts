import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Complaints } from './support/browser.ts'
import type { Workbench } from './support/workbench.ts'
import { NUMBERS } from './support/numbers.ts'
import { sharedWorkbench } from './support/shared.ts'

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

/** Held up for as long, a window seems frozen; a busy machine makes the best of them late. */
const FREEZE_MS = 500

/** From now on; gives the longest time for which the page answered nothing. */
async function watchLongTasks(watched: Page): Promise<() => Promise<number>> {
  const longest = await watched.evaluateHandle(() => {
    const seen = { ms: 0 }
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.ms = Math.max(seen.ms, duration)
    }).observe({ type: 'longtask' })
    return seen
  })
  return () => longest.evaluate(({ ms }) => ms)
}

test('ranges are selected by keys and pointer, summed up exactly, and copied as they are shown', async () => {
  await workbench.runUntil(NUMBERS, /200,000 rows in/)
  await workbench.clickCell(1, 'i')
  await press('Shift+ArrowDown')
  await press('Shift+ArrowRight')
  await expect.poll(() => workbench.selection()).toContain('4 cells')
  await expect.poll(() => workbench.selection()).toContain('Sum 18,014,398,509,481,990')
  await press('ControlOrMeta+C')
  await expect.poll(() => workbench.clipboard()).toBe('1\t9007199254740993\n2\t9007199254740994\n')

  await press('ControlOrMeta+Shift+C')
  await expect.poll(() => workbench.clipboard()).toMatch(/^i\tbig\n1\t/)

  await workbench.clickCell(2, 'name')
  await workbench.clickCell(4, 'empty', { modifiers: ['Shift'] })
  await press('ControlOrMeta+C')
  await expect.poll(() => workbench.clipboard()).toBe('\t""\nodd\t""\n\t""\n')

  await (await workbench.gridCell(2, 'i')).hover()
  await page.mouse.down()
  await (await workbench.gridCell(5, 'big')).hover()
  await page.mouse.up()
  await expect.poll(() => workbench.selection()).toContain('8 cells')
  expect(await (await workbench.gridCell(4, 'big')).getAttribute('aria-selected')).toBe('true')
  expect(await (await workbench.gridCell(6, 'big')).getAttribute('aria-selected')).toBe('false')
}, 120_000)

test('ranges that make no table are not copied, columns apart are', async () => {
  const header = (name: string) =>
    workbench.grid.getByRole('columnheader', { name: new RegExp(`^${name}\\b`) })
  await workbench.clickCell(1, 'i')
  await workbench.clickCell(3, 'big', { modifiers: ['ControlOrMeta'] })
  await press('ControlOrMeta+C')
  await page.getByText(/^These ranges share neither/).waitFor()

  await header('i').click({ modifiers: ['ControlOrMeta'] })
  await header('name').click({ modifiers: ['ControlOrMeta'] })
  await expect.poll(() => workbench.selection()).toContain('400,000 cells')
  await expect.poll(() => workbench.selection()).toContain('Sum 20,000,100,000')
}, 60_000)

test('all of a result is selected at once; copying it asks, and offers a file', async () => {
  await workbench.clickCell(1, 'i')
  await press('ControlOrMeta+A')
  await expect.poll(() => workbench.selection()).toContain('800,000 cells')
  const longestMs = await watchLongTasks(page)
  await press('ControlOrMeta+C')
  await page.getByText(/^Copied 800,000 cells/).waitFor()
  expect(await longestMs()).toBeLessThan(FREEZE_MS)
  expect((await workbench.clipboard()).length).toBeGreaterThan(4_000_000)
  expect((await workbench.clipboard()).trimEnd().split('\n')).toHaveLength(200_000)

  await workbench.runUntil('select * from sales', /200,000 rows in/)
  await workbench.clickCell(1, 'id')
  await press('ControlOrMeta+A')
  await press('ControlOrMeta+C')
  const question = page.getByRole('dialog', { name: 'Copy this much?' })
  await question.getByText(/^3,000,000 cells are more/).waitFor()
  await question.getByRole('button', { name: 'Export to a file' }).click()
  await page.getByRole('dialog', { name: 'Export Result 1' }).getByText('200,000 rows').waitFor()
  await page.getByRole('button', { name: 'Cancel' }).last().click()
}, 120_000)

test('a selection is copied as JSON, Markdown and INSERT, with the types that it has', async () => {
  await workbench.runUntil("select 7 as id, 'a|b' as name, null as none", /^1 row in/)
  const copyAs = async (form: string): Promise<void> => {
    await workbench.clickCell(1, 'id')
    await workbench.clickCell(1, 'none', { modifiers: ['Shift'] })
    await workbench.clickCell(1, 'name', { button: 'right' })
    await page.getByRole('menuitem', { name: 'Copy as' }).hover()
    await page.getByRole('menuitem', { name: form, exact: true }).click()
  }
  await copyAs('JSON, one array')
  await expect
    .poll(async () => JSON.parse(await workbench.clipboard()))
    .toEqual([{ id: 7, name: 'a|b', none: null }])
  await copyAs('Markdown table')
  await expect.poll(() => workbench.clipboard()).toContain('a\\|b')
  await copyAs('SQL INSERT statements')
  await expect
    .poll(() => workbench.clipboard())
    .toMatch(/INSERT INTO .*VALUES\s*\(7, 'a\|b', NULL\)/is)
  expect(complaints).toEqual([])
}, 60_000)
