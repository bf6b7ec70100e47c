import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Client } from 'pg'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { PostgresServer } from '../main/testing/postgresServer.ts'
import { axeViolations } from './support/axeViolations.ts'
import type { Complaints } from './support/browser.ts'
import { chooseOption } from './support/chooseOption.ts'
import type { Workbench } from './support/workbench.ts'
import { sharedPostgres, sharedWorkbench } from './support/shared.ts'

let postgres: PostgresServer
let dataDir: string
let page: Page
let complaints: Complaints
let workbench: Workbench

const SHOP = `
  create table customers (id integer primary key, "Full name" text not null, city text);
  create table orders (id integer primary key, customer_id integer not null references customers (id), total numeric(10, 2) not null);
  insert into customers values (1, 'Ada', 'Delft'), (2, 'Ben', 'Gent'), (3, 'Cas', null);
  insert into orders values (1, 1, 10), (2, 1, 20), (3, 2, 5);`

beforeAll(async () => {
  postgres = await sharedPostgres()
  ;({ page, complaints, workbench, dataDir } = await sharedWorkbench())
  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  await client.query(SHOP)
  await client.end()
  const database = new Database(join(dataDir, 'shop.db'))
  database.exec(SHOP)
  database.close()
  await workbench.addConnection(postgres.url, 'shop')
  await workbench.addConnection(`sqlite:///${join(dataDir, 'shop.db')}`, 'file')
})

const builder = () => page.getByRole('region', { name: 'Query builder' })
const part = (name: string) => builder().getByRole('region', { name, exact: true })
const choose = async (label: string, option: string) => {
  await chooseOption(builder().getByRole('combobox', { name: label }).last(), option)
}
const untilText = (expected: string) => expect.poll(() => workbench.editorText()).toBe(expected)

async function openBuilder(connection: string): Promise<void> {
  await workbench.newTab()
  await workbench.chooseProfile(connection)
  await workbench.button('Query builder').click()
  await builder().getByRole('button', { name: 'customers' }).waitFor()
}

const picture = async (name: string) => {
  if (!process.env['PICTURES']) return
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.waitForTimeout(300)
    await page.screenshot({ path: `${process.env['PICTURES']}/${name}-${colorScheme}.png` })
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

test('builds a SELECT of two tables, joined by their foreign key, and runs it', async () => {
  await openBuilder('shop')
  await picture('builder-empty')
  await builder().getByRole('button', { name: 'customers' }).click()
  await untilText('SELECT *\nFROM customers')
  // Dragging does the same as a click.
  await builder().getByRole('button', { name: 'orders' }).dragTo(part('Columns'))
  await untilText('SELECT *\nFROM customers\nJOIN orders ON orders.customer_id = customers.id')
  await choose('How orders is joined', 'LEFT JOIN')
  await part('Columns').getByRole('checkbox', { name: 'Full name' }).click()
  await part('Columns').getByRole('checkbox', { name: 'total' }).click()
  await choose('Summary of orders.total', 'SUM')
  const alias = part('Columns').getByRole('textbox', { name: 'Name of orders.total' })
  await alias.fill('spent')
  await alias.press('Enter')
  await part('Filters').getByRole('button', { name: 'Filter' }).click()
  await choose('Column to filter', 'customers.city')
  const value = part('Filters').getByRole('textbox', { name: 'Value' })
  await value.fill('Delft')
  await value.press('Enter')
  await part('Filters').getByRole('button', { name: 'Group' }).click()
  await part('Order and rows').getByRole('button', { name: 'Order by' }).click()
  await choose('Column to order by', 'customers.Full name')
  const rows = part('Order and rows').getByRole('textbox', { name: 'Rows' })
  await rows.fill('10')
  await rows.press('Enter')
  await untilText(
    [
      'SELECT customers."Full name", SUM(orders.total) AS spent',
      'FROM customers',
      'LEFT JOIN orders ON orders.customer_id = customers.id',
      "WHERE customers.city = 'Delft' AND (customers.id = :id OR customers.id = :id)",
      'GROUP BY customers."Full name"',
      'ORDER BY customers."Full name"',
      'LIMIT 10',
    ].join('\n'),
  )
  await picture('query-builder')
  expect(await axeViolations(page)).toEqual([])

  for (let count = 0; count < 2; count++)
    await part('Filters').getByRole('button', { name: 'Remove the filter' }).last().click()
  await expect.poll(() => workbench.editorText()).not.toContain(':id')
  await workbench.editor.focus()
  await workbench.button('Run').click()
  await workbench.untilStatus(/^1 row\b/)
  expect(await (await workbench.gridCell(1, 'spent')).textContent()).toBe('30.00')
  expect(complaints).toEqual([])
})

test('follows the text, and says what it cannot show', async () => {
  await openBuilder('shop')
  await workbench.type('select o.id from orders o where o.total between 1 and :most')
  await part('Filters').getByRole('textbox', { name: 'Value' }).nth(1).waitFor()
  expect(await part('Filters').getByRole('textbox', { name: 'Value' }).nth(1).inputValue()).toBe(
    ':most',
  )
  await part('Columns').getByRole('checkbox', { name: 'total' }).click()
  await untilText('SELECT o.id, o.total\nFROM orders AS o\nWHERE o.total BETWEEN 1 AND :most')

  // One step of undo brings the text back, and the builder with it.
  await workbench.editor.focus()
  await page.keyboard.press('ControlOrMeta+Z')
  await untilText('select o.id from orders o where o.total between 1 and :most')
  await expect
    .poll(() => part('Columns').getByRole('checkbox', { name: 'total' }).isChecked())
    .toBe(false)

  await workbench.type('with x as (select 1) select * from x')
  await builder().getByText('The builder cannot show “with x”').waitFor()
  await workbench.type('select id, -- the number\n city from customers')
  await builder().getByText('which the builder would lose').waitFor()
  await picture('builder-cannot')
  expect(complaints).toEqual([])
})

test('builds for SQLite, and changes only the statement at the cursor', async () => {
  await openBuilder('file')
  await workbench.type('select 1;\n\nselect city from customers where city is not null;')
  await page.keyboard.press('ControlOrMeta+End')
  await part('Columns').getByRole('checkbox', { name: 'Full name' }).click()
  await untilText('select 1;\n\nSELECT city, "Full name"\nFROM customers\nWHERE city IS NOT NULL;')
  await builder().getByRole('button', { name: 'Remove customers' }).click()
  await expect.poll(() => workbench.editorText()).not.toContain('customers')
})
