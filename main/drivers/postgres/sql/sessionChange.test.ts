import { expect, test } from 'vitest'
import { sessionChange } from './sessionChange.ts'

test.each([
  ['set search_path to shop', 'search_path'],
  ['SET SESSION work_mem = 1', 'work_mem'],
  ["set my.own = 'x'", 'my.own'],
  ["set time zone 'UTC'", 'time zone'],
  ['set role reader', 'role'],
  ['create temp table tt(a int)', 'temporary table tt'],
  ['CREATE TEMPORARY VIEW "V" as select 1', 'temporary view V'],
  ['create local temp table if not exists a.b()', 'temporary table a.b'],
  ['select 1 as a into temp table t2', 'temporary table t2'],
  ['prepare p as select 1', 'prepared statement p'],
  ['listen news', 'channel news'],
  ['select pg_advisory_lock(1)', 'advisory lock'],
  ["select set_config('search_path', 'shop', false)", 'search_path'],
  ['declare c cursor with hold for select 1', 'cursor c'],
  ['set local work_mem = 1', null],
  ['set transaction read only', null],
  ['declare c cursor for select 1', null],
  ['reset all', null],
  ['select temp from weather', null],
  ['create table t (temp int)', null],
  ['insert into temp values (1)', null],
  ['update t set a = 1', null],
  ["select 'set x'", null],
])('%s changes %j of the session', (sql, change) => {
  expect(sessionChange(sql)).toBe(change)
})
