import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Matches } from './Matches.ts'

const COLUMNS = [4, 0, 2]

function matchesOf(rowCount: number, rows: readonly number[][]): Matches {
  const matches = new Matches(rowCount, COLUMNS)
  rows.forEach((found, position) => matches.add(position, found))
  return matches
}

test('going on from match to match visits all of them in order and comes around', () => {
  const matches = matchesOf(10_000, [[9_999, 3], [3], [5_000]])
  expect(matches.total).toBe(4)
  const first = matches.find({ row: 0, column: 4 }, 'first')
  expect(first).toEqual({ row: 3, column: 4, number: 1 })
  const second = matches.find(first!, 'next')
  expect(second).toEqual({ row: 3, column: 0, number: 2 })
  expect(matches.find(second!, 'first')).toEqual(second)
  expect(matches.find({ row: 9_999, column: 4 }, 'next')).toEqual(first)
  expect(matches.find(first!, 'previous')).toEqual({ row: 9_999, column: 4, number: 4 })
})

test('nothing found is told as nothing', () => {
  expect(matchesOf(0, [[], [], []]).find({ row: 0, column: 4 }, 'next')).toBeNull()
})

test('agrees with a list of all matches from any place', () => {
  const cell = fc.record({ row: fc.nat(9_000), position: fc.nat(2) })
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 40 }), cell, (cells, from) => {
      const sorted = [...new Set(cells.map(({ row, position }) => row * 3 + position))].toSorted(
        (a, b) => a - b,
      )
      const rows = COLUMNS.map((_, at) =>
        sorted.filter((key) => key % 3 === at).map((key) => Math.floor(key / 3)),
      )
      const matches = matchesOf(9_001, rows)
      const key = from.row * 3 + from.position
      const place = { row: from.row, column: COLUMNS[from.position]! }
      const next = sorted.find((each) => each > key) ?? sorted[0]!
      const previous = sorted.findLast((each) => each < key) ?? sorted.at(-1)!
      for (const [direction, wanted] of [
        ['next', next],
        ['previous', previous],
      ] as const)
        expect(matches.find(place, direction)).toEqual({
          row: Math.floor(wanted / 3),
          column: COLUMNS[wanted % 3],
          number: sorted.indexOf(wanted) + 1,
        })
    }),
  )
})
