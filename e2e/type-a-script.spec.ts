import { Client } from 'pg'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { PostgresServer } from '../main/testing/postgresServer.ts'
import { chooseOption } from './support/chooseOption.ts'
import { sharedPostgres, sharedWorkbench, type SharedWorkbench } from './support/shared.ts'
import { takePicture } from './support/takePicture.ts'

let postgres: PostgresServer
let opened: SharedWorkbench

beforeAll(async () => {
  postgres = await sharedPostgres()
  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  await client.query(`
    create schema shop;
    create table shop.store (store_id int primary key, name text);
    create table shop.customer (customer_id int primary key, store_id int references shop.store,
      first_name text, email text, active boolean, created timestamptz, balance numeric);
    create view shop.customer_list as select customer_id, email from shop.customer;
    create table shop.inventory (inventory_id int primary key, film_id int, store_id int);
    create table shop.rental (rental_id int primary key, rental_date timestamptz,
      inventory_id int references shop.inventory, customer_id int references shop.customer);
    create type shop.mpaa as enum ('G', 'PG', 'PG-13');
    create table shop.film (film_id int primary key, title text, rating shop.mpaa);
    create function shop.get_customer_balance(p_customer_id int, p_at timestamptz default now())
      returns numeric language sql as 'select 1.0';
    create procedure shop.purge(n int) language sql as 'select 1';
    create table shop.payment (payment_id int primary key, rental_id int references shop.rental,
      customer_id int references shop.customer, amount numeric, payment_date timestamptz)`)
  await client.end()
  opened = await sharedWorkbench()
  await opened.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await opened.workbench.addConnection(postgres.url, 'shop')
})

beforeEach(async () => {
  await opened.workbench.newTab()
  await opened.workbench.chooseProfile('shop')
  await opened.workbench.editor.focus()
})

const popup = () => opened.page.locator('.suggest-widget.visible')
const press = (key: string): Promise<void> => opened.page.keyboard.press(key)

/** Key by key, as somebody types; at the end of a line long enough for a popup to open. */
async function typeAsTypist(script: string): Promise<void> {
  for (const key of script) {
    if (key === '\n') await opened.page.waitForTimeout(180)
    await opened.page.keyboard.press(key === '\n' ? 'Enter' : key === ' ' ? 'Space' : key)
    await opened.page.waitForTimeout(25)
  }
}

const SCRIPT = `select *
from shop.customer c
where 1=1
and c.active
order by c.created desc
limit 10;
select sum(amount) as total
from shop.payment
group by customer_id
order by total;
select count(*) c
from shop.rental r
group by 1;
select cu.email
from shop.customer as cu
where active
and store_id in
(
select 1 as x
);
with big as
(
select customer_id, sum(amount) total
from shop.payment p
group by customer_id
)
select b.customer_id "own id",
b.total "Total"
,
case when b.total > 100
then 'gold'
else 'iron'
end
as grade
from big b
left join shop.customer cus
on cus.customer_id = b.customer_id
where cus.email is not null
and not exists
(select 1
from shop.inventory i
where i.store_id = cus.store_id)
order by grade
desc;
insert into shop.payment
(customer_id,
amount)
values
(1,
2)
returning
payment_id;
update shop.customer
set active = false
where email is null;
create table shop.totals
(
id bigint primary key,
day date not null,
total numeric(10,2) default 0
);
commit`

/** All of it, in sight or not. */
async function wholeText(): Promise<string> {
  await press('ControlOrMeta+A')
  await press('ControlOrMeta+C')
  return opened.page.evaluate(() => navigator.clipboard.readText())
}

/** The editor indents by itself. */
const withoutIndents = (text: string): string => text.replaceAll(/^[^\S\n]+/gm, '')

test('a script typed key by key is what was typed, whatever is offered on the way', async () => {
  await typeAsTypist(SCRIPT)
  await press('Escape')
  expect(withoutIndents(await wholeText())).toBe(SCRIPT)
  expect(opened.complaints).toEqual([])
}, 180_000)

test('a parenthesis closed by hand on a later line is there once', async () => {
  for (const script of [
    'select * from shop.film\nwhere film_id in (select 1\n);',
    'select * from shop.film\nwhere film_id in (select film_id\nfrom shop.film\nlimit 3);',
  ]) {
    await opened.workbench.type('')
    await typeAsTypist(script)
    await press('Escape')
    expect(withoutIndents(await wholeText())).toBe(script)
  }
})

test('behind a space where something certain follows it is offered unasked, and Enter ends the line', async () => {
  const { page, workbench } = opened
  for (const [written, first] of [
    ['select * from shop.rental r join ', /^(customer|inventory|payment)/],
    ['select * from shop.rental r join shop.customer c on ', /customer_id = /],
    ['select * from shop.film f where f.rating = ', /^'G'/],
    ['select * from shop.film f where f.rating in (', /^'G'/],
    ['select * from shop.film f order by ', /film_id/],
  ] as const) {
    await workbench.type('')
    await typeAsTypist(written)
    await popup().getByRole('option', { name: first }).first().waitFor({ timeout: 5_000 })
  }
  await takePicture(page, 'completion-after-space')
  await press('Enter')
  await expect.poll(() => workbench.editorText()).not.toMatch(/film_id/)
  await popup().waitFor({ state: 'hidden' })
  await workbench.type('')
  await typeAsTypist('select * from shop.film f where f.rating = ')
  await popup().getByRole('option').first().waitFor()
  await press('Tab')
  await expect.poll(() => workbench.editorText()).toMatch(/= 'G'$/)
  await workbench.type('')
  await typeAsTypist('select count(1), title ')
  await page.waitForTimeout(600)
  expect(await popup().isVisible()).toBe(false)
})

test('a letter is drawn before the suggestions for it are', async () => {
  const { page, workbench } = opened
  await workbench.type('')
  await typeAsTypist('select c.email from shop.customer c where ')
  await popup().waitFor({ state: 'hidden' })
  await page.evaluate(() => {
    const order: string[] = []
    Object.assign(globalThis, { order })
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key !== '.') return
      window.removeEventListener('keydown', onKey, { capture: true })
      requestAnimationFrame(() => setTimeout(() => order.push('letter')))
      const rows = document.querySelector('.suggest-widget .monaco-list-rows')!
      const observer = new MutationObserver((changes) => {
        if (!changes.some(({ addedNodes }) => addedNodes.length > 0)) return
        order.push('suggestions')
        observer.disconnect()
      })
      observer.observe(rows, { childList: true })
    }
    window.addEventListener('keydown', onKey, { capture: true })
  })
  await typeAsTypist('c.')
  await popup()
    .getByRole('option', { name: /^email/ })
    .waitFor()
  expect(await page.evaluate(() => (globalThis as unknown as { order: string[] }).order)).toEqual([
    'letter',
    'suggestions',
  ])
})

test('what can follow is offered first, and Tab takes it', async () => {
  await typeAsTypist('select * from shop.rental r where r.customer_id = 5 an')
  await popup()
    .getByRole('option', { name: /^and\b/ })
    .waitFor()
  expect(await popup().getByRole('option').first().innerText()).toMatch(/^and/)
  await takePicture(opened.page, 'completion-and')
  await press('Enter')
  await expect.poll(() => opened.workbench.editorText()).toMatch(/= 5 and$/)
  await typeAsTypist(' 1 = 1')
  await opened.workbench.type('')
  await typeAsTypist('select * from shop.rental whe')
  await popup()
    .getByRole('option', { name: /^where\b/ })
    .waitFor()
  await takePicture(opened.page, 'completion-tab')
  await press('Tab')
  await expect.poll(() => opened.workbench.editorText()).toBe('select * from shop.rental where')
})

test('the toolbar stays one row in a narrow window, with the transaction in sight', async () => {
  const { page, workbench } = opened
  const toolbar = page.getByRole('toolbar', { name: 'Editor' })
  const heightPx = async (): Promise<number> => (await toolbar.boundingBox())!.height
  const isCut = (): Promise<boolean> =>
    toolbar.evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
  const usualPx = await heightPx()
  await chooseOption(
    page.getByRole('combobox', { name: 'When changes are kept' }),
    'Manual: serializable',
  )
  await workbench.run('update shop.customer set active = true where customer_id = 1')
  const state = toolbar.getByRole('status')
  await state.filter({ hasText: 'Transaction open · 1 statement · serializable' }).waitFor()
  await takePicture(page, 'toolbar-transaction')
  for (const width of [1280, 1000, 860, 760, 700]) {
    await page.setViewportSize({ width, height: 800 })
    await expect.poll(isCut).toBe(false)
    expect(await heightPx()).toBe(usualPx)
    expect(await state.isVisible()).toBe(true)
    expect(await workbench.button('Commit').isVisible()).toBe(true)
  }
  await takePicture(page, 'toolbar-narrow')
  await toolbar.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Format' }).waitFor()
  await takePicture(page, 'toolbar-more')
  await press('Escape')
  await page.setViewportSize({ width: 1280, height: 800 })
  await workbench.button('Roll back').click()
  await workbench.button('Explain').waitFor()
  expect(opened.complaints).toEqual([])
})

test('a run that stops at an error says how many statements it did not come to', async () => {
  await opened.workbench.type('select 1;\nselect 2/0;\nselect 3;\nselect 4')
  await press('ControlOrMeta+Shift+Enter')
  await opened.page.getByText('The run stopped there: 2 statements were not run.').waitFor()
  await takePicture(opened.page, 'not-run')
})

test('functions, values, connected tables and ambiguous columns of the database are offered', async () => {
  const { page, workbench } = opened
  const first = (): Promise<string> => popup().getByRole('option').first().innerText()
  const offered = async (written: string, name: RegExp): Promise<void> => {
    await workbench.type('')
    await typeAsTypist(written)
    await press('ControlOrMeta+Space')
    await popup().getByRole('option', { name }).first().waitFor()
    expect(await first()).toMatch(name)
  }
  await offered('select get_cust', /^get_customer_balance/)
  await takePicture(page, 'completion-function')
  await press('Enter')
  await expect.poll(() => workbench.editorText()).toBe('select shop.get_customer_balance()')
  await page
    .locator('.parameter-hints-widget.visible', { hasText: 'p_customer_id integer' })
    .waitFor()
  await press('Escape')
  await offered('call shop.', /^purge/)
  await offered('select * from shop.film f where f.rating = ', /^'G'/)
  await takePicture(page, 'completion-values')
  await offered("select * from shop.film f where f.rating in ('PG", /^'PG'/)
  await press('Tab')
  await expect.poll(() => workbench.editorText()).toMatch(/in \('PG'\)$/)
  await offered('select * from shop.rental r join ', /^(customer|inventory|payment)/)
  await offered(
    'select * from shop.rental r join shop.payment p on true where cust',
    /^customer_id/,
  )
  await press('Enter')
  await expect.poll(() => workbench.editorText()).toMatch(/where r\.customer_id$/)
  await workbench.type('select shop.get_customer_balance(1), lower(email) from shop.customer')
  await press('Escape')
  const hover = page.locator('.monaco-hover:visible')
  await page.locator('.view-line span span', { hasText: 'get_customer_balance' }).first().hover()
  await hover.filter({ hasText: 'p_customer_id integer' }).filter({ hasText: 'numeric' }).waitFor()
  await takePicture(page, 'hover-function')
  await page.mouse.move(600, 700)
  await page.locator('.view-line span span', { hasText: 'lower' }).first().hover()
  await hover.filter({ hasText: 'lower(text)' }).waitFor()
  expect(opened.complaints).toEqual([])
})
