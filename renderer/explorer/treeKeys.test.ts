import { expect, test } from 'vitest'
import { treeKey, typeAhead } from './treeKeys.ts'
import type { TreeRow } from './treeNode.ts'

const row = (label: string, level: number, isExpanded: boolean | null): TreeRow => ({
  id: label,
  node: { kind: 'empty' },
  label,
  detail: '',
  hint: '',
  level,
  position: 1,
  setSize: 1,
  isExpanded,
  lines: 1,
})

const rows = [
  row('shop', 1, true),
  row('Tables', 2, true),
  row('orders', 3, false),
  row('order_lines', 3, false),
  row('Views', 2, false),
  row('old', 1, false),
]
const press = (current: number, key: string) => treeKey(rows, current, key, 3)

test('arrows, pages and ends move and stop at the ends', () => {
  expect(press(0, 'ArrowDown')).toEqual({ kind: 'focus', index: 1 })
  expect(press(0, 'ArrowUp')).toEqual({ kind: 'focus', index: 0 })
  expect(press(0, 'PageDown')).toEqual({ kind: 'focus', index: 3 })
  expect(press(4, 'PageDown')).toEqual({ kind: 'focus', index: 5 })
  expect(press(2, 'End')).toEqual({ kind: 'focus', index: 5 })
  expect(press(5, 'Home')).toEqual({ kind: 'focus', index: 0 })
})

test('right opens a closed row, then goes to its first child', () => {
  expect(press(2, 'ArrowRight')).toEqual({ kind: 'toggle', index: 2 })
  expect(press(1, 'ArrowRight')).toEqual({ kind: 'focus', index: 2 })
})

test('left closes an open row, then goes to its parent', () => {
  expect(press(1, 'ArrowLeft')).toEqual({ kind: 'toggle', index: 1 })
  expect(press(3, 'ArrowLeft')).toEqual({ kind: 'focus', index: 1 })
  expect(press(5, 'ArrowLeft')).toBeNull()
})

test('Enter and Space activate', () => {
  expect(press(2, 'Enter')).toEqual({ kind: 'activate', index: 2 })
  expect(press(2, ' ')).toEqual({ kind: 'activate', index: 2 })
})

test('with no row active, a move begins at the first and other keys do nothing', () => {
  expect(press(-1, 'ArrowDown')).toEqual({ kind: 'focus', index: 0 })
  expect(press(-1, 'Enter')).toBeNull()
  expect(treeKey([], -1, 'ArrowDown', 3)).toBeNull()
})

test('a letter goes on to the next row that begins so, and wraps', () => {
  expect(typeAhead(rows, 0, 'o')).toBe(2)
  expect(typeAhead(rows, 2, 'o')).toBe(3)
  expect(typeAhead(rows, 5, 'o')).toBe(2)
  expect(typeAhead(rows, 0, 'x')).toBeNull()
})

test('more letters stay on a row that still fits', () => {
  expect(typeAhead(rows, 3, 'order_')).toBe(3)
  expect(typeAhead(rows, 2, 'order_')).toBe(3)
})
