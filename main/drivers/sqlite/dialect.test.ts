import Database from 'better-sqlite3'
import { afterAll, expect, test } from 'vitest'
import { dialect } from './dialect.ts'

const database = new Database(':memory:')
afterAll(() => database.close())

test('offers only functions that this SQLite has', () => {
  const known = new Set(
    database.prepare('select name from pragma_function_list').pluck().all() as string[],
  )
  // Table-valued ones, those a full-text table brings, and what the parser itself knows.
  const others = /^(jsonb?_(each|tree)|bm25|highlight|snippet)$/

  expect(dialect.functions.filter((name) => !known.has(name) && !others.test(name))).toEqual([])
})

test('keeps all words apart and in capitals', () => {
  expect(new Set(dialect.keywords).size).toBe(dialect.keywords.length)
  expect(dialect.keywords.every((word) => /^[A-Z_]+$/.test(word))).toBe(true)
})

test.each(['t', 'with space', 'with "quotes"', '', 'select', '柳港'])(
  'quotes the name %j so that it is taken as it is',
  (name) => {
    database.exec(`create temp table ${dialect.quoteIdentifier(name)} (a)`)
    expect(() => database.prepare(dialect.selectAll('temp', name))).not.toThrow()
    database.exec(`drop table ${dialect.quoteIdentifier(name)}`)
  },
)
