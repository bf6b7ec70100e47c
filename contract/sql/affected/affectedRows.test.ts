import { expect, test } from 'vitest'
import type { Splitter } from '../Scanner.ts'
import { affectedRows } from './affectedRows.ts'

/** Each change with the SELECT that counts it, or why there is none. */
const read = (sql: string, splitter: Splitter = 'postgres') =>
  affectedRows(sql, splitter).map(({ verb, relation, count, notCounted }) => {
    const piece = (each: NonNullable<typeof count>[number]) =>
      typeof each === 'string' ? each : sql.slice(each.from, each.to)
    return [verb, relation, count?.map(piece).join('') ?? notCounted]
  })

test.each([
  ['update t set a = 1 where b >= 1.5', 'update', 't', 'select count(*) from t where (b >= 1.5)'],
  ['delete from t', 'delete', 't', 'select count(*) from t'],
  [
    'delete from only s."T" as x where x.a in (select b from u) returning *;',
    'delete',
    's."T"',
    'select count(*) from only s."T" as x where (x.a in (select b from u))',
  ],
  [
    'update t u set a = 1, b = (select 2 from v where true) where u.b is distinct from 1 -- why',
    'update',
    't',
    'select count(*) from t u where (u.b is distinct from 1)',
  ],
  [
    'delete from t using u join v using (id) where t.a = u.a returning t.a',
    'delete',
    't',
    'select count(*) from t where exists (select 1 from u join v using (id) where (t.a = u.a))',
  ],
  [
    'update t set a = u.a is distinct from 2 from u, rows from (f()) as r where t.a = u.a',
    'update',
    't',
    'select count(*) from t where exists (select 1 from u, rows from (f()) as r where (t.a = u.a))',
  ],
  [
    'with x as (select 1 as a), y (b) as materialized (select 2) delete from t using x where t.a = x.a',
    'delete',
    't',
    'with x as (select 1 as a), y (b) as materialized (select 2) ' +
      'select count(*) from t where exists (select 1 from x where (t.a = x.a))',
  ],
  [
    'delete from t where a = :id and b = $2',
    'delete',
    't',
    'select count(*) from t where (a = :id and b = $2)',
  ],
])('%s can be counted', (sql, ...expected) => {
  expect(read(sql)).toEqual([expected])
})

test('what WITH takes away is counted by itself, with what it goes by', () => {
  const sql =
    'with recursive old as (select id from a), gone as (delete from a using old where a.id = old.id returning a.*), ' +
    'more as (select * from gone) insert into b select * from more'
  expect(read(sql)).toEqual([
    [
      'delete',
      'a',
      'with recursive old as (select id from a) ' +
        'select count(*) from a where exists (select 1 from old where (a.id = old.id))',
    ],
  ])
})

test.each([
  [
    'with g as (delete from a where b returning id) update t set c = 1 where id in (select id from g)',
    'own-changes',
  ],
  [
    'with g as (insert into a values (1) returning id), h as (select * from "g") delete from t using h where t.id = h.id',
    'own-changes',
  ],
  ['delete from t where current of c', 'form'],
  ['merge into t using u on t.a = u.a when matched then delete', 'form'],
])('%s is not counted', (sql, reason) => {
  expect(read(sql).at(-1)!.slice(1)).toEqual(['t', reason])
})

test.each([
  ['delete from t where a = 1 order by b limit 3', 'limited'],
  ['update or ignore t set a = 1 where b = 2', 'limited'],
])('SQLite: %s is not counted', (sql, reason) => {
  expect(read(sql, 'sqlite')).toMatchObject([{ 2: reason }])
})

test.each([
  [
    'update o set total = 0 from dbo.orders as o join [customers] c on c.id = o.customer where c.gone = 1',
    'dbo.orders',
    'select count(*) from dbo.orders as o where exists (select 1 from ' +
      '(select 1 as sluice_row) as sluice_target join [customers] c on c.id = o.customer where (c.gone = 1))',
  ],
  [
    'delete o from customers c join orders o on c.id = o.customer option (recompile)',
    'orders',
    'select count(*) from orders o where exists (select 1 from ' +
      'customers c join (select 1 as sluice_row) as sluice_target on c.id = o.customer)',
  ],
  [
    'update orders set a = 1 output inserted.* from orders left join c on c.id = orders.c where c.id is null',
    'orders',
    'select count(*) from orders where exists (select 1 from ' +
      '(select 1 as sluice_row) as sluice_target left join c on c.id = orders.c where (c.id is null))',
  ],
  [
    'update t set a = 1 from u where u.b = t.b',
    't',
    'select count(*) from t where exists (select 1 from u where (u.b = t.b))',
  ],
  [
    ';with d as (select row_number() over (partition by a, b order by c) as n from t) delete from d where n > 1',
    'd',
    'with d as (select row_number() over (partition by a, b order by c) as n from t) select count(*) from d where (n > 1)',
  ],
  ['set nocount on; delete from t where a = @a;', 't', 'select count(*) from t where (a = @a)'],
])('T-SQL: %s can be counted', (sql, relation, count) => {
  expect(read(sql, 'mssql').map((each) => each.slice(1))).toEqual([[relation, count]])
})

test.each([
  ['update top (3) t set a = 1 where b = 2', 'limited'],
  ['delete o from customers c left join orders o on c.id = o.customer', 'form'],
  ['delete o from orders o full join customers c on c.id = o.customer', 'form'],
  ['update t set a = 1 from x.t where x.t.b = 1', 'form'],
  ['delete t from (select * from t) as u', 'form'],
  ['delete from t with (tablockx) where a = 1', 'form'],
  ['with d as (select o.a from o join c on c.id = o.c) update d set a = 1', 'form'],
  ['delete from t where a = 1 drop table t', 'batch'],
  ['use other; delete from t where a = 1', 'batch'],
])('T-SQL: %s is not counted', (sql, reason) => {
  expect(read(sql, 'mssql')).toMatchObject([{ 2: reason }])
})

test.each(['select 1 where true', 'insert into t select * from u', 'explain delete from t'])(
  '%s changes no rows that could be counted',
  (sql) => {
    expect(read(sql)).toEqual([])
  },
)

test('commands of other languages are not read', () => {
  expect(affectedRows('delete from t', 'influx')).toEqual([])
})
