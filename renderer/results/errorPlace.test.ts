import { expect, test } from 'vitest'
import { errorPlace } from './errorPlace.ts'

test.each([
  [0, 1, 1],
  [7, 1, 8],
  [9, 2, 1],
  [14, 2, 6],
])('offset %i is line %i, column %i', (offset, line, column) => {
  expect(errorPlace('SELECT x\nFROM nowhere', offset)).toEqual({ line, column })
})
