import { expect, test } from 'vitest'
import type { Column } from '../../contract/columns.ts'
import type { ColumnInfo, KeyInfo } from '../../contract/explorer.ts'
import { simpleSelect } from '../../contract/sql/select/simpleSelect.ts'
import { decideTarget, findRelation } from './decideTarget.ts'

const column = (name: string, change: Partial<ColumnInfo> = {}): ColumnInfo => ({
  ...{ name, serverType: 'int', isNullable: false, defaultExpression: null },
  ...{ primaryKeyPosition: null, ...change },
})
const unique = (...columns: string[]): KeyInfo => ({
  ...{ name: columns.join('_'), kind: 'unique', columns, references: null, definition: null },
})
const COLUMNS = [
  column('id', { primaryKeyPosition: 1 }),
  column('Name'),
  column('note', { isNullable: true }),
]

function decide(sql: string, columns = COLUMNS, keys: KeyInfo[] = [], folds = true) {
  const select = simpleSelect(sql, 'postgres')!
  const width = select.items.reduce(
    (count, { kind }) => count + (kind === 'all' ? columns.length : 1),
    0,
  )
  const result = Array.from({ length: width }, (): Column => ({
    ...{ name: '', type: { kind: 'text' }, serverType: '' },
  }))
  return decideTarget({ schema: 's', name: 't' }, { columns, keys }, select, result, { folds })
}

test('columns are those of the table whatever they are shown as, each changed in one place', () => {
  expect(decide('select *, id as again, "Name", name from t')).toMatchObject({
    rows: {
      key: { kind: 'primary', columns: ['id'] },
      columns: [
        { name: 'id', isEditable: true },
        { name: 'Name', isEditable: true },
        { name: 'note', isEditable: true },
        { name: 'id', isEditable: false },
        { name: 'Name', isEditable: false },
        // Folded to lower case there is no such column.
        { name: null, isEditable: false },
      ],
    },
  })
})

test('without its primary key a row is known by a unique one, unless that may be NULL', () => {
  const keys = [unique('note'), unique('Name')]
  expect(decide('select "Name" from t', COLUMNS, keys)).toMatchObject({
    rows: { key: { kind: 'unique', columns: ['Name'] } },
  })
  expect(decide('select note from t', COLUMNS, keys)).toEqual({
    refusal: { reason: 'key-missing', columns: ['id'] },
  })
})

test('without any key all columns are', () => {
  const columns = [column('a'), column('b')]
  expect(decide('select * from t', columns)).toMatchObject({
    rows: { key: { kind: 'all-values' } },
  })
  expect(decide('select a from t', columns)).toEqual({
    refusal: { reason: 'key-missing', columns: ['b'] },
  })
})

test('the relation is found by the rules of the database for names', () => {
  const relations = [
    { schema: 'public', name: 'Orders', kind: 'table' as const, columns: [] },
    { schema: 'public', name: 'orders', kind: 'view' as const, columns: [] },
  ]
  const find = (sql: string, folds: boolean) =>
    findRelation({ defaultSchema: 'public', relations }, simpleSelect(sql, 'postgres')!, { folds })
  expect(find('select * from "Orders"', true)).toBe(relations[0])
  expect(find('select * from Orders', true)).toEqual({
    refusal: { reason: 'not-a-table', columns: [] },
  })
  expect(find('select * from PUBLIC.Orders', false)).toBe(relations[0])
  expect(find('select * from other.orders', true)).toEqual({
    refusal: { reason: 'unknown-table', columns: [] },
  })
})
