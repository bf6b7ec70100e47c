import { expect, test } from 'vitest'
import type { GridCell } from '../ui/dataGrid.ts'
import { stagedTsv } from './stagedTsv.ts'

const value = (text: string, change: Partial<GridCell> = {}): GridCell => ({
  ...{ text, state: 'value', note: null },
  ...change,
})
const mark = { kind: 'changed', label: '' } as const
const copy = (rows: GridCell[][], names: string[] | null = null) =>
  stagedTsv(
    { rows: [{ from: 0, to: rows.length }], columns: rows[0]!.map((_, at) => at) },
    (row, column) => rows[row]![column]!,
    names,
  )

test('staged cells are copied as they are staged, the others beside them', () => {
  const rows = [
    [value('1'), value('a\t"b"', { mark })],
    [value('NULL', { state: 'null' }), value('', { state: 'empty' })],
  ]
  expect(copy(rows)).toBe('1\t"a\t""b"""\n\t""\n')
  expect(copy(rows, ['id', 'name'])).toMatch(/^id\tname\n1\t/)
})

test('where nothing is staged, or a value is not here whole, main copies', () => {
  expect(copy([[value('1')]])).toBeNull()
  expect(copy([[value('1', { mark }), value('x', { note: '2 kB' })]])).toBeNull()
  expect(copy([[value('1', { mark }), value('', { state: 'loading' })]])).toBeNull()
})
