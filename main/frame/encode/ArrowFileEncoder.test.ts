import { RecordBatchReader, tableFromIPC } from 'apache-arrow'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellText } from '../../../contract/cellText.ts'
import type { Column, ColumnType } from '../../../contract/columns.ts'
import { decodeArrow } from '../arrowCodec.ts'
import type { CellValue } from '../collectRows.ts'
import { readCell } from '../readCell.ts'
import { cellsOfKind } from '../testing/arbitraryCells.ts'
import { batchOf, columnsOf } from '../testing/batchOf.ts'
import { ArrowFileEncoder } from './ArrowFileEncoder.ts'

type Rows = { types: readonly ColumnType[]; rows: CellValue[][] }

function encode(columns: readonly Column[], ...batches: Rows[]): Uint8Array {
  const encoder = new ArrowFileEncoder()
  const parts = [
    encoder.header(columns),
    ...batches.map(({ types, rows }) => encoder.batch(batchOf(types, rows))),
    encoder.footer(),
  ]
  return Buffer.concat(parts)
}

const text: ColumnType = { kind: 'text' }
const int: ColumnType = { kind: 'int64' }

test('keeps names, made unique, and the types of Arrow', () => {
  const types: ColumnType[] = [
    int,
    { kind: 'decimal', precision: 38, scale: 20 },
    { kind: 'timestamp', unit: 'us', zone: 'UTC' },
    { kind: 'timestamp', unit: 'ns', zone: null },
    { kind: 'any' },
    { kind: 'binary' },
    { kind: 'bool' },
  ]
  const names = ['id', 'id', '', 'Größe', 'x', 'y', 'z']
  const columns = types.map((type, index) => ({ name: names[index]!, type, serverType: 'any' }))
  const { schema } = tableFromIPC(encode(columns))
  expect(schema.fields.map(({ name, type }) => [name, String(type)])).toEqual([
    ['id', 'Int64'],
    ['id_2', 'Decimal[38e+20]'],
    ['column_3', 'Timestamp<MICROSECOND, UTC>'],
    ['Größe', 'Timestamp<NANOSECOND>'],
    ['x', 'Utf8'],
    ['y', 'Binary'],
    ['z', 'Bool'],
  ])
})

test('a file without rows reads back as one', () => {
  expect(tableFromIPC(encode(columnsOf([int]))).numRows).toBe(0)
})

test('can be read by its footer and from its start', () => {
  const file = encode(
    columnsOf([int]),
    { types: [int], rows: [[1n], [null]] },
    { types: [int], rows: [[3n]] },
  )
  const byFooter = RecordBatchReader.from(file)
  expect([...byFooter].map((batch) => batch.numRows)).toEqual([2, 1])
  // Eight bytes of magic, then a stream.
  const fromStart = RecordBatchReader.from(file.subarray(8))
  expect([...fromStart].map((batch) => batch.numRows)).toEqual([2, 1])
})

test('writes mixed columns, and those that became so, as the text of their values', () => {
  const any: ColumnType = { kind: 'any' }
  const file = encode(
    columnsOf([any]),
    { types: [int], rows: [[1n], [null]] },
    { types: [any], rows: [['r1.5'], ['tx'], ['b00ff']] },
  )
  expect([...tableFromIPC(file).getChildAt(0)!]).toEqual(['1', null, '1.5', 'x', '0x00ff'])
})

test('names the column whose type changed after it was written down', () => {
  const any: ColumnType = { kind: 'any' }
  const write = () =>
    encode(
      columnsOf([text, int]),
      { types: [text, int], rows: [['a', 1n]] },
      { types: [text, any], rows: [['a', 'tx']] },
    )
  expect(write).toThrow(
    expect.objectContaining({
      code: 'unsupported',
      message: expect.stringContaining('Column “c1” was int64'),
      details: { column: 'c1', announced: 'int64', type: 'any', row: 2 },
    }),
  )
})

describe('whatever the values, a reader gets them back exactly', () => {
  test.each(cellsOfKind.filter(({ name }) => name !== 'any'))('of $name', ({ type, cells }) => {
    fc.assert(
      fc.property(fc.array(fc.option(cells), { minLength: 1 }), (values) => {
        const rows = values.map((value) => [value])
        const file = encode(columnsOf([type]), { types: [type], rows })
        const { columns } = decodeArrow(file, [type])
        const read = values.map((_, row) => {
          const raw = readCell(columns[0]!, row)
          return raw === null ? null : cellText(type, raw)
        })
        expect(read).toEqual(values.map((value) => (value === null ? null : cellText(type, value))))
      }),
      { numRuns: 40 },
    )
  })
})
