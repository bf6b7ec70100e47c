import { expect, test } from 'vitest'
import {
  fittedWidths,
  layoutKey,
  orderedKeys,
  PLAIN_LAYOUT,
  visibleKeys,
  withHidden,
  withMoved,
  withPinned,
  withWidths,
} from './columnLayout.ts'

test('pinned columns stand at the sides, hidden ones nowhere', () => {
  const layout = withHidden(withPinned(withPinned(PLAIN_LAYOUT, 2, 'left'), 0, 'right'), 3, true, 5)
  expect(visibleKeys(layout, 5)).toEqual([2, 1, 4, 0])
  expect(visibleKeys(withPinned(layout, 2, null), 5)).toEqual([1, 2, 4, 0])
})

test('the last column in sight cannot be hidden', () => {
  const one = withHidden(PLAIN_LAYOUT, 0, true, 2)
  expect(withHidden(one, 1, true, 2)).toBe(one)
  expect(visibleKeys(withHidden(one, 0, false, 2), 2)).toEqual([0, 1])
})

test('a column is moved before or behind the one it is dropped on, by where it came from', () => {
  expect(withMoved(PLAIN_LAYOUT, 0, 2, 4).order).toEqual([1, 2, 0, 3])
  expect(withMoved(PLAIN_LAYOUT, 3, 1, 4).order).toEqual([0, 3, 1, 2])
})

test('an order kept from other columns is completed and cut', () => {
  expect(orderedKeys({ ...PLAIN_LAYOUT, order: [9, 2, 2] }, 4)).toEqual([2, 0, 1, 3])
})

test('columns fill the room in proportion, none becoming too narrow to read', () => {
  const widths = withWidths(PLAIN_LAYOUT, [
    [0, 300],
    [1, 100],
    [2, 4],
  ]).widths
  expect(fittedWidths(widths, 808)).toEqual([
    [0, 600],
    [1, 200],
    [2, 48],
  ])
})

test('results of the same names and types share a layout', () => {
  const column = { name: 'id', serverType: 'int4', type: { kind: 'int32' } } as const
  expect(layoutKey([column])).toBe(layoutKey([{ ...column, type: { kind: 'text' } }]))
  expect(layoutKey([column])).not.toBe(layoutKey([column, column]))
})
