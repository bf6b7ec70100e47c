import { expect, test } from 'vitest'
import { placeError, wordRangeAt } from './placeError.ts'

const statement = { text: 'SELECT x', start: 10 }

test('an error stands at its offset in a script that was not edited', () => {
  expect(placeError('SELECT 1;\nSELECT x;', statement, 7)).toBe(17)
})

test('an error moves with its statement', () => {
  expect(placeError('-- new line\nSELECT 1;\nSELECT x;', statement, 7)).toBe(29)
  expect(placeError('SELECT x;', statement, 7)).toBe(7)
})

test('of two equal statements the nearer one is meant', () => {
  expect(placeError('SELECT x;\n\n\nSELECT x;', { text: 'SELECT x', start: 10 }, 0)).toBe(12)
  expect(placeError('SELECT x;\n\n\nSELECT x;', { text: 'SELECT x', start: 3 }, 0)).toBe(0)
})

test('an error of a statement that is gone stands nowhere', () => {
  expect(placeError('SELECT y', statement, 7)).toBeNull()
})

test('an offset outside the statement is kept inside it', () => {
  expect(placeError('SELECT x', { text: 'SELECT x', start: 0 }, 99)).toBe(8)
})

test('the word at the place is underlined, or one character', () => {
  expect(wordRangeAt('SELECT colour FROM t', 7)).toEqual({ from: 7, to: 13 })
  expect(wordRangeAt('SELECT )', 7)).toEqual({ from: 7, to: 8 })
  expect(wordRangeAt('SELECT', 6)).toEqual({ from: 5, to: 6 })
  expect(wordRangeAt('', 0)).toEqual({ from: 0, to: 0 })
})
