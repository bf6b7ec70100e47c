import { expect, test } from 'vitest'
import { nextIndex } from './panes.ts'

test('panes go round in both directions', () => {
  expect(nextIndex(2, 1, 3)).toBe(0)
  expect(nextIndex(0, -1, 3)).toBe(2)
})

test('from outside of all panes, forward is the first and backward the last', () => {
  expect(nextIndex(-1, 1, 3)).toBe(0)
  expect(nextIndex(-1, -1, 3)).toBe(2)
})
