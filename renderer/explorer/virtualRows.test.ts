import { expect, test } from 'vitest'
import { rowOffsets, scrollTopToShow, visibleRows } from './virtualRows.ts'

const lines = (...counts: number[]) => counts.map((count) => ({ lines: count }))
const many = rowOffsets(
  Array.from({ length: 20_000 }, () => ({ lines: 1 })),
  22,
)

test('rows of several lines push those below', () => {
  expect([...rowOffsets(lines(1, 4, 1), 22)]).toEqual([0, 22, 110, 132])
})

test('only rows in sight and a few around are drawn', () => {
  const { first, end } = visibleRows(many, 220_000, 660)
  expect(first).toBe(10_000 - 8)
  expect(end - first).toBeLessThan(60)
})

test('at the ends nothing beyond the rows is drawn', () => {
  expect(visibleRows(many, 0, 100).first).toBe(0)
  expect(visibleRows(many, 1e9, 100).end).toBe(20_000)
  expect(visibleRows(rowOffsets([], 22), 0, 100)).toEqual({ first: 0, end: 0 })
})

test('a row is scrolled to only as far as needed', () => {
  expect(scrollTopToShow(many, 5, 0, 660)).toBeNull()
  expect(scrollTopToShow(many, 100, 0, 660)).toBe(101 * 22 - 660)
  expect(scrollTopToShow(many, 3, 660, 660)).toBe(66)
})
