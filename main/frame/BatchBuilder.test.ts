import { expect, test } from 'vitest'
import type { ColumnType } from '../../contract/columns.ts'
import { BATCH_BYTES, BATCH_CELLS } from './Batch.ts'
import { BatchBuilder } from './BatchBuilder.ts'
import type { CellValue } from './collectRows.ts'
import { readCell } from './readCell.ts'
import { appendCell } from './testing/batchOf.ts'

const text: ColumnType = { kind: 'text' }

test('keeps every kind of value, its bounds and its NULLs', () => {
  const types: ColumnType[] = [
    { kind: 'bool' },
    { kind: 'int16' },
    { kind: 'int64' },
    { kind: 'float64' },
    { kind: 'decimal', precision: 38, scale: 20 },
    text,
    { kind: 'binary' },
  ]
  const builder = new BatchBuilder(types)
  const largest = 10n ** 38n - 1n
  const rows: CellValue[][] = [
    [true, -32_768, -(2n ** 63n), -0, -largest, 'naïve 🦥', Uint8Array.of(0, 255)],
    [null, null, null, null, null, null, null],
    [false, 32_767, 2n ** 63n - 1n, Number.MIN_VALUE, largest, '', new Uint8Array()],
  ]

  for (const row of rows) {
    row.forEach((value, index) => appendCell(builder, index, value))
    builder.endRow()
  }
  const batch = builder.take()

  expect(batch.rowCount).toBe(3)
  const read = rows.map((_, row) => batch.columns.map((column) => readCell(column, row)))
  expect(read).toEqual(rows)
  expect(batch.columns.map((column) => column.nullCount)).toEqual(types.map(() => 1))
})

test('is full at the cell limit, whatever the number of columns', () => {
  const builder = new BatchBuilder([text, text])
  for (let row = 0; row < BATCH_CELLS / 2 - 1; row++) builder.endRow()
  expect(builder.isFull).toBe(false)
  builder.endRow()
  expect(builder.isFull).toBe(true)

  const withoutColumns = new BatchBuilder([])
  for (let row = 0; row < BATCH_CELLS; row++) withoutColumns.endRow()
  expect(withoutColumns.isFull).toBe(true)
  expect(withoutColumns.take()).toEqual({ rowCount: BATCH_CELLS, columns: [] })
})

test('is full with one row when that row is wider than a batch or has a huge cell', () => {
  const wide = new BatchBuilder(Array.from({ length: 40_000 }, () => text))
  wide.endRow()
  expect(wide.isFull).toBe(true)

  const huge = new BatchBuilder([text])
  appendCell(huge, 0, 'x'.repeat(BATCH_BYTES))
  huge.endRow()
  expect(huge.isFull).toBe(true)
})

test('a batch taken does not change when the builder goes on', () => {
  const builder = new BatchBuilder([text, { kind: 'bool' }, { kind: 'int32' }])
  const add = (...values: CellValue[]) => {
    values.forEach((value, index) => appendCell(builder, index, value))
    builder.endRow()
  }
  add('first', true, 7)
  add(null, null, null)
  const first = builder.take()
  add(null, null, null)
  add('second', false, 8)
  const second = builder.take()

  const cells = (batch: typeof first) =>
    [0, 1].map((row) => batch.columns.map((column) => readCell(column, row)))
  expect(cells(first)).toEqual([
    ['first', true, 7],
    [null, null, null],
  ])
  expect(cells(second)).toEqual([
    [null, null, null],
    ['second', false, 8],
  ])
  expect([...(second.columns[2]!.values as Int32Array)]).toEqual([0, 8])
})

test('widening converts what the batch holds and later batches start with the wider type', () => {
  const marked: ColumnType = { kind: 'text', mark: 'timestamp' }
  const builder = new BatchBuilder([{ kind: 'timestamp', unit: 'us', zone: null }])
  appendCell(builder, 0, 0n)
  builder.endRow()
  appendCell(builder, 0, null)
  builder.endRow()

  const wide = builder.widenColumn(0, marked)
  expect(wide).toBe(builder.columns[0])
  appendCell(builder, 0, 'infinity')
  builder.endRow()
  const batch = builder.take()

  expect([0, 1, 2].map((row) => readCell(batch.columns[0]!, row))).toEqual([
    '1970-01-01 00:00:00',
    null,
    'infinity',
  ])
  expect(builder.take().columns[0]!.type).toEqual(marked)
})

test('widening to any tags each value with its storage class', () => {
  const any: ColumnType = { kind: 'any' }
  const widened = (type: ColumnType, value: CellValue) => {
    const builder = new BatchBuilder([type])
    appendCell(builder, 0, value)
    builder.endRow()
    builder.widenColumn(0, any)
    return readCell(builder.take().columns[0]!, 0)
  }
  expect(widened({ kind: 'int64' }, 2n ** 62n)).toBe('i4611686018427387904')
  expect(widened({ kind: 'float64', text: 'sqlite' }, 1)).toBe('r1.0')
  expect(widened(text, 'x')).toBe('tx')
  expect(widened({ kind: 'binary' }, Uint8Array.of(0xab, 1))).toBe('bab01')
})
