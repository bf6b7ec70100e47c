import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTdsServer, type TdsServer } from '../main/testing/tds/startTdsServer.ts'
import type { Complaints } from './support/browser.ts'
import { importByTerminal } from './support/importByTerminal.ts'
import { ImportWizard } from './support/importWizard.ts'
import { takePicture } from './support/takePicture.ts'
import type { Workbench } from './support/workbench.ts'
import { sharedWorkbench } from './support/shared.ts'

let dataDir: string
let server: TdsServer
let complaints: Complaints
let workbench: Workbench

beforeAll(async () => {
  server = await startTdsServer()
  ;({ complaints, workbench, dataDir } = await sharedWorkbench())
  await workbench.addConnection(server.url, 'till')
})

afterAll(async () => {
  await server?.stop()
})

const ORDERS = `id,total,code,note
1,12345678901234567890.12,007,"a ""b"", ü🦥"
2,-0.10,000,
`

test('a file becomes a table by bulk load, and every digit arrives', async () => {
  const file = join(dataDir, 'orders.csv')
  await writeFile(file, ORDERS)
  const wizard = new ImportWizard(workbench.page)
  await workbench.newTab()
  await workbench.chooseProfile('till')
  await wizard.openFromPalette()
  await wizard.choose(file)
  await wizard.press('Next')
  await wizard.says('decimal(22,2)')
  await wizard.press('Next')
  await wizard.says(/CREATE TABLE dbo.orders[^]*nvarchar\(max\)/)
  await wizard.press('Import')
  await wizard.says(/2 rows imported into orders/)
  await wizard.press('Open table')
  await workbench.untilStatus(/2 rows/)
  const total = await workbench.gridCell(1, 'total')
  await expect.poll(() => total.textContent()).toBe('12345678901234567890.12')

  const bad = join(dataDir, 'bad.csv')
  await writeFile(bad, 'id,total\n3,1.50\n4,1.234\n')
  const into = ['--url', server.url, '--table', 'dbo.orders']
  const refused = await importByTerminal(bad, ...into)
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/^Line 3 /) })
  const kept = await importByTerminal(bad, ...into, '--max-rejects', '1')
  expect(kept.stderr).toContain('1 rows imported, 1 kept aside')
})

test('the explorer shows tables and columns in the server’s types', async () => {
  await workbench.open('till')
  await workbench.open(/^Tables/)
  await workbench.open(/^orders/)
  await workbench.open(/^Columns/)
  const total = workbench.treeItem(/^total/)
  await total.waitFor()
  await expect.poll(() => total.textContent()).toMatch(/decimal\(22,2\)/)
})

test('descriptions of tables and columns are shown in the explorer and where the pointer rests', async () => {
  const { page } = workbench
  const describe = (text: string, column = '') =>
    `EXEC sp_addextendedproperty @name = N'MS_Description', @value = N'${text}', @level0type = N'SCHEMA', @level0name = N'dbo', @level1type = N'TABLE', @level1name = N'orders'${column && `, @level2type = N'COLUMN', @level2name = N'${column}'`}`
  await workbench.run(
    `${describe('What was bought')}; ${describe('With tax, in euro', 'total')}; SELECT 1 AS described`,
  )
  await workbench.untilStatus(/^1 row in /)
  await page.getByRole('button', { name: 'Refresh' }).click()
  const hintOf = (name: RegExp) => workbench.treeItem(name).locator('[title]').first()
  await expect
    .poll(() => hintOf(/^orders/).getAttribute('title'))
    .toMatch(/^orders\nWhat was bought/)
  await expect
    .poll(() => hintOf(/^total/).getAttribute('title'))
    .toMatch(/^total\nWith tax, in euro/)

  await workbench.newTab()
  await workbench.chooseProfile('till')
  await workbench.type('SELECT total FROM orders')
  await page.locator('.view-line span span', { hasText: 'total' }).first().hover()
  await page.locator('.monaco-hover:visible').filter({ hasText: 'With tax, in euro' }).waitFor()
  await takePicture(page, 'mssql-hover')
})

test('types and sequences stand in the explorer, with the statement that makes each', async () => {
  const { page } = workbench
  for (const sql of [
    'CREATE TYPE phone FROM nvarchar(20) NOT NULL',
    'CREATE TYPE order_lines AS TABLE (id int NOT NULL PRIMARY KEY, note nvarchar(40))',
    'CREATE SEQUENCE tickets AS int START WITH 100 INCREMENT BY 5',
  ]) {
    await workbench.newTab()
    await workbench.chooseProfile('till')
    await workbench.run(`${sql}; SELECT 1 AS made`)
    await workbench.untilStatus(/^1 row in /)
  }
  await page.getByRole('button', { name: 'Refresh' }).click()
  await workbench.open(/^Types/)
  await workbench.treeItem(/^phone/).waitFor()
  expect(await workbench.treeItem(/^order_lines/).textContent()).toMatch(
    /id int, note nvarchar\(40\)/,
  )
  await workbench.open(/^Sequences/)
  await workbench.treeItem(/^tickets/).click()
  await takePicture(page, 'mssql-types')
  await workbench.treeItem(/^tickets/).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Show definition' }).click()
  await expect
    .poll(() => workbench.editorText())
    .toMatch(/CREATE SEQUENCE dbo\.tickets AS int\n {2}START WITH 100/)
})

test('one’s own procedures follow EXEC, functions stand with their schema, those that give rows behind FROM', async () => {
  const { page } = workbench
  for (const sql of [
    'CREATE PROCEDURE close_day @day date AS SELECT 1',
    'CREATE FUNCTION close_price (@net money) RETURNS money AS BEGIN RETURN @net END',
    'CREATE FUNCTION close_ones (@to money) RETURNS TABLE AS RETURN SELECT 1 AS id',
  ]) {
    await workbench.newTab()
    await workbench.chooseProfile('till')
    await workbench.run(sql)
    await workbench.resultStatus.filter({ hasText: /done|affected|completed|statement/i }).waitFor()
  }
  const popup = page.locator('.suggest-widget.visible')
  const options = (): Promise<string[]> =>
    popup
      .getByRole('option')
      .evaluateAll((all) =>
        all.map((each) => (each.getAttribute('aria-label') ?? '').split(/[ ,(]/)[0]!),
      )
  const takes = async (typed: string, label: RegExp, written: string): Promise<void> => {
    await workbench.newTab()
    await workbench.chooseProfile('till')
    await workbench.editor.focus()
    await page.keyboard.type(typed, { delay: 20 })
    await popup.getByRole('option', { name: label }).waitFor()
    await takePicture(page, `mssql-complete-${label.source.replaceAll(/\W/g, '')}`)
    expect((await options()).filter((each) => each.startsWith('close_'))).toHaveLength(1)
    await page.keyboard.press('Tab')
    await expect.poll(() => workbench.editorText()).toBe(written)
  }
  await takes('exec clo', /^close_day/, 'exec close_day')
  await takes('select clo', /^close_price/, 'select dbo.close_price()')
  await takes('select * from clo', /^close_ones/, 'select * from close_ones()')
})

test('a query shows decimals and instants exactly, and several results', async () => {
  await workbench.run(
    "SELECT CAST('-922337203685477.5808' AS money) AS m, CAST('2024-02-29 12:34:56.1234567 -03:30' AS datetimeoffset(7)) AS at; SELECT 2 AS two",
  )
  await workbench.untilStatus(/^1 row in /)
  const money = await workbench.gridCell(1, 'm')
  await expect.poll(() => money.textContent()).toBe('-922337203685477.5808')
  const at = await workbench.gridCell(1, 'at')
  await expect.poll(() => at.textContent()).toBe('2024-02-29 12:34:56.1234567 -03:30')
})

test('a statement is stopped on the server, and the session goes on', async () => {
  await workbench.run("WAITFOR DELAY '00:01:00'")
  await expect.poll(() => server.runningCount).toBe(1)
  await workbench.button('Cancel').click()
  await workbench.page.getByText('The statement was cancelled').first().waitFor()
  expect(server.runningCount).toBe(0)
  await workbench.run('SELECT 1 AS one')
  await workbench.untilStatus(/^1 row in /)
})

test('an error says what and where, with the server’s number', async () => {
  await workbench.run('SELECT id,\n  nonsense\nFROM orders')
  await workbench.page.getByText("Invalid column name 'nonsense'").first().waitFor()
  await workbench.page
    .getByText(/line 2/i)
    .first()
    .waitFor()
  expect(complaints).toEqual([])
})
