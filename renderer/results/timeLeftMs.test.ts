import { expect, test } from 'vitest'
import { timeLeftMs } from './timeLeftMs.ts'

test.each([
  ['at the rate so far', 250, 1_000, 2_000, 6_000],
  ['not before a rate has settled', 250, 1_000, 900, null],
  ['not while the total is unknown', 250, null, 2_000, null],
  ['not before the first row', 0, 1_000, 2_000, null],
  ['not at the end', 1_000, 1_000, 2_000, null],
])('%s', (_, writtenRows, totalRows, elapsedMs, left) => {
  expect(timeLeftMs({ writtenRows, totalRows, elapsedMs })).toBe(left)
})
