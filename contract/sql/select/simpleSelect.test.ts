import { expect, test } from 'vitest'
import { simpleSelect } from './simpleSelect.ts'

const read = (sql: string, splitter: 'postgres' | 'sqlite' | 'mssql' = 'postgres') =>
  simpleSelect(sql, splitter)

test('rows of one table are told with its name, its list and its alias', () => {
  expect(
    read('select * from shop."Order items" as i where i.id > 3 order by a, b limit 5;'),
  ).toEqual({
    items: [{ kind: 'all' }],
    table: [
      { text: 'shop', isQuoted: false },
      { text: 'Order items', isQuoted: true },
    ],
    list: '*',
    from: 'shop."Order items" as i',
  })
})

test('columns keep their names whatever they are shown as; all else is an expression', () => {
  const select = read('select o.id, name as n, "Due" due, upper(name), 1, o.* from orders o')
  expect(select?.items).toEqual([
    { kind: 'column', name: { text: 'id', isQuoted: false } },
    { kind: 'column', name: { text: 'name', isQuoted: false } },
    { kind: 'column', name: { text: 'Due', isQuoted: true } },
    { kind: 'expression' },
    { kind: 'expression' },
    { kind: 'all' },
  ])
  expect(select?.list).toBe('o.id, name as n, "Due" due, upper(name), 1, o.*')
})

test('T-SQL says TOP before the list and has names in brackets', () => {
  expect(read('select top (10) [a]]b], c from [dbo].[t]', 'mssql')).toMatchObject({
    list: '[a]]b], c',
    items: [{ name: { text: 'a]b' } }, { name: { text: 'c' } }],
    from: '[dbo].[t]',
  })
})

test.each([
  'select * from a, b',
  'select * from a join b on a.id = b.id',
  'select distinct a from t',
  'select a, count(*) from t group by a',
  'select * from t union select * from u',
  'select * from (select 1) t',
  'select * from generate_series(1, 3)',
  'select 1',
  'with t as (select 1) select * from t',
  'select * into copy from t',
  'select * from t tablesample system (1)',
  'delete from t',
  'select * from a; select * from b',
])('%s is not of the rows of one table', (sql) => {
  expect(read(sql)).toBeNull()
})
