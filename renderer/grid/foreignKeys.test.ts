import { expect, test } from 'vitest'
import type { Column } from '../../contract/columns.ts'
import type { KeyInfo, ReferringKey } from '../../contract/explorer.ts'
import type { CellContent } from './decodeWindow.ts'
import { referencedRows, referringRows } from './foreignKeys.ts'

const columns: Column[] = [
  { name: 'id', serverType: 'int4', type: { kind: 'int32' } },
  { name: 'country', serverType: 'text', type: { kind: 'text' } },
  { name: 'region', serverType: 'int4', type: { kind: 'int32' } },
]
const key = (names: string[], table: string, targets: string[]): KeyInfo => ({
  name: 'fk',
  kind: 'foreign',
  columns: names,
  references: { schema: 's', table, columns: targets },
  definition: null,
})
const row: CellContent[] = ['7', 'NO', '3'].map((text) => ({ kind: 'text', text, sizeBytes: null }))

test('a key of several columns takes all their values, whichever of them is looked at', () => {
  const keys = [key(['country', 'region'], 'regions', ['code', 'number'])]
  const where = [
    { column: 'code', value: 'NO', kind: 'text' },
    { column: 'number', value: '3', kind: 'number' },
  ]
  const wanted = [{ schema: 's', table: 'regions', where }]
  expect(referencedRows(keys, columns, 1, (at) => row[at]!)).toEqual(wanted)
  expect(referencedRows(keys, columns, 2, (at) => row[at]!)).toEqual(wanted)
  expect(referencedRows(keys, columns, 0, (at) => row[at]!)).toEqual([])
})

test('NULL and values of which only the beginning is here point nowhere', () => {
  const keys = [key(['id'], 'others', ['id'])]
  expect(referencedRows(keys, columns, 0, () => ({ kind: 'null' }))).toEqual([])
  expect(
    referencedRows(keys, columns, 0, () => ({ kind: 'text', text: 'x', sizeBytes: 5_000 })),
  ).toEqual([])
})

test('rows refer to a row by each key that leads to its table, with the values of its key', () => {
  const referring = (schema: string, table: string, ...own: string[]): ReferringKey => ({
    ...{ schema, table, columns: own, referenced: ['id'] },
  })
  const keys = [
    referring('s', 'visits', 'by'),
    referring('s', 'visits', 'host'),
    referring('archive', 'notes', 'of'),
    { ...referring('s', 'others', 'a', 'b'), referenced: ['id', 'not here'] },
  ]
  const found = referringRows(keys, columns, (at) => row[at]!)
  expect(found.map(({ schema, table, where }) => [schema, table, where])).toEqual([
    ['s', 'visits', [{ column: 'by', value: '7', kind: 'number' }]],
    ['s', 'visits', [{ column: 'host', value: '7', kind: 'number' }]],
    ['archive', 'notes', [{ column: 'of', value: '7', kind: 'number' }]],
  ])
})
