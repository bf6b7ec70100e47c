import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { MOST_PREPARED, PreparedStatements } from './PreparedStatements.ts'

test('keeps statements with values compiled, and not more than so many', () => {
  const statements = new PreparedStatements(new Database(':memory:'))
  const sqlOf = (number: number) => `select ? + ${number}`
  const first = statements.prepare(sqlOf(0), [1]).statement
  const second = statements.prepare(sqlOf(1), [1]).statement
  for (let number = 2; number < MOST_PREPARED; number++) statements.prepare(sqlOf(number), [1])
  expect(statements.keptCount).toBe(MOST_PREPARED)
  expect(statements.prepare(sqlOf(0), [2]).statement).toBe(first)

  // One more, and the one that was not used for longest goes.
  statements.prepare(sqlOf(MOST_PREPARED), [1])
  expect(statements.keptCount).toBe(MOST_PREPARED)
  expect(statements.prepare(sqlOf(0), [3]).statement).toBe(first)
  expect(statements.prepare(sqlOf(1), [1]).statement).not.toBe(second)
})

test('keeps none without values', () => {
  const statements = new PreparedStatements(new Database(':memory:'))
  statements.prepare('select 1', [])
  expect(statements.keptCount).toBe(0)
})

test('binds anew for each run', () => {
  const statements = new PreparedStatements(new Database(':memory:'))
  const rows = (sql: string, values: readonly number[]) => [
    ...statements.prepare(sql, values).iterate(),
  ]
  expect(rows('select ? as a, ? as b', [1.5, 2.5])).toEqual([{ a: 1.5, b: 2.5 }])
  expect(rows('select ? as a, ? as b', [3.5, 4.5])).toEqual([{ a: 3.5, b: 4.5 }])
  expect(rows('select ?2 as a, ?1 as b', [1.5, 2.5])).toEqual([{ a: 2.5, b: 1.5 }])
  expect(() => rows('select ? as a', [1.5, 2.5])).toThrow(/do not match the 2 values/)
  expect(rows('select ? as a', [5.5])).toEqual([{ a: 5.5 }])
})
