import { expect, test } from 'vitest'
import { errorPlace } from './errorPlace.ts'

test.each([
  [0, 1, 1],
  [7, 1, 8],
  [9, 2, 1],
  [14, 2, 6],
])('offset %i is line %i, column %i', (offset, line, column) => {
  expect(errorPlace({ text: 'SELECT x\nFROM nowhere' }, offset)).toEqual({ line, column })
})

test('lines and columns are those of the script', () => {
  const statement = { text: 'SELECT x\nFROM nowhere', place: { line: 3, column: 11 } }
  expect(errorPlace(statement, 7)).toEqual({ line: 3, column: 18 })
  expect(errorPlace(statement, 14)).toEqual({ line: 4, column: 6 })
})
