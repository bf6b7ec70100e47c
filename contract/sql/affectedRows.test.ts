import { expect, test } from 'vitest'
import { affectedRows, isOneCondition } from './affectedRows.ts'

test.each([
  ['update t set a = 1 where b >= 1.5', 'update', 't', '', 'b >= 1.5'],
  [
    'delete from only s."T" as x where x.a in (select b from u);',
    'delete',
    's."T"',
    'x',
    'x.a in (select b from u)',
  ],
  ['update t u set a = 1 where u.b = 1 -- why', 'update', 't', 'u', 'u.b = 1'],
])('%s can be counted', (sql, verb, relation, alias, condition) => {
  expect(affectedRows(sql, 'postgres')).toEqual({ verb, relation, alias, condition })
})

test.each([
  'update t set a = 1',
  'delete from t using u where t.a = u.a',
  'update t set a = u.a from u where t.a = u.a',
  'delete from t where a = :id',
  'delete from t where current of c',
  'delete from t where a = 1 returning *',
  'with x as (select 1) delete from t where a = 1',
  'delete from t where a = 1; drop table t',
  'select 1 where true',
])('%s is not counted', (sql) => {
  expect(affectedRows(sql, 'postgres')).toBeNull()
})

test('a condition is not more than that', () => {
  expect(isOneCondition("a = ')' and (b = 1 or c = 2)", 'postgres')).toBe(true)
  for (const text of ['a = 1; drop table t', 'a = 1) or (1=1', 'a = 1)', "a = 'x", ''])
    expect(isOneCondition(text, 'postgres'), text).toBe(false)
})
