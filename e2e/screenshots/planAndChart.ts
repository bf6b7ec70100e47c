import { Client } from 'pg'
import type { Scene } from './Scene.ts'

const PAID_BY = `select * from (values ('card', 61200), ('invoice', 30400), ('direct debit', 3100),
('voucher', 2900), ('cash on delivery', 2700), ('bank transfer', 2500), ('gift card', 2300),
('points', 2100), ('other', 1900)) as paid (by, orders)`

export const planAndChart: Scene = async ({ page, workbench, postgresUrl, picture }) => {
  const client = new Client({ connectionString: postgresUrl })
  await client.connect()
  await client.query(`
    create table customers (id int primary key, country text);
    create table orders (id int primary key, customer_id int, status text, total numeric(10, 2));
    insert into customers select i, (array['NO', 'DE', 'US'])[1 + i % 3] from generate_series(1, 2000) i;
    insert into orders select i, 1 + i % 2000, case when i % 50 = 0 then 'open' else 'done' end, i
      from generate_series(1, 200000) i;
    create table readings as select timestamptz '2026-03-01' + i * interval '10 minutes' as at,
        (array['Oslo', 'Lima', 'Cairo'])[1 + i % 3] as city,
        (18 + 6 * sin(i / 23.0) + 4 * (i % 3) + random())::numeric(5, 2) as celsius
      from generate_series(1, 1000) i;
    analyze`)
  await client.end()
  await workbench.addConnection(postgresUrl, 'shop')
  await workbench.newTab()
  await workbench.chooseProfile('shop')
  await workbench.type(
    'select c.country, sum(o.total)\nfrom orders o join customers c on c.id = o.customer_id\n' +
      "where o.status = 'open'\ngroup by c.country\norder by 2 desc",
  )
  await workbench.button('More ways to explain').click()
  await page.getByRole('menuitem', { name: 'Explain analyze' }).click()
  await page.getByText('Measured').waitFor()
  await workbench.editor.focus()
  await page.mouse.move(0, 0)
  await picture('plan')
  await workbench.newTab()
  await workbench.chooseProfile('shop')
  await workbench.run('select at, city, celsius from readings')
  await workbench.untilStatus(/1,000 rows/)
  await workbench.button('Chart').click()
  await page.getByText('all 1,000 groups').waitFor()
  await page.mouse.move(0, 0)
  await picture('chart')

  await workbench.newTab()
  await workbench.chooseProfile('shop')
  await workbench.run(PAID_BY)
  await workbench.untilStatus(/9 rows/)
  await workbench.button('Chart').click()
  await page.getByRole('button', { name: 'Pie' }).click()
  await page.getByText('the 7 largest of 9 groups').waitFor()
  await page.mouse.move(0, 0)
  await picture('pie')
}
