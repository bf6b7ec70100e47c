import { describe, expect, test } from 'vitest'
import type { Catalog } from '../../../contract/explorer.ts'
import type { DialectInfo } from '../../../contract/drivers.ts'
import { dialect } from '../../../main/drivers/postgres/dialect.ts'
import { isTakenByEnter } from '../../ui/enterInPopup.ts'
import { complete } from './complete.ts'

const postgres: DialectInfo = { ...dialect, isolationLevels: [] }

const table = (name: string, columns: string): Catalog['relations'][number] => ({
  schema: 'shop',
  name,
  kind: 'table',
  columns: columns.split(' ').map((column) => ({ name: column, serverType: 'int' })),
})
const catalog: Catalog = {
  defaultSchema: 'public',
  relations: [
    table('customer', 'customer_id store_id first_name last_name email active created balance'),
    table('customer_list', 'customer_id name address city country'),
    table('rental', 'rental_id rental_date inventory_id customer_id return_date staff_id'),
    table('payment', 'payment_id customer_id staff_id rental_id amount payment_date'),
    table('film', 'film_id title rating rental_rate length replacement_cost'),
    table('inventory', 'inventory_id film_id store_id'),
    table('totals_by_day', 'day total'),
  ],
}

/** What Enter would make of the first suggestion at the end of this text; null: a new line. */
function takenAtEnd(text: string): string | null {
  const statement = text.slice(text.lastIndexOf(';') + 1)
  const completion = complete(statement, statement.length, catalog, postgres)
  const first = completion?.suggestions[0]
  if (!completion || !first) return null
  const typed = statement.slice(completion.from)
  // Where nothing of a word is typed, no popup opens.
  if (typed === '') return null
  const { label, insertText, isTakenByEnter: isOffered } = first
  return isTakenByEnter({ typed, label, index: 0, isOffered }) ? insertText : null
}

const SCRIPT = `
select *
from shop.customer c
where 1=1
and c.active
order by c.created desc
limit 10;
select sum(amount) as total
from shop.payment
group by customer_id
having sum(amount) > 5
order
by total;
select count(*) c
from shop.rental r
group by 1
order by c;
select cu.email
from shop.customer as cu
where active
and cu.store_id in
(
select 1 as x
);
with big as
(
select customer_id, sum(amount) total
from shop.payment p
group by customer_id
),
small (id, n) as
(
select customer_id, count(*)
from shop.rental
group by customer_id
)
select b.customer_id id,
case when b.total > 100
then 'gold'
when b.total > 50
then 'silver'
else 'iron'
end
as grade,
coalesce(s.n, 0) n
from big b
left
join small s
on s.id = b.customer_id
join shop.customer cus
using (customer_id)
where b.total is not null
and lower(cus.email) like '%@%'
and not exists
(select 1
from shop.inventory i
where i.store_id = cus.store_id)
order by grade,
n
desc;
insert into shop.payment
(customer_id,
amount)
values
(1,
2),
(3, 4)
returning
payment_id
as new;
update shop.customer
set active = false,
balance = balance * 1.1
where email is null
returning *;
update shop.film f
set rating = null
from shop.inventory i
where i.film_id = f.film_id;
delete from shop.rental
where return_date < now() - interval '1 day';
create
table shop.totals
(
id bigint primary key,
day date not null,
total numeric(10,2) default 0,
f int
references shop.film,
note text
);
create view shop.v
as
select title t
from shop.film
cross join shop.inventory inv
where length between 1 and 2;
create index on shop.film
(title);
alter table shop.film
add column s
text;
select row_number() over (partition by f.rating
order by f.title
) rn,
f.title::text
tt
from shop.film f
union all
select 1, 'x' w
except
select 2, null
limit 1
offset 2;
begin;
savepoint s
;
commit
`.trim()

test('Enter at the end of every line ends it, whatever is offered', () => {
  const wrong = [...SCRIPT.matchAll(/\n/g)].flatMap(({ index }) => {
    const before = SCRIPT.slice(0, index)
    const taken = takenAtEnd(before)
    return taken === null ? [] : [`${before.slice(before.lastIndexOf('\n') + 1)} → ${taken}`]
  })
  expect(wrong).toEqual([])
})

/** The first suggestions at the end. */
const offered = (text: string, count = 1): string[] =>
  complete(text, text.length, catalog, postgres)
    ?.suggestions.slice(0, count)
    .map(({ label }) => label) ?? []

describe('what can follow comes first', () => {
  test.each([
    ['select * from shop.rental r where r.customer_id = 5 an', 'and'],
    ['select * from shop.rental r wh', 'where'],
    ['select * from shop.rental wh', 'where'],
    ['select * from shop.rental r order b', 'by'],
    ['select * from shop.rental r group ', 'by'],
    ['select * from shop.rental r left ', 'join'],
    ['select * from shop.rental r inner ', 'join'],
    ['select * from shop.rental r where r.return_date is n', 'null'],
    ['select * from shop.rental r where r.return_date is not ', 'null'],
    ['select * from shop.rental r where r.return_date not ', 'in'],
    ['select * from shop.rental r where not ', 'exists'],
    ['insert ', 'into'],
    ['insert into shop.rental (rental_id) ', 'values'],
    ['insert into shop.rental v', 'values'],
    ['delete ', 'from'],
    ['delete from shop.rental ', 'where'],
    ['create ', 'table'],
    ['create or replace ', 'view'],
    ['drop ', 'table'],
    ['alter table shop.rental a', 'add column'],
    ['update shop.rental ', 'set'],
    ['update shop.rental s', 'set'],
    ['update shop.rental set staff_id = 1 w', 'where'],
    ['select * f', 'from'],
    ['select a, b f', 'from'],
    ['select count(*) f', 'from'],
    ['select 1 union ', 'all'],
    ['select * from shop.rental r join shop.film f o', 'on'],
    ['select * from shop.rental r join shop.film f on true j', 'join'],
    ['select case ', 'when'],
    ['select case when 1 = 1 t', 'then'],
    ['select case when 1 = 1 then 2 e', 'else'],
    ['select case when 1 = 1 then 2 else 3 e', 'end'],
    ['select * from shop.rental order by rental_id d', 'desc'],
    ['select * from shop.rental order by rental_id l', 'limit'],
    ['with t as (select 1) s', 'select'],
    ['select 1 from shop.rental where rental_id > 1 o', 'or'],
    ['select sum(1) over (p', 'partition by'],
    ['create table t (a int n', 'not null'],
    ['explain s', 'select'],
    ['s', 'select'],
  ])('%s → %s', (text, word) => {
    expect(offered(text)[0]).toBe(word)
  })
})

describe('nothing is offered where a name is invented', () => {
  test.each([
    'select 1 as x',
    'select 1 as ',
    'select * from shop.customer as cu',
    'with cust',
    'with big as (select 1), sm',
    'create table cust',
    'create table shop.cust',
    'create table t (a int, cust',
    'create view cust',
    'create index film_i',
    'alter table shop.film rename to fi',
    'savepoint cu',
  ])('%s', (text) => {
    expect(offered(text, 5)).toEqual([])
  })

  test('and only words that go on where one may be', () => {
    expect(offered('select * from shop.customer cr', 5)).toEqual(['cross join'])
    expect(offered('select count(*) c', 5)).toEqual(['collate'])
    expect(offered('select * from shop.customer cu', 5)).toEqual([])
  })
})

test('what the select list calls its columns is offered to sort and group by', () => {
  expect(offered('select sum(amount) as total from shop.payment order by to')[0]).toBe('total')
  expect(offered('select count(*) kept from shop.payment group by k')[0]).toBe('kept')
})
