import { expect, test } from 'vitest'
import { wheelStep } from './tallGrid.ts'

test('the wheel is left to the browser where all rows fit into the scrolled height', () => {
  expect(wheelStep(100, { rowsHeight: 24_000, scrollHeight: 24_029, clientHeight: 400 })).toBeNull()
  expect(wheelStep(100, { rowsHeight: 100, scrollHeight: 400, clientHeight: 400 })).toBeNull()
})

test('in a stretched grid a turn of the wheel moves rows as far as in a short one', () => {
  const heights = { rowsHeight: 240_000_400, scrollHeight: 4_000_400, clientHeight: 400 }
  expect(wheelStep(120, heights)).toBeCloseTo(2)
  expect(wheelStep(-60, heights)).toBeCloseTo(-1)
})
