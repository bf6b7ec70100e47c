import { expect, test } from 'vitest'
import { placeOfInput } from './placeOfInput.ts'

test('a narrow cell has a wider field as far as there is room behind it', () => {
  expect(placeOfInput({ left: 100, width: 60 }, 900)).toEqual({
    left: 100,
    width: 140,
    isAtEnd: false,
  })
  expect(placeOfInput({ left: 800, width: 90 }, 900)).toEqual({
    left: 800,
    width: 100,
    isAtEnd: true,
  })
})

test('a cell that is cut off at a side has its field in sight', () => {
  expect(placeOfInput({ left: -40, width: 200 }, 900).left).toBe(0)
  expect(placeOfInput({ left: 850, width: 200 }, 900)).toMatchObject({ left: 700, width: 200 })
})
