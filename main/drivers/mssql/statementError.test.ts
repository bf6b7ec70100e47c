import { expect, test } from 'vitest'
import { statementError } from './statementError.ts'

const offsetIn = (text: string, message: string, lineNumber: number, from = 0) =>
  statementError({ message, number: 207, lineNumber }, { text, from }).details.offset

test('points at the word that the server names, from its line on', () => {
  const text = 'SELECT a,\n  nam\nFROM b WHERE name = nam'
  expect(offsetIn(text, "Invalid column name 'nam'.", 2)).toBe(text.indexOf('nam'))
  expect(offsetIn(text, "Invalid column name 'nam'.", 3)).toBe(text.lastIndexOf('nam'))
  expect(offsetIn(text, "Invalid column name 'nam'.", 2, 100)).toBe(100 + text.indexOf('nam'))
})

test('points at the line where it names nothing that stands there', () => {
  const text = 'SELECT 1\n   SELECT 1 / 0'
  expect(offsetIn(text, 'Divide by zero error encountered.', 2)).toBe(text.lastIndexOf('SELECT'))
  expect(offsetIn(text, 'Divide by zero error encountered.', 9)).toBeUndefined()
})

test('of several errors the first is what went wrong', () => {
  const errors = [
    { message: 'Violation of PRIMARY KEY', number: 2627, class: 14 },
    { message: 'The statement has been terminated.', number: 3621 },
  ]
  expect(statementError(new AggregateError(errors))).toMatchObject({
    code: 'constraint-violation',
    message: 'Violation of PRIMARY KEY\nThe statement has been terminated.',
    details: { number: 2627, severity: 14 },
  })
})
