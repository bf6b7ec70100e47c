import { expect, test } from 'vitest'
import { normalizeStatement } from './normalizeStatement.ts'

const of = (sql: string) => normalizeStatement(sql, 'postgres')

test('values, comments and white space make no difference', () => {
  const one = of("select *  from orders -- all\nwhere id = 17 and name = 'O''Hara'")
  expect(one).toBe('select * from orders where id = ? and name = ?')
  expect(of('select * from orders where id = 4.25 and name = $$x$$;')).toBe(one)
})

test('quoted names stay, numbers in names too', () => {
  expect(of('select t1."Größe 2" from t1 where x2 = 3')).toBe(
    'select t1."Größe 2" from t1 where x2 = ?',
  )
})

test('lists and rows of values of any length are the same', () => {
  expect(of('select 1 where a in (1, 2, 3)')).toBe(of('select 2 where a in (4,5)'))
  expect(of("insert into t values (1, 'a'), (2, 'b'), (3, 'c')")).toBe(
    of("insert into t values (7, 'x'), (8, 'y')"),
  )
})

test('placeholders stay as they are', () => {
  expect(of('select * from t where id = $1')).toBe('select * from t where id = $1')
})

test('of a command its keys and values are left out', () => {
  expect(normalizeStatement('set user:1 secret', 'redis')).toBe('SET …')
  expect(normalizeStatement('ping', 'redis')).toBe('PING')
})
