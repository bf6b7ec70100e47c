import { expect, test } from 'vitest'
import { type Danger, findDangers } from './findDangers.ts'

/** Where they begin has a test of its own. */
const unplaced = ({ from: _from, ...danger }: Danger) => danger
const inPostgres = (sql: string) => findDangers(sql, 'postgres').map(unplaced)
const inSqlServer = (sql: string) => findDangers(sql, 'mssql').map(unplaced)

test.each([
  ['delete from orders', 'delete-all', 'orders'],
  ['-- all of it\nDELETE FROM ONLY public."order items"', 'delete-all', 'public."order items"'],
  ['update a.b set c = (select 1 where true)', 'update-all', 'a.b'],
  ['with d as (delete from orders returning *) select * from d where x', 'delete-all', 'orders'],
  ['with x as (select 1 where true) update t set a = 1', 'update-all', 't'],
  ['explain analyze delete from orders', 'delete-all', 'orders'],
  ['truncate table a, b', 'truncate', 'a'],
  ['truncate only a', 'truncate', 'a'],
  ['drop table if exists a.b cascade', 'drop-table', 'a.b'],
  ['drop schema if exists x cascade', 'drop-schema', 'x'],
  ['drop database shop', 'drop-database', 'shop'],
  ['drop role "r"', 'drop-role', '"r"'],
  ['drop user r', 'drop-role', 'r'],
  ['drop owned by r cascade', 'drop-owned', 'r'],
  ['do $$ begin delete from t; end $$', 'block', ''],
  ["do language plpgsql $x$ begin execute 'drop table t'; end $x$", 'block', ''],
  ['merge into t using s on t.a = s.a when matched then delete', 'merge-all', 't'],
  ['merge into t using s on a = b and c = d when matched then delete', 'merge-all', 't'],
  ['merge into t using s on a = b when not matched by source then delete', 'merge-all', 't'],
  ['drop index concurrently a.i', 'drop', 'a.i'],
  ['alter table t alter a set default 1, drop column b', 'drop', 'b'],
  ['alter table t drop column a', 'drop', 'a'],
  ['alter table t add b int, drop a', 'drop', 'a'],
])('%s is dangerous', (sql, kind, target) => {
  expect(inPostgres(sql)).toEqual([{ kind, target }])
})

test.each([
  'delete from orders where id = 1',
  'update t set a = 1 from u where u.id = t.id',
  'delete from t where current of c',
  'select * from t for update',
  'select * from t for no key update',
  'insert into t values (1) on conflict (id) do update set a = 1',
  'create table t (a int references u on delete cascade on update set null)',
  'create trigger t after delete on a for each row execute function f()',
  'create function f() returns void language sql as $$ delete from a $$',
  'grant delete, truncate on a to b',
  'select \'drop table a\', "delete" from t',
  'select t.delete, t.update from t',
  'explain delete from orders',
  'merge into t using s on a = b when matched and s.gone then delete',
  'merge into t using s on a = b when matched then update set a = 1',
  'do $$ begin perform 1; -- delete\n end $$',
  'alter table t drop constraint c',
  'alter table t alter a drop not null',
  '',
])('%s is not', (sql) => {
  expect(inPostgres(sql)).toEqual([])
})

test('each of several is found', () => {
  expect(
    inSqlServer('update a set b = 1 select * from c where d = 1 delete [dbo].[e] drop table f'),
  ).toEqual([
    { kind: 'update-all', target: 'a' },
    { kind: 'delete-all', target: '[dbo].[e]' },
    { kind: 'drop-table', target: 'f' },
  ])
})

test('a batch whose changes have their WHERE is fine', () => {
  expect(
    inSqlServer(
      'update a set b = 1 from a join c on a.x = c.x where c.y = 2; delete d where e = 1',
    ),
  ).toEqual([])
  expect(inSqlServer('alter table t drop constraint c alter table t drop column d')).toEqual([
    { kind: 'drop', target: 'd' },
  ])
})

test('Redis is emptied by one word', () => {
  expect(findDangers(' FLUSHALL async', 'redis')).toEqual([{ kind: 'flush-server', target: '' }])
  expect(findDangers('flushdb', 'redis')).toEqual([{ kind: 'flush-database', target: '' }])
  expect(findDangers('get flushall', 'redis')).toEqual([])
  expect(findDangers('drop table a', 'none')).toEqual([])
})

test.each([
  ['drop database m', 'drop-database', 'm'],
  ['drop measurement "cpu load"', 'drop-measurement', '"cpu load"'],
  ['delete from cpu', 'delete-all', 'cpu'],
  ['DELETE', 'delete-all', ''],
  ["drop series from m.autogen.cpu where host = 'a'", 'drop-series', 'm.autogen.cpu'],
  ['drop retention policy "one week" on m', 'drop-policy', '"one week"'],
  ['drop continuous query c on m', 'drop', 'c'],
  ['drop shard 3', 'drop', '3'],
  ['import "influxdata/influxdb/v1"\nv1.delete(bucket: "m")', 'call', ''],
])('InfluxDB: %s is a danger', (sql, kind, target) => {
  expect(findDangers(sql, 'influx')).toEqual([{ kind, target }])
})

test.each([
  "delete from cpu where time < '2020-01-01'",
  "select * from cpu where a = 'drop database m'",
  '-- drop database m\nshow databases',
  'create database m',
  'from(bucket: "m") |> range(start: -1h) |> drop(columns: ["a"])',
])('InfluxDB: %s is none', (sql) => {
  expect(findDangers(sql, 'influx')).toEqual([])
})

test('InfluxDB: each statement of a request is looked at', () => {
  expect(findDangers('show databases; drop database a; drop measurement b', 'influx')).toEqual([
    { kind: 'drop-database', target: 'a' },
    { kind: 'drop-measurement', target: 'b' },
  ])
})

test.each([
  'delete from t where true',
  'delete from t where 1=1',
  'delete from t where (1 = 1)',
  "delete from t where 'a'='a' returning *",
  'delete from t where a = a',
  'delete from t where T.a = t.A',
  'delete from t where not false',
  'delete from t where id = 5 or 1=1',
  'delete from t where true and 2 > 1',
  "delete from t where a like '%'",
  'delete from t where 1 is not null',
  'update t set a = 1 where 1',
  'update t set a = 1 where 1 <> 2 order by a limit 5',
])('%s has a condition in name only', (sql) => {
  const kind = sql.startsWith('delete') ? 'delete-all' : 'update-all'
  expect(inPostgres(sql)).toEqual([{ kind, target: 't', isAlwaysTrue: true }])
})

test.each([
  'delete from t where false',
  'delete from t where 1 = 2',
  'delete from t where 1=1 and id = 5',
  'delete from t where a = b',
  'delete from t where a <> a',
  "delete from t where a like '%x'",
  "delete from t where a not like '%'",
  'delete from t where a is not null',
  'delete from t where a between 1 and 1',
  'delete from t where (select true)',
  'delete from t where f(a) = f(b)',
  'delete from t where not true',
])('%s chooses', (sql) => {
  expect(inPostgres(sql)).toEqual([])
})

test('the statement behind a condition that always holds is none of it', () => {
  expect(inSqlServer('delete a where 1 = 1 select * from b where c = 2')).toEqual([
    { kind: 'delete-all', target: 'a', isAlwaysTrue: true },
  ])
})

test('each is told where it begins', () => {
  const batch = 'select 1; delete from a\ndrop table b'
  expect(findDangers(batch, 'mssql').map(({ from }) => batch.slice(from))).toEqual([
    'delete from a\ndrop table b',
    'drop table b',
  ])
})
