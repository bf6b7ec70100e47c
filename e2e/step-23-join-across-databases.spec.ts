import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPostgres } from '../main/testing/postgresServer.ts'
import { launchChromium, openPage } from './support/browser.ts'
import { chooseOption } from './support/chooseOption.ts'
import { startSluice, temporaryFolder } from './support/sluice.ts'
import { until } from './support/until.ts'
import { Workbench } from './support/workbench.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(() => browser?.close())

test('a column of 200,000 rows is described, grouped, and joined across databases, digit for digit', async () => {
  await using folder = await temporaryFolder()
  const postgres = await startPostgres()
  const sluice = await startSluice({ dataDir: folder.path })
  const { page, complaints } = await openPage(browser, sluice.url)
  const workbench = new Workbench(page)
  await workbench.ready()
  await workbench.addConnection(postgres.url, 'Trade')
  await workbench.newTab()
  await workbench.chooseProfile('Sample')
  await workbench.run('select id, barge_id, quantity from sales')
  await workbench.untilStatus(/200,000 rows in /)

  const analyse = async (entry: string): Promise<void> => {
    await workbench.button('Analyse').click()
    await page.getByRole('menuitem', { name: entry }).click()
  }
  const cellText = async (row: number, column: string) =>
    (await (await workbench.gridCell(row, column)).textContent()) ?? ''
  const figure = (panel: Locator, label: string): Locator =>
    panel
      .getByRole('term')
      .filter({ hasText: new RegExp(`^${label}$`) })
      .locator('+ dd')

  // Statistics, which follow the rows that are shown.
  await analyse('Column statistics')
  const panel = page.getByRole('complementary', { name: 'Statistics' })
  await figure(panel, 'Rows').filter({ hasText: '200,000' }).waitFor()
  expect(await figure(panel, 'Min').textContent()).toBe('1')
  expect(await figure(panel, 'Max').textContent()).toBe('200000')
  expect(await figure(panel, '50 %').textContent()).toBe('100000')
  expect(await figure(panel, 'Mean').textContent()).toBe('100000.5')
  await panel.getByRole('figure', { name: 'Distribution' }).waitFor()
  await chooseOption(panel.getByRole('combobox', { name: 'Column' }), 'quantity')
  await panel.getByRole('button', { name: /^1\D/ }).first().click()
  const status = await workbench.untilStatus(/^[\d,]+ of 200,000 rows$/)
  const shown = status.split(' ')[0]!
  await figure(panel, 'Rows').filter({ hasText: shown }).waitFor()
  expect(await figure(panel, 'Distinct').textContent()).toBe('1')
  await panel.getByRole('button', { name: 'Close statistics' }).click()

  // Groups of what is shown, as a result of their own.
  await analyse('Group by…')
  const group = page.getByRole('dialog', { name: 'Group rows' })
  await group.getByRole('checkbox', { name: 'quantity' }).check()
  await group.getByRole('button', { name: 'Group', exact: true }).click()
  await page.getByRole('tab', { name: 'By quantity', selected: true }).waitFor()
  await until(
    'the count of the group',
    () => cellText(1, 'count'),
    (text) => Number(text).toLocaleString('en') === shown,
  )

  // A result of PostgreSQL joined with one of SQLite.
  await workbench.newTab()
  await workbench.chooseProfile('Trade')
  await workbench.run(
    `select 7 as barge_id, 9007199254740993::bigint as code, 1234567890123456789.0123456789::numeric(38,10) as fee`,
  )
  await workbench.untilStatus(/1 row in /)
  await analyse('SQL over results…')
  const sql = page.getByRole('dialog', { name: 'SQL over results' })
  await sql.getByRole('textbox', { name: 'Name of result_1' }).fill('fees')
  await sql.getByRole('textbox', { name: 'Name of result_2' }).fill('sales')
  const statement = sql.getByRole('textbox', { name: 'Statement over results' })
  const runStatement = async (text: string): Promise<void> => {
    await statement.focus()
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.insertText(text)
    await sql.getByRole('button', { name: 'Run', exact: true }).click()
  }
  await runStatement('select nothing from sales')
  await sql.getByText('There is no column named “nothing”.').waitFor()
  await runStatement(`select f.code, f.fee, count(*) as sold, min(s.id) as first_sale
    from fees f join sales s on s.barge_id = f.barge_id group by f.code, f.fee`)
  await page.getByRole('tab', { name: 'SQL over results', selected: true }).waitFor()
  await until(
    'the exact code',
    () => cellText(1, 'code'),
    (text) => text === '9007199254740993',
  )
  expect(await cellText(1, 'fee')).toBe('1234567890123456789.0123456789')
  expect(Number(await cellText(1, 'sold'))).toBeGreaterThan(0)

  // JSON that was pasted.
  await analyse('Open JSON as result…')
  const json = page.getByRole('dialog', { name: 'Open JSON as result' })
  await json.getByRole('textbox', { name: 'JSON text' }).fill('[{"big": 9007199254740993}]')
  await json.getByRole('button', { name: 'Open', exact: true }).click()
  await page.getByRole('tab', { name: 'JSON', selected: true }).waitFor()
  await until(
    'the number',
    () => cellText(1, 'big'),
    (text) => text === '9007199254740993',
  )

  expect(complaints).toEqual([])
  await sluice.stop()
  await postgres.stop()
}, 180_000)
