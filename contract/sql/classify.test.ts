import { expect, test } from 'vitest'
import { mayChangeSchema } from './classify.ts'

test.each([
  'create table a (b int)',
  '-- note\n /* x */ ALTER TABLE a ADD c int',
  'drop view a',
  'do $$ begin create table a (); end $$',
  'call p()',
  'commit',
  'select 1 as b into a from c',
  'with x as (select 1) select * into a from x',
  'explain analyze create table a as select 1',
])('%s may', (sql) => {
  expect(mayChangeSchema(sql, 'postgres')).toBe(true)
})

test.each([
  "select 'create table a'",
  'select "create", comment from a -- drop',
  "insert into a values ('drop')",
  'update a set comment = 1',
  'explain select 1',
  'begin',
  '',
])('%j does not', (sql) => {
  expect(mayChangeSchema(sql, 'postgres')).toBe(false)
})

test('a batch is looked through as a whole', () => {
  expect(mayChangeSchema('set nocount on; create table a (b int)', 'mssql')).toBe(true)
})
