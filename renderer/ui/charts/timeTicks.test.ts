import { expect, test } from 'vitest'
import { formatTick, timeTicks } from './timeTicks.ts'

const at = (hours: number, minutes: number, seconds = 0) =>
  new Date(2026, 2, 14, hours, minutes, seconds).getTime()

test('ticks fall on round moments and are not more than asked for', () => {
  expect(timeTicks(at(10, 3, 20), at(10, 8, 20), 5)).toEqual([
    at(10, 4),
    at(10, 5),
    at(10, 6),
    at(10, 7),
    at(10, 8),
  ])
  expect(timeTicks(at(10, 3), at(11, 3), 3)).toEqual([at(10, 30), at(11, 0)])
})

test('an empty span has at most its own moment', () => {
  expect(timeTicks(at(10, 0), at(10, 0), 5)).toEqual([at(10, 0)])
})

test('seconds show only where the span is short', () => {
  expect(formatTick(at(9, 5, 30), 120_000)).toBe('09:05:30')
  expect(formatTick(at(9, 5, 30), 300_000)).toBe('09:05')
})
