import { beforeAll, beforeEach, expect, test } from 'vitest'
import { sharedWorkbench, type SharedWorkbench } from './support/shared.ts'

const SCRIPT = 'select id, name\nfrom barges;\n\nselect count(*) as readers\nfrom readers;'

let opened: SharedWorkbench

beforeAll(async () => {
  opened = await sharedWorkbench()
})
beforeEach(async () => {
  await opened.workbench.newTab()
  await opened.workbench.chooseProfile('Sample')
  await opened.workbench.type(SCRIPT)
})

const press = (key: string): Promise<void> => opened.page.keyboard.press(key)
const resultTabs = () => opened.page.getByRole('tab', { name: /^Result \d/ })

/** The lines that the gutter marks as what Run would run, by their place from the top. */
async function markedLines(): Promise<number[]> {
  const tops = await opened.page
    .locator('.statement-mark')
    .evaluateAll((marks) => marks.map((mark) => mark.getBoundingClientRect().top))
  const lines = await opened.page
    .locator('.line-numbers')
    .evaluateAll((numbers) =>
      numbers.map((line) => ({ top: line.getBoundingClientRect().top, text: line.textContent })),
    )
  return lines
    .filter(({ top }) => tops.some((marked) => Math.abs(marked - top) < 4))
    .map(({ text }) => Number(text))
    .toSorted((a, b) => a - b)
}

test('the statement at the cursor is marked, and Ctrl+Enter runs that one only', async () => {
  const { workbench } = opened
  await press('ArrowUp')
  await expect.poll(markedLines).toEqual([4, 5])
  await press('Control+Enter')
  await workbench.untilStatus(/^1 row in /)
  await (await workbench.gridCell(1, 'readers')).waitFor()
  expect(await resultTabs().count()).toBe(1)

  await workbench.editor.focus()
  await press('Control+Home')
  await expect.poll(markedLines).toEqual([1, 2])
  await press('Control+Enter')
  await workbench.untilStatus(/^7 rows in /)
})

test('run all gives a result for each, with its time and count', async () => {
  const { workbench } = opened
  await press('Control+Shift+Enter')
  await expect.poll(() => resultTabs().count()).toBe(2)
  await opened.page.getByRole('tab', { name: 'Result 1' }).click()
  await workbench.untilStatus(/^7 rows in [\d.]+ m?s/)
  await opened.page.getByRole('tab', { name: 'Result 2' }).click()
  await workbench.untilStatus(/^1 row in [\d.]+ m?s/)
})

test('run selection runs what is selected, not what it is a part of', async () => {
  const { workbench } = opened
  await workbench.type('select 1 as one, 2 as two from barges')
  await press('Control+Home')
  for (let count = 0; count < 'select 1 as one'.length; count++) await press('Shift+ArrowRight')
  await press('Control+Enter')
  await workbench.untilStatus(/^1 row in /)
  await (await workbench.gridCell(1, 'one')).waitFor()
  expect(await workbench.grid.getByRole('columnheader', { name: /^two/ }).count()).toBe(0)
  expect(opened.complaints).toEqual([])
})

test('what was selected in the result is selected again when one comes back to its tab', async () => {
  const { workbench, page } = opened
  await workbench.run('select id, name from barges order by id')
  await workbench.untilStatus(/^7 rows in /)
  await (await workbench.gridCell(2, 'id')).click()
  await (await workbench.gridCell(4, 'name')).click({ modifiers: ['Shift'] })
  await page.getByText('6 cells').first().waitFor()
  await workbench.newTab()
  await page.getByText('6 cells').first().waitFor({ state: 'hidden' })
  await press('Control+PageUp')
  await page.getByText('6 cells').first().waitFor()
})

test('after a reload the window says that the results are gone, and runs them again', async () => {
  const { workbench, page } = opened
  await workbench.run('select 41 + 1 as answer')
  await workbench.untilStatus(/^1 row in /)
  // What was typed last is on its way to the disk.
  await page.waitForTimeout(600)
  await page.reload()
  await workbench.ready()
  await page.getByText('The results of before are gone').waitFor()
  await workbench.button('Run again').click()
  await workbench.untilStatus(/^1 row in /)
  const answer = await workbench.gridCell(1, 'answer')
  await expect.poll(() => answer.textContent()).toBe('42')
})
