import { expect, test } from 'vitest'
import { sliceLabelPlaces } from './sliceLabels.ts'

const rounded = (values: number[]) =>
  sliceLabelPlaces(values, 100).map(
    (place) => place && { x: Math.round(place.x), y: Math.round(place.y) },
  )

test('stand beside the middle of their slices, clockwise from the top', () => {
  expect(rounded([1, 1, 1, 1])).toEqual([
    { x: 71, y: -71 },
    { x: 71, y: 71 },
    { x: -71, y: 71 },
    { x: -71, y: -71 },
  ])
})

test('a slice that is too small has none', () => {
  expect(rounded([99, 1])[1]).toBeNull()
})

test.each([
  ['at the top', [88, 3, 3, 3, 3]],
  ['at the bottom', [47, 2, 2, 2, 2, 2, 43]],
  ['at the side', [20, 2, 2, 2, 2, 2, 70]],
])('labels of small neighbours %s are a line apart and on the circle', (_, values) => {
  const places = sliceLabelPlaces(values, 100)
  expect(places).not.toContain(null)
  for (const side of [-1, 1]) {
    const ys = places
      .filter((place) => place!.x < 0 === side < 0)
      .map((place) => place!.y)
      .toSorted((a, b) => a - b)
    ys.slice(1).forEach((y, index) => expect(y - ys[index]!).toBeGreaterThan(14.99))
  }
  for (const place of places) expect(Math.hypot(place!.x, place!.y)).toBeCloseTo(100)
})
