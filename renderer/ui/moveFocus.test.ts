import { expect, test } from 'vitest'
import { moveFocus } from './moveFocus.ts'

const size = { rowCount: 1_000_000, columnCount: 12 }
const press = (keys: string, at = { row: 500, column: 5 }) => {
  const ctrlKey = keys.startsWith('Ctrl+')
  return moveFocus({ key: keys.replace('Ctrl+', ''), ctrlKey, metaKey: false }, at, size, 20)
}

test.each([
  ['ArrowUp', 499, 5],
  ['ArrowDown', 501, 5],
  ['ArrowLeft', 500, 4],
  ['ArrowRight', 500, 6],
  ['Ctrl+ArrowUp', 0, 5],
  ['Ctrl+ArrowDown', 999_999, 5],
  ['Ctrl+ArrowLeft', 500, 0],
  ['Ctrl+ArrowRight', 500, 11],
  ['PageUp', 480, 5],
  ['PageDown', 520, 5],
  ['Home', 500, 0],
  ['End', 500, 11],
  ['Ctrl+Home', 0, 0],
  ['Ctrl+End', 999_999, 11],
])('%s goes to row %i, column %i', (keys, row, column) => {
  expect(press(keys)).toEqual({ row, column })
})

test('stays inside the grid', () => {
  expect(press('ArrowUp', { row: 0, column: 0 })).toEqual({ row: 0, column: 0 })
  expect(press('PageDown', { row: 999_990, column: 0 })).toEqual({ row: 999_999, column: 0 })
  expect(press('ArrowRight', { row: 3, column: 11 })).toEqual({ row: 3, column: 11 })
})

test('leaves other keys alone', () => {
  expect(press('Enter')).toBeNull()
  expect(press('Ctrl+c')).toBeNull()
})
