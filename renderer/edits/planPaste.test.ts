import { expect, test } from 'vitest'
import type { Column } from '../../contract/columns.ts'
import type { EditColumn } from '../../contract/edits.ts'
import { parseTsv } from './parseTsv.ts'
import { planPaste, withoutHeaders } from './planPaste.ts'

const result: Column[] = [
  { name: 'id', type: { kind: 'int32' }, serverType: 'integer' },
  { name: 'name', type: { kind: 'text' }, serverType: 'text' },
  { name: 'total', type: { kind: 'int32' }, serverType: 'integer' },
]
const table: EditColumn[] = [
  { name: 'id', isEditable: true, isNullable: false, hasDefault: false },
  { name: 'name', isEditable: true, isNullable: true, hasDefault: false },
  { name: 'total', isEditable: false, isNullable: true, hasDefault: true },
]
const text = (value: string) => ({ kind: 'text', text: value })
const plan = (block: string, { row = 0, columns = [0, 1, 2], height = 1, width = 1 } = {}) =>
  planPaste(parseTsv(block), { row, columns, height, width }, { table, result, zone: 'UTC' })

test('cells go where they stand; what the server makes is passed over', () => {
  expect(plan('1\tone\t9\n2\ttwo\t9\n', { row: 5 })).toEqual({
    values: [
      { row: 5, column: 0, value: text('1') },
      { row: 5, column: 1, value: text('one') },
      { row: 6, column: 0, value: text('2') },
      { row: 6, column: 1, value: text('two') },
    ],
  })
})

test('one value fills the whole selection', () => {
  const filled = plan('7', { columns: [0], height: 3 })
  expect(filled).toMatchObject({ values: [{ row: 0 }, { row: 1 }, { row: 2 }] })
})

test('nothing is NULL, an empty text in quotes is one, and the first wrong value stops all', () => {
  expect(plan('1\t\n2\t""\n')).toMatchObject({
    values: [{}, { value: { kind: 'null' } }, {}, { value: text('') }],
  })
  expect(plan('1\tone\nx\ttwo\n', { row: 3 })).toMatchObject({
    row: 4,
    column: 0,
    problem: { key: 'edits.wrongInteger' },
  })
  expect(plan('\tnone\n')).toMatchObject({ problem: { key: 'edits.notNull' } })
})

test('headings that were copied along are left out', () => {
  const names = result.map(({ name }) => name)
  expect(withoutHeaders(parseTsv('id\tname\n1\tone\n'), names)).toHaveLength(1)
  expect(withoutHeaders(parseTsv('id\tother\n1\tone\n'), names)).toHaveLength(2)
})
