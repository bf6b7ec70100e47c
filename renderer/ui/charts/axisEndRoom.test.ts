import { expect, test } from 'vitest'
import { axisEndRoom } from './axisEndRoom.ts'

test('half of a long label has room beyond the end of its axis', () => {
  expect(axisEndRoom('2025-10-23')).toBe(39)
  expect(axisEndRoom('12:30')).toBe(24)
})
