import { expect, test } from 'vitest'
import { axisTicks, axisTop } from './axisTop.ts'

test('the top of an axis is round, never below the highest value and never below one', () => {
  const tops = [0, 0.3, 1, 1.1, 7, 20_004, 999].map((highest) =>
    axisTop(highest, { isWhole: false }),
  )
  expect(tops).toEqual([1, 1, 1, 2, 8, 30_000, 1_000])
})

test('the middle of an axis of counts is a count', () => {
  const ticks = [1, 3, 7, 9, 31].map((highest) => {
    const top = axisTop(highest, { isWhole: true })
    return axisTicks(top, { isWhole: true })
  })
  expect(ticks).toEqual([
    [0, 1],
    [0, 2, 4],
    [0, 4, 8],
    [0, 5, 10],
    [0, 20, 40],
  ])
})
