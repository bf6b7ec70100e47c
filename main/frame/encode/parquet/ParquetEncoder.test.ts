import fc from 'fast-check'
import pl from 'nodejs-polars'
import { describe, expect, test } from 'vitest'
import { cellText } from '../../../../contract/cellText.ts'
import type { Column, ColumnType } from '../../../../contract/columns.ts'
import type { ExportCompression } from '../../../../contract/exports.ts'
import type { CellValue } from '../../collectRows.ts'
import { cellsOfKind } from '../../testing/arbitraryCells.ts'
import { batchOf, columnsOf } from '../../testing/batchOf.ts'
import { metadataOf, readStored, storedCell } from '../../testing/readParquet.ts'
import { ParquetEncoder } from './ParquetEncoder.ts'

type Rows = { types: readonly ColumnType[]; rows: CellValue[][] }

function encode(
  columns: readonly Column[],
  batches: Rows[],
  compression: ExportCompression = 'zstd',
  options: { groupRows?: number } = {},
): Buffer {
  const encoder = new ParquetEncoder(compression, options)
  return Buffer.concat([
    encoder.header(columns),
    ...batches.map(({ types, rows }) => encoder.batch(batchOf(types, rows))),
    encoder.footer(),
  ])
}

const int: ColumnType = { kind: 'int64' }
const text: ColumnType = { kind: 'text' }

test('keeps names, made unique, and tells the types exactly', () => {
  const types: ColumnType[] = [
    int,
    { kind: 'int16' },
    { kind: 'decimal', precision: 38, scale: 20 },
    { kind: 'timestamp', unit: 'us', zone: 'UTC' },
    { kind: 'timestamp', unit: 'ns', zone: null },
    { kind: 'date' },
    { kind: 'time', unit: 'us' },
    { kind: 'text', mark: 'uuid' },
    { kind: 'any' },
    { kind: 'binary' },
    { kind: 'bool' },
    { kind: 'float32' },
  ]
  const names = ['id', 'id', '', 'Größe', 'at', 'day', 'clock', 'u', 'x', 'y', 'z', 'f']
  const columns = types.map((type, index) => ({ name: names[index]!, type, serverType: 'any' }))
  const file = encode(columns, [{ types, rows: [types.map(() => null)] }])

  const { schema } = metadataOf(file)
  expect(schema.slice(1).map(({ name, type, logical_type }) => [name, type, logical_type])).toEqual(
    [
      ['id', 'INT64', undefined],
      ['id_2', 'INT32', { type: 'INTEGER', bitWidth: 16, isSigned: true }],
      ['column_3', 'FIXED_LEN_BYTE_ARRAY', { type: 'DECIMAL', precision: 38, scale: 20 }],
      ['Größe', 'INT64', { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' }],
      ['at', 'INT64', { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'NANOS' }],
      ['day', 'INT32', { type: 'DATE' }],
      ['clock', 'INT64', { type: 'TIME', isAdjustedToUTC: false, unit: 'MICROS' }],
      ['u', 'BYTE_ARRAY', { type: 'STRING' }],
      ['x', 'BYTE_ARRAY', { type: 'STRING' }],
      ['y', 'BYTE_ARRAY', undefined],
      ['z', 'BOOLEAN', undefined],
      ['f', 'FLOAT', undefined],
    ],
  )
  // Polars reads binary columns, and has no word for their type on this side.
  expect(Object.values(pl.readParquet(file).drop('y').schema).map(String)).toEqual([
    'DataType(Int64)',
    'DataType(Int16)',
    'DataType(Decimal(38,20))',
    'DataType(Datetime(us,UTC))',
    'DataType(Datetime(ns,))',
    'DataType(Date)',
    'DataType(Time)',
    'DataType(String)',
    'DataType(String)',
    'DataType(Bool)',
    'DataType(Float32)',
  ])
})

test('a file without rows still has its columns', () => {
  const frame = pl.readParquet(encode(columnsOf([int, text]), []))
  expect([frame.columns, frame.height]).toEqual([['c0', 'c1'], 0])
})

test.each([
  ['zstd', 'ZSTD'],
  ['snappy', 'SNAPPY'],
  ['none', 'UNCOMPRESSED'],
] as const)(
  'with %s, row groups behind one another read back whole',
  async (compression, codec) => {
    const batches = Array.from({ length: 5 }, (_, batch) => ({
      types: [int, text],
      rows: Array.from({ length: 1_000 }, (__, row): CellValue[] => [
        BigInt(batch * 1_000 + row),
        row % 7 === 0 ? null : `text ${row % 100}`,
      ]),
    }))
    const file = encode(columnsOf([int, text]), batches, compression, { groupRows: 2_000 })

    const { row_groups, num_rows } = metadataOf(file)
    expect([row_groups.length, num_rows]).toEqual([3, 5_000n])
    expect(row_groups[0]!.columns[0]!.meta_data!.codec).toBe(codec)
    const stored = await readStored(file)
    expect(stored.map(({ c0 }) => c0)).toEqual(Array.from(stored, (_, row) => BigInt(row)))
    expect(Buffer.from(stored[4_999]!['c1'] as Uint8Array).toString()).toBe('text 99')
    const frame = pl.readParquet(file)
    expect(frame.getColumn('c1').nullCount()).toBe(5 * 143)
    expect(
      frame
        .filter(pl.col('c0').gtEq(pl.lit(4_998)))
        .getColumn('c1')
        .toArray(),
    ).toEqual(['text 98', 'text 99'])
  },
)

test('a time of 24:00 stays what it is', async () => {
  const types: ColumnType[] = [{ kind: 'time', unit: 'us' }]
  const rows = [[86_400_000_000n], [1n], [null]]
  const file = encode(columnsOf(types), [{ types, rows }])
  expect(await readStored(file)).toEqual([{ c0: 86_400_000_000n }, { c0: 1n }, { c0: null }])
})

test('bytes that are no UTF-8 do not spoil a text column', () => {
  const types = [text]
  const rows: CellValue[][] = [[new Uint8Array([0x61, 0xff])], ['b']]
  const frame = pl.readParquet(encode(columnsOf(types), [{ types, rows }]))
  expect(frame.getColumn('c0').toArray()).toEqual(['a\ufffd', 'b'])
})

test('names the column whose type changed after it was written down', () => {
  const write = () =>
    encode(columnsOf([int]), [
      { types: [int], rows: [[1n]] },
      { types: [{ kind: 'any' }], rows: [['tx']] },
    ])
  expect(write).toThrow(expect.objectContaining({ code: 'unsupported' }))
})

describe('whatever the values, a reader gets them back exactly', () => {
  test.each(cellsOfKind.filter(({ name }) => name !== 'any'))('of $name', async (kind) => {
    const { type, cells } = kind
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(cells), { minLength: 1 }), async (values) => {
        const rows = values.map((value) => [value])
        const read = await readStored(encode(columnsOf([type]), [{ types: [type], rows }]))
        expect(
          read.map(({ c0 }) => (c0 === null ? null : cellText(type, storedCell(type, c0)))),
        ).toEqual(values.map((value) => (value === null ? null : cellText(type, value))))
      }),
      { numRuns: 40 },
    )
  })
})
