import { expect, test } from 'vitest'
import { changedPart } from './changedPart.ts'

test.each([
  ['select 1', 'select 12', { from: 8, to: 8, text: '2' }],
  ['select 111', 'select 222', { from: 7, to: 10, text: '222' }],
  ['aa', 'a', { from: 1, to: 2, text: '' }],
  ['a', 'aa', { from: 1, to: 1, text: 'a' }],
  ['same', 'same', { from: 4, to: 4, text: '' }],
  ['', 'all', { from: 0, to: 0, text: 'all' }],
])('%j becomes %j by one replacement', (before, after, part) => {
  expect(changedPart(before, after)).toEqual(part)
  const { from, to, text } = changedPart(before, after)
  expect(before.slice(0, from) + text + before.slice(to)).toBe(after)
})
