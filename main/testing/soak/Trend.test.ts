import { expect, test } from 'vitest'
import { growthOf } from './Trend.ts'

test('tells growth from noise', () => {
  expect(growthOf([10, 12, 14, 16])).toBeCloseTo(6)
  expect(growthOf([5, 9, 1, 1, 9, 5])).toBeCloseTo(0)
  expect(growthOf([3])).toBe(0)
})
