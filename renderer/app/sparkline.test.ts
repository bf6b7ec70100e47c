import { expect, test } from 'vitest'
import { sparkline } from './sparkline.ts'

const box = { width: 20, height: 12, top: 10, mostValues: 3 }

test('a line grows in from the right and keeps the newest values', () => {
  expect(sparkline([5], box)).toBe('20,6')
  expect(sparkline([9, 0, 5, 10], box)).toBe('0,11 10,6 20,1')
})

test('values beyond the top stay in the box', () => {
  expect(sparkline([25], box)).toBe('20,1')
})

test('without values there is no line', () => {
  expect(sparkline([], box)).toBe('')
})
