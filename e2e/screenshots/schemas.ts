import { Client } from 'pg'
import { chooseOption } from '../support/chooseOption.ts'
import type { Scene } from './Scene.ts'

const WANTED = `create schema wanted; create schema present;
  create table wanted.customers (id integer primary key, name text not null, email text unique);
  create table wanted.orders (id integer primary key,
    customer_id integer not null references wanted.customers (id),
    total numeric(10, 2) not null default 0, note text);
  create index orders_by_customer on wanted.orders (customer_id);
  create view wanted.big_orders as select id, total from wanted.orders where total > 100;
  create table present.customers (id integer primary key, name text);
  create table present.orders (id integer primary key, customer_id integer not null,
    total numeric(8, 2) not null default 0);
  create table present.forgotten (id integer primary key);`

/** A diagram, the query builder beside a statement, and two schemas compared. */
export const schemas: Scene = async ({ page, workbench, postgresUrl, picture }) => {
  await workbench.newTab()
  await workbench.chooseProfile('Sample')
  await workbench.command('Diagram of the tables')
  await page.locator('[data-table]').first().waitFor()
  await picture('diagram')

  await workbench.newTab()
  await workbench.chooseProfile('Sample')
  await workbench.type(`select g.name, sum(s.quantity) as copies
from sales s
join books b on b.id = s.book_id
join genres g on g.id = b.genre_id
where s.sold_at >= :since
group by g.name
order by copies desc
limit 10`)
  await workbench.button('Query builder').click()
  const builder = page.getByRole('region', { name: 'Query builder' })
  await builder.getByRole('region', { name: 'Filters' }).waitFor()
  await picture('query-builder')
  await workbench.button('Close the query builder').click()

  const client = new Client({ connectionString: postgresUrl })
  await client.connect()
  await client.query(WANTED)
  await client.end()
  await workbench.addConnection(postgresUrl, 'shop')
  await workbench.command('Compare two schemas')
  const comparison = page.getByRole('region', { name: 'Compare schemas' })
  const choose = async (label: string, option: string): Promise<void> => {
    await chooseOption(comparison.getByRole('combobox', { name: label }), option)
  }
  await choose('Left connection', 'shop')
  await choose('Left schema', 'wanted')
  await choose('Right connection', 'shop')
  await choose('Right schema', 'present')
  await comparison
    .getByRole('treeitem', { name: /^orders/ })
    .first()
    .click()
  await picture('compare')
}
