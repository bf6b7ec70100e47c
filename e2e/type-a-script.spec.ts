import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startPostgres, type PostgresServer } from '../main/testing/postgresServer.ts'
import { openFreshWorkbench, type OpenedWorkbench } from './support/openWorkbench.ts'
import { takePicture } from './support/takePicture.ts'

let postgres: PostgresServer
let opened: OpenedWorkbench

beforeAll(async () => {
  postgres = await startPostgres()
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
    create table shop.payment (payment_id int primary key, rental_id int references shop.rental,
      customer_id int references shop.customer, amount numeric, payment_date timestamptz)`)
  await client.end()
  opened = await openFreshWorkbench()
  await opened.workbench.addConnection(postgres.url, 'shop')
})

afterAll(async () => {
  await opened?.close()
  await postgres?.stop()
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
select b.customer_id id,
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

/** The editor indents by itself. */
const withoutIndents = (text: string): string => text.replaceAll(/^[^\S\n]+/gm, '')

test('a script typed key by key is what was typed, whatever is offered on the way', async () => {
  await opened.page.setViewportSize({ width: 1280, height: 1900 })
  await typeAsTypist(SCRIPT)
  await press('Escape')
  expect(withoutIndents(await opened.workbench.editorText())).toBe(SCRIPT)
  await opened.page.setViewportSize({ width: 1280, height: 800 })
  expect(opened.complaints).toEqual([])
}, 180_000)

test('what can follow is offered first, and Tab takes it', async () => {
  await typeAsTypist('select * from shop.rental r where r.customer_id = 5 an')
  await popup()
    .getByRole('option', { name: /^and\b/ })
    .waitFor()
  expect(await popup().getByRole('option').first().innerText()).toMatch(/^and/)
  await takePicture(opened.page, 'completion-and')
  await press('Enter')
  expect(await opened.workbench.editorText()).toMatch(/= 5 and$/)
  await typeAsTypist(' 1 = 1')
  await opened.workbench.type('')
  await typeAsTypist('select * from shop.rental whe')
  await popup()
    .getByRole('option', { name: /^where\b/ })
    .waitFor()
  await takePicture(opened.page, 'completion-tab')
  await press('Tab')
  expect(await opened.workbench.editorText()).toBe('select * from shop.rental where')
})
