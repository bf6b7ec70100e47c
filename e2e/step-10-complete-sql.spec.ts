import { Client } from 'pg'
import type { Locator } from 'playwright-core'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { PostgresServer } from '../main/testing/postgresServer.ts'
import { sharedPostgres, sharedWorkbench, type SharedWorkbench } from './support/shared.ts'

let postgres: PostgresServer
let opened: SharedWorkbench

beforeAll(async () => {
  postgres = await sharedPostgres()
  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  await client.query(`
    create table users (id bigint primary key, "Full Name" text not null, email text);
    create table orders (id bigint primary key, customer_id bigint not null references users (id),
      total numeric(12,2));
    comment on column orders.total is 'With *tax*, in euro';
    create table "User Roles" (role text)`)
  await client.end()
  opened = await sharedWorkbench()
  await opened.workbench.addConnection(postgres.url, 'shop')
})

beforeEach(async () => {
  await opened.workbench.newTab()
  await opened.workbench.chooseProfile('shop')
  await opened.workbench.editor.focus()
})

const popup = (): Locator => opened.page.locator('.suggest-widget.visible')
const option = (name: RegExp): Locator => popup().getByRole('option', { name })
const press = (key: string): Promise<void> => opened.page.keyboard.press(key)
const type = (text: string): Promise<void> => opened.page.keyboard.type(text, { delay: 20 })
const text = (): Promise<string> => opened.workbench.editorText()

/** What stands first in the popup. */
const first = (): Promise<string> => popup().getByRole('option').first().innerText()

test('a table, then its columns by the alias, are offered; what needs quotes gets them', async () => {
  await type('sel')
  await option(/^select\b/).waitFor()
  await press('Enter')
  await type(' * from us')
  await option(/^users\b/).waitFor()
  expect(await first()).toMatch(/^users/)
  await press('Enter')
  await type(' u where u.')
  await option(/^email\b/).waitFor()
  await type('fu')
  await option(/^Full Name\b/).waitFor()
  await press('Enter')
  await expect.poll(text).toBe('select * from users u where u."Full Name"')

  await press('Control+a')
  await type('SELECT * FROM user')
  await option(/^User Roles\b/).click()
  await expect.poll(text).toBe('SELECT * FROM "User Roles"')
  await type(' WH')
  await option(/^WHERE\b/).waitFor()
  expect(opened.complaints).toEqual([])
})

test('a table is found by letters inside its name, and Tab takes it', async () => {
  await type('select * from rder')
  await option(/^orders\b/).waitFor()
  await press('Tab')
  await expect.poll(text).toBe('select * from orders')
})

test('behind ON stands the foreign key, in whichever direction it leads', async () => {
  await type('select * from users c join orders o on ')
  await press('Control+Space')
  await option(/^o\.customer_id = c\.id/).waitFor()
  expect(await first()).toMatch(/^o\.customer_id = c\.id/)
  await press('Tab')
  await expect.poll(text).toBe('select * from users c join orders o on o.customer_id = c.id')
})

test('columns of common tables, of subqueries, of INSERT and of UPDATE are offered', async () => {
  const offered = async (written: string, name: RegExp): Promise<void> => {
    await opened.workbench.type('')
    await type(written)
    await press('Control+Space')
    await option(name).waitFor()
    await press('Escape')
  }
  await offered('insert into orders (cust', /^customer_id\b/)
  await offered('update orders set tot', /^total\b/)
  await offered(
    'with big as (select total as amount from orders) select * from big where am',
    /^amount\b/,
  )
  await offered('select * from (select email as contact from users) s where s.con', /^contact\b/)
})

test('a function is called with its arguments shown', async () => {
  await type('select coal')
  await option(/^coalesce\b/).waitFor()
  await press('Enter')
  await expect.poll(text).toBe('select coalesce()')
  await opened.page
    .locator('.parameter-hints-widget.visible', { hasText: 'coalesce(value, …)' })
    .waitFor()
})

test('a name tells what it is when the pointer rests on it', async () => {
  await opened.workbench.type('select o.total, o.customer_id from orders o')
  const hover = opened.page.locator('.monaco-hover:visible')
  await opened.page.locator('.view-line span span', { hasText: 'customer_id' }).first().hover()
  await hover.filter({ hasText: 'orders.customer_id bigint' }).waitFor()
  await hover.filter({ hasText: 'not null · foreign key → users.id' }).waitFor()
  await opened.page.mouse.move(600, 700)
  await opened.page.locator('.view-line span span', { hasText: 'total' }).first().hover()
  await hover.filter({ hasText: 'With *tax*, in euro' }).waitFor()
  expect(opened.complaints).toEqual([])
})
