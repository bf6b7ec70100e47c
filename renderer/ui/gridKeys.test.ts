import { expect, test } from 'vitest'
import { gridAction } from './gridKeys.ts'

const size = { rowCount: 1_000, columnCount: 4 }

function action(keys: string, focus = { row: 10, column: 1 }, head = focus) {
  const parts = keys.split('+')
  const press = {
    key: parts.at(-1)!,
    ctrlKey: parts.includes('Ctrl'),
    shiftKey: parts.includes('Shift'),
    altKey: parts.includes('Alt'),
    metaKey: false,
  }
  return gridAction(press, { focus, head, size, pageRows: 20, isEditable: false })
}

test('arrows move from the focus, with Shift from the corner that was moved last', () => {
  const head = { row: 20, column: 2 }
  expect(action('ArrowDown', undefined, head)).toEqual({ kind: 'move', to: { row: 11, column: 1 } })
  expect(action('Shift+ArrowDown', undefined, head)).toEqual({
    kind: 'extend',
    to: { row: 21, column: 2 },
  })
  expect(action('Ctrl+Shift+End', undefined, head)).toEqual({
    kind: 'extend',
    to: { row: 999, column: 3 },
  })
})

test('Tab goes along the rows and leaves at the ends', () => {
  expect(action('Tab', { row: 0, column: 3 })).toEqual({ kind: 'move', to: { row: 1, column: 0 } })
  expect(action('Shift+Tab', { row: 1, column: 0 })).toEqual({
    kind: 'move',
    to: { row: 0, column: 3 },
  })
  expect(action('Tab', { row: 999, column: 3 })).toBeNull()
  expect(action('Shift+Tab', { row: 0, column: 0 })).toBeNull()
})

test.each([
  ['Ctrl+a', { kind: 'select-all' }],
  ['Ctrl+c', null],
  ['Ctrl+ ', { kind: 'select-column' }],
  ['Shift+ ', { kind: 'select-row' }],
  ['Enter', { kind: 'open' }],
  ['F2', { kind: 'open' }],
  ['Escape', { kind: 'collapse' }],
  ['x', null],
  ['Alt+ArrowDown', null],
])('%s', (keys, wanted) => expect(action(keys)).toEqual(wanted))

test('where cells can be changed, Enter and F2 begin from the value, and typing replaces it', () => {
  const at = { focus: { row: 0, column: 0 }, head: { row: 0, column: 0 }, pageRows: 20 }
  const press = (key: string, shiftKey = false, isEditable = true) =>
    gridAction(
      { key, shiftKey, ctrlKey: false, metaKey: false, altKey: false },
      { ...at, size: { rowCount: 5, columnCount: 5 }, isEditable },
    )
  expect(press('Enter')).toEqual({ kind: 'edit', text: null })
  expect(press('F2')).toEqual({ kind: 'edit', text: null })
  expect(press('x')).toEqual({ kind: 'edit', text: 'x' })
  expect(press('Backspace')).toEqual({ kind: 'edit', text: '' })
  expect(press('Enter', true)).toEqual({ kind: 'open' })
  expect(press('Enter', false, false)).toEqual({ kind: 'open' })
  expect(press('x', false, false)).toBeNull()
})
