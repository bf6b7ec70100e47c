import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium, openPage } from './support/browser.ts'
import { chooseOption } from './support/chooseOption.ts'
import { startSluice, temporaryFolder } from './support/sluice.ts'
import { until } from './support/until.ts'
import { Workbench } from './support/workbench.ts'

const NUMBERS = `with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000000)
  select i as id, 1 + i % 40 as barge_id, i % 9 as quantity, 'note ' || i as note from n`

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(() => browser?.close())

test('1,000,000 rows are sorted by their headers, filtered by a column and searched', async () => {
  await using folder = await temporaryFolder()
  const sluice = await startSluice({ dataDir: folder.path })
  const { page, complaints } = await openPage(browser, sluice.url)
  const workbench = new Workbench(page)
  await workbench.ready()
  await workbench.newTab()
  await workbench.chooseProfile('Sample')
  await workbench.run(NUMBERS)
  await workbench.untilStatus(/1,000,000 rows in /)

  const header = (name: string): Locator =>
    workbench.grid.getByRole('columnheader', { name: new RegExp(`^${name}\\b`) })
  const cell = async (row: number, column: string) =>
    (await (await workbench.gridCell(row, column)).textContent()) ?? ''
  const untilCell = (row: number, column: string, value: string) =>
    until(
      `${column} in row ${row}`,
      () => cell(row, column),
      (shown) => shown === value,
    )

  // Up, down, and back to how it came.
  await header('id').click()
  await until(
    'order',
    () => header('id').getAttribute('aria-sort'),
    (is) => is === 'ascending',
  )
  await header('id').click()
  await untilCell(1, 'id', '1000000')
  expect(await header('id').getAttribute('aria-sort')).toBe('descending')
  await header('id').click()
  await untilCell(1, 'id', '1')
  expect(await header('id').getAttribute('aria-sort')).toBe('none')

  // By two columns.
  await header('barge_id').click()
  await header('id').click({ modifiers: ['Shift'] })
  await header('id').click({ modifiers: ['Shift'] })
  await untilCell(1, 'barge_id', '1')
  await until(
    'the last of the first',
    () => cell(1, 'id'),
    (id) => Number(id) > 990_000,
  )
  const ids = await Promise.all([1, 2, 3].map(async (row) => Number(await cell(row, 'id'))))
  expect(ids).toEqual(ids.toSorted((a, b) => b - a))

  // A condition on a column, then a search besides.
  await header('id').hover()
  await page.getByRole('button', { name: 'Filter id', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Filter id' })
  await chooseOption(dialog.getByRole('combobox', { name: 'Condition' }), 'at most')
  await dialog.getByRole('textbox', { name: 'Value' }).fill('1234.5')
  await dialog.getByRole('button', { name: 'Apply' }).click()
  await workbench.untilStatus(/^1,234 of 1,000,000 rows$/)
  const search = page.getByRole('searchbox', { name: 'Filter rows' })
  await search.fill('1233')
  await workbench.untilStatus(/^\d{1,3} of 1,000,000 rows$/)
  const found = await page.getByText('1233', { exact: true }).count()
  expect(found).toBeGreaterThan(0)

  // An operand that is none is told, and what was shown stays.
  await page.getByRole('button', { name: 'Filter id', exact: true }).click()
  await dialog.getByRole('textbox', { name: 'Value' }).fill('many')
  await dialog.getByRole('button', { name: 'Apply' }).click()
  await page.getByText('The filter on “id” (INTEGER) needs a number.').waitFor()

  await page.getByRole('button', { name: 'Filter id', exact: true }).click()
  await dialog.getByRole('button', { name: 'Remove filter' }).click()
  await search.fill('')
  await workbench.untilStatus(/1,000,000 rows in /)

  expect(complaints).toEqual([])
  await sluice.stop()
}, 120_000)
