import { readFile } from 'node:fs/promises'
import { Client } from 'pg'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { PostgresServer } from '../main/testing/postgresServer.ts'
import type { Complaints } from './support/browser.ts'
import type { Workbench } from './support/workbench.ts'
import { sharedPostgres, sharedWorkbench } from './support/shared.ts'

/** As they are in the database and are to stay. */
const BIG = '10010513897886659'
const DECIMAL = '500.00000000000000000000'
const INSTANT = '2024-03-31 01:30:00.123456+00'
const NAIVE = '2024-03-31 02:30:00.123456'

let postgres: PostgresServer
let page: Page
let complaints: Complaints
let workbench: Workbench

beforeAll(async () => {
  postgres = await sharedPostgres()
  ;({ page, complaints, workbench } = await sharedWorkbench())
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await workbench.addConnection(postgres.url, 'orders')
  await ask(`create table exact (id bigint primary key, amount decimal(38, 20), at timestamptz,
    plain timestamp, note text)`)
  await ask(`insert into exact values (${BIG}, 500, '${INSTANT}', '${NAIVE}', 'kept'),
    (10010513897886660, 499.99999999999999999999, '${INSTANT}', '${NAIVE}', 'beside')`)
  await workbench.newTab()
  await workbench.chooseProfile('orders')
  await open()
})

/** What the server has, as its own texts. */
async function ask(sql: string): Promise<string> {
  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  try {
    const { rows } = await client.query({ text: sql, rowMode: 'array' })
    return (rows as unknown[][]).map((row) => row.map(String).join('|')).join('\n')
  } finally {
    await client.end()
  }
}

const stored = () =>
  ask(`select id::text, amount::text, to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'),
    plain::text, note from exact order by id limit 1`)
const cellText = async (column: string) => (await workbench.gridCell(1, column)).textContent()

async function open(): Promise<void> {
  await workbench.run('select * from exact order by id')
  await workbench.untilStatus(/2 rows in/)
  await page.getByRole('button', { name: 'Add row' }).waitFor()
}

test('values are shown with all their digits', async () => {
  await expect.poll(() => cellText('id')).toBe(BIG)
  expect(await cellText('amount')).toBe(DECIMAL)
  expect(await cellText('at')).toBe(INSTANT)
  expect(await cellText('plain')).toBe(NAIVE)
})

test('a filter finds the value itself, and not its neighbours', async () => {
  for (const [column, value] of [
    ['id', BIG],
    ['amount', DECIMAL],
  ] as const) {
    await (await workbench.gridCell(1, column)).click({ button: 'right' })
    await page.getByRole('menuitem', { name: new RegExp(`^Only ${value.slice(0, 17)}`) }).click()
    await workbench.untilStatus(/^1 of 2 rows/)
    expect(await cellText('note')).toBe('kept')
    await (await workbench.gridCell(1, column)).click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Remove filter' }).click()
    await workbench.untilStatus(/2 rows in/)
  }
})

test('copied and exported they are the same texts', async () => {
  await (await workbench.gridCell(1, 'id')).click()
  await (await workbench.gridCell(1, 'plain')).click({ modifiers: ['Shift'] })
  await page.keyboard.press('ControlOrMeta+C')
  const row = [BIG, DECIMAL, INSTANT, NAIVE]
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toBe(`${row.join('\t')}\n`)

  await workbench.button('Export').click()
  const dialog = page.getByRole('dialog', { name: 'Export Result 1' })
  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Export' }).click()
  const csv = await readFile(await (await download).path(), 'utf8')
  expect(csv.split('\n')[1]).toBe([...row, 'kept'].join(','))
  await dialog.getByRole('button', { name: 'Close' }).first().click()
})

test('a row that is saved again keeps what was not changed, and takes what was typed exactly', async () => {
  const before = await stored()
  await (await workbench.gridCell(1, 'note')).click()
  await page.keyboard.type('saved')
  await page.keyboard.press('Enter')
  // Opened and left as it is, a value is no change.
  for (const column of ['id', 'amount', 'at', 'plain']) {
    await (await workbench.gridCell(1, column)).click()
    await page.keyboard.press('F2')
    await page.getByRole('textbox', { name: `Row 1, ${column}` }).waitFor()
    await page.keyboard.press('Enter')
  }
  await workbench.button('Preview SQL').click()
  const dialog = page.getByRole('dialog', { name: 'Statements to run' })
  await expect
    .poll(() => dialog.getByRole('textbox', { name: 'Statements to run' }).inputValue())
    .toContain(`SET note = 'saved' WHERE id = ${BIG} AND note = 'kept'`)
  await dialog.getByRole('button', { name: 'Apply' }).click()
  await page.getByText('Applied: 1 row changed.').waitFor()
  expect(await stored()).toBe(before.replace('kept', 'saved'))

  const digits = '123456789012345678.12345678901234567891'
  for (const [column, typed] of [
    ['amount', digits],
    ['at', '2024-03-31 03:30:00.654321+02'],
    ['plain', '2024-03-31 02:45:00.000001'],
  ] as const) {
    await (await workbench.gridCell(1, column)).click()
    await page.keyboard.press('F2')
    await page.getByRole('textbox', { name: `Row 1, ${column}` }).fill(typed)
    await page.keyboard.press('Enter')
  }
  await workbench.button('Apply').click()
  await expect.poll(() => cellText('at')).toBe('2024-03-31 01:30:00.654321+00')
  expect(await cellText('amount')).toBe(digits)
  expect(await stored()).toBe(
    [BIG, digits, '2024-03-31 01:30:00.654321', '2024-03-31 02:45:00.000001', 'saved'].join('|'),
  )
  expect(complaints).toEqual([])
})
