import { expect, test } from 'vitest'
import { pressHeader, sortMark } from './sortKeys.ts'

const up = (column: number) => ({ column, descending: false })
const down = (column: number) => ({ column, descending: true })

test('a header sorts upwards, then downwards, then not at all', () => {
  expect(pressHeader([], 2, false)).toEqual([up(2)])
  expect(pressHeader([up(2)], 2, false)).toEqual([down(2)])
  expect(pressHeader([down(2)], 2, false)).toEqual([])
})

test('another header takes the place of the columns before, unless it is added', () => {
  expect(pressHeader([up(1), down(2)], 3, false)).toEqual([up(3)])
  expect(pressHeader([up(1), down(2)], 3, true)).toEqual([up(1), down(2), up(3)])
  expect(pressHeader([up(1), up(2)], 1, true)).toEqual([down(1), up(2)])
  expect(pressHeader([down(1), up(2)], 1, true)).toEqual([up(2)])
})

test('a mark tells the direction, and the place where there are several', () => {
  expect(sortMark([up(1)], 1)).toEqual({ direction: 'ascending', place: null })
  expect(sortMark([up(1), down(0)], 0)).toEqual({ direction: 'descending', place: 2 })
  expect(sortMark([up(1)], 0)).toBeNull()
})
