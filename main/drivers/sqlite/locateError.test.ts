import Database from 'better-sqlite3'
import { afterAll, expect, test } from 'vitest'
import { locateError } from './locateError.ts'

const database = new Database(':memory:')
afterAll(() => database.close())

function failureOf(sql: string): string | null {
  try {
    database.prepare(sql)
    return null
  } catch (error) {
    return (error as Error).message
  }
}

/** The text from where SQLite's own complaint about the statement is placed. */
function complaintAt(sql: string): string | null {
  const offset = locateError(sql, failureOf(sql)!, failureOf)
  return offset === null ? null : sql.slice(offset)
}

test('finds the wrong token among others that look the same', () => {
  expect(complaintAt('select 1 from x where x = x x')).toBe('x')
  expect(complaintAt('select a, , b')).toBe(', b')
  expect(complaintAt(`select 'from', from from t`)).toBe('from from t')
  expect(complaintAt('/* selec */ selec 1')).toBe('selec 1')
})

test('counts in UTF-16 units', () => {
  const sql = `select '🦦🦦', = 1`

  expect(locateError(sql, failureOf(sql)!, failureOf)).toBe(sql.indexOf('= 1'))
})

test('places what is missing at the end, and an open quote where it opens', () => {
  const sql = 'select (1 + \n'
  expect(locateError(sql, failureOf(sql)!, failureOf)).toBe('select (1 +'.length)
  expect(complaintAt(`select 1, 'open`)).toBe(`'open`)
})

test('finds an unknown name that stands once', () => {
  expect(complaintAt('select 1 from nowhere')).toBe('nowhere')
  expect(complaintAt('select nothing + 1')).toBe('nothing + 1')
  expect(complaintAt('select sqrt(1), sqroot(2)')).toBe('sqroot(2)')
})

test('is silent where the name stands more than once, rather than guess', () => {
  expect(complaintAt('select nope, nope from (select 1 as a)')).toBe(null)
  expect(complaintAt(`select 'nope', nope`)).toBe(null)
})

test('is silent about messages it does not know', () => {
  expect(locateError('select 1', 'database is locked', () => null)).toBe(null)
})
