import { expect, test } from 'vitest'
import { statementError, withTypeHint } from './statementError.ts'

test('counts the position in UTF-16 units of the whole text', () => {
  const sql = "SELECT '🦥é', x"
  // The server counts characters from 1.
  const position = Array.from(sql).indexOf('x') + 1
  const error = statementError(
    { C: '42703', M: 'column "x" does not exist', P: String(position) },
    { sql, offset: 100 },
  )

  expect(error.details.offset).toBe(100 + sql.indexOf('x'))
})

test('says message, detail and hint, and keeps the facts', () => {
  const error = statementError(
    { C: '23505', M: 'duplicate key', D: 'It exists.', H: 'Choose another.', n: 'orders_pkey' },
    { sql: 'INSERT', offset: 0 },
  )

  expect(error.code).toBe('constraint-violation')
  expect(error.message).toBe('duplicate key\nIt exists.\nHint: Choose another.')
  expect(error.details).toEqual({
    sqlstate: '23505',
    detail: 'It exists.',
    hint: 'Choose another.',
    constraint: 'orders_pkey',
  })
})

test('speaks of the type of a placeholder where a value is none of it, and not where a check failed', () => {
  const W = "unnamed portal parameter $1 = '...'"

  expect(withTypeHint({ C: '22P02', M: 'invalid input', W }).H).toMatch(
    /^A placeholder has the type/,
  )
  expect(withTypeHint({ C: '23514', M: 'value for domain mail violates …', W }).H).toBeUndefined()
})
