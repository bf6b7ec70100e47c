import { expect, test } from 'vitest'
import { centreOn, fitViewport, recentre } from './fitViewport.ts'

const canvas = { width: 960, height: 670 }
const overview = { width: 230, height: 180 }
const grid = (columns: number, rows: number) =>
  Array.from({ length: columns * rows }, (_, index) => ({
    x: (index % columns) * 300,
    y: Math.floor(index / columns) * 200,
    width: 240,
    height: 160,
  }))

test.each([
  ['wide', grid(20, 3)],
  ['tall', grid(3, 20)],
  ['square', grid(8, 8)],
])('all of a %s diagram is in sight, and nothing of it under the overview', (_shape, boxes) => {
  const { x, y, zoom } = fitViewport(boxes, canvas, overview)
  for (const box of boxes) {
    const right = (box.x + box.width) * zoom + x
    const bottom = (box.y + box.height) * zoom + y
    expect([box.x * zoom + x, box.y * zoom + y].every((value) => value >= 0)).toBe(true)
    expect(right).toBeLessThanOrEqual(canvas.width)
    expect(bottom).toBeLessThanOrEqual(canvas.height)
    expect(right > canvas.width - overview.width && bottom > canvas.height - overview.height).toBe(
      false,
    )
  }
})

test('no room is given away where nothing would be hidden', () => {
  const few = grid(2, 1)
  expect(fitViewport(few, canvas, overview)).toEqual(fitViewport(few, canvas))
})

test('a table is brought to the middle, and stays there in a window of another size', () => {
  const box = { x: 1_000, y: 500, width: 200, height: 100 }
  const viewport = centreOn(box, canvas, 0.1)
  expect(viewport.zoom).toBe(0.6)
  expect([1_100 * 0.6 + viewport.x, 550 * 0.6 + viewport.y]).toEqual([480, 335])
  const narrow = { width: 500, height: 670 }
  expect(recentre(viewport, canvas, narrow)).toEqual(centreOn(box, narrow, 0.1))
})
