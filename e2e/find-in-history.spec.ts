import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Complaints } from './support/browser.ts'
import type { Workbench } from './support/workbench.ts'
import { sharedWorkbench } from './support/shared.ts'

let page: Page
let complaints: Complaints
let workbench: Workbench

beforeAll(async () => {
  ;({ page, complaints, workbench } = await sharedWorkbench())
})

const rows = () => page.getByRole('listbox', { name: 'History' }).getByRole('option')

test('what was run is listed with time, connection, duration and rows, also what failed', async () => {
  await page.getByRole('button', { name: 'History' }).click()
  await page.getByText('Nothing was run yet').waitFor()
  await workbench.newTab()
  await workbench.chooseProfile('Sample')
  await workbench.run('-- the dear ones\nselect 7 as answer')
  await workbench.untilStatus(/1 row/)
  await workbench.run('select * from no_such_table')
  await rows().nth(1).waitFor()

  expect(await rows().nth(1).textContent()).toMatch(
    /^select 7 as answer\d.* · Sample · [\d.]+ m?s · 1 row$/,
  )
  expect(await rows().nth(0).textContent()).toMatch(/no_such_table.* · Sample · .*no such table/)
})

test('a search finds a statement, and Enter opens it in a tab of its connection', async () => {
  const search = page.getByRole('searchbox', { name: 'Search statements that were run' })
  await search.fill('ANSWER')
  await expect.poll(() => rows().count()).toBe(1)
  await search.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('tab', { name: /select 7 as answer/, selected: true }).waitFor()
  expect(await workbench.editorText()).toBe('select 7 as answer')

  await search.fill('nowhere')
  await page.getByText('Nothing that was run contains “nowhere”.').waitFor()
  expect(complaints).toEqual([])
})
