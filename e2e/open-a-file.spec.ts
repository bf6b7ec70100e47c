import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
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

test('a file becomes a result by the palette, outlives runs, and is joined with a pinned result by name', async () => {
  await using folder = await temporaryFolder()
  const fees = join(folder.path, 'Harbour fees.csv')
  await writeFile(fees, 'harbour_id,fee\n1,9007199254740993.01\n2,3.75\n3\n')
  await using sluice = await startSluice({ dataDir: join(folder.path, 'data') })
  const { page, complaints } = await openPage(browser, sluice.url)
  const workbench = new Workbench(page)
  await workbench.ready()

  await workbench.command('Open file as result')
  const dialog = page.getByRole('dialog', { name: 'Open file as result' })
  await dialog.getByLabel('Choose a file…').setInputFiles(fees)
  await dialog.getByRole('button', { name: 'Open', exact: true }).click()
  const file = page.getByRole('tab', { name: 'Pinned Harbour fees.csv' })
  await file.waitFor()
  await page.getByText('1 row was left out: line 4. 1 cell, where 2 are expected.').waitFor()
  await workbench.untilStatus(/^2 rows, pinned$/)
  const cellText = async (row: number, column: string) =>
    (await workbench.gridCell(row, column)).textContent()
  expect(await cellText(1, 'fee')).toBe('9007199254740993.01')

  // Pinned results of earlier runs are there as well, and keep the names they were given.
  await workbench.chooseProfile('Sample')
  await workbench.run('select id, name from harbours')
  await workbench.untilStatus(/14 rows in/)
  await page.getByRole('button', { name: /^Pin result/ }).click()
  await workbench.run('select 1')
  await workbench.untilStatus(/1 row in/)
  await file.waitFor()
  const overResults = async (): Promise<void> => {
    await workbench.button('Analyse').click()
    await page.getByRole('menuitem', { name: 'SQL over results…' }).click()
  }
  await overResults()
  const sql = page.getByRole('dialog', { name: 'SQL over results' })
  await sql.getByRole('textbox', { name: 'Name of result_2' }).fill('harbours')
  const statement = sql.getByRole('textbox', { name: 'Statement over results' })
  await statement.focus()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText(
    'select h.name, f.fee from harbour_fees f join harbours h on h.id = f.harbour_id order by h.id',
  )
  await sql.getByRole('button', { name: 'Run', exact: true }).click()
  await page.getByRole('tab', { name: 'SQL over results', selected: true }).waitFor()
  await workbench.untilStatus(/2 rows in/)
  expect(await cellText(1, 'name')).toBe('Lantern Quay')
  expect(await cellText(1, 'fee')).toBe('9007199254740993.01')
  await overResults()
  await expect
    .poll(() => sql.getByRole('textbox', { name: 'Name of result_2' }).inputValue())
    .toBe('harbours')
  await sql.getByRole('button', { name: 'Cancel' }).click()
  expect(complaints).toEqual([])
}, 120_000)
