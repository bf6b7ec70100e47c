import * as arrow from 'apache-arrow'
import { expect, test } from 'vitest'
import type { Column, ColumnType } from '../../contract/columns.ts'
import type { CellPreview } from '../../contract/results.ts'
import { decodeWindow } from './decodeWindow.ts'

type GivenColumn = { type: ColumnType; vector: arrow.Vector }

function windowOf(given: GivenColumn[], { from = 0, previews = [] as CellPreview[] } = {}) {
  const table = new arrow.Table(
    Object.fromEntries(given.map(({ vector }, index) => [String(index), vector])),
  )
  const columns: Column[] = given.map(({ type }) => ({ name: '', type, serverType: '' }))
  const rows = arrow.tableToIPC(table, 'stream')
  return decodeWindow({ from, rowCount: table.numRows, rows, previews }, columns, arrow)
}

function texts(type: ColumnType, vector: arrow.Vector): (string | null)[] {
  const window = windowOf([{ type, vector }])
  return Array.from({ length: window.rowCount }, (_, row) => {
    const cell = window.cell(row, 0)
    return cell?.kind === 'text' ? cell.text : null
  })
}

const vector = (values: readonly unknown[], type: arrow.DataType): arrow.Vector =>
  arrow.vectorFromArray(values, type)

test('64-bit integers keep every digit', () => {
  const values = [10010513897886659n, -9223372036854775808n, null]
  expect(texts({ kind: 'int64' }, vector(values, new arrow.Int64()))).toEqual([
    '10010513897886659',
    '-9223372036854775808',
    null,
  ])
})

test('decimals of 38 digits keep every digit', () => {
  const unscaled = [-12345678901234567890123456789012345678n, 5n]
  const words = new BigUint64Array(
    unscaled.flatMap((value) => [BigInt.asUintN(64, value), BigInt.asUintN(64, value >> 64n)]),
  )
  const type = new arrow.Decimal(2, 38, 128)
  const data = arrow.makeData({
    type,
    length: 2,
    nullCount: 0,
    data: new Uint32Array(words.buffer),
  })
  expect(texts({ kind: 'decimal', precision: 38, scale: 2 }, new arrow.Vector([data]))).toEqual([
    '-123456789012345678901234567890123456.78',
    '0.05',
  ])
})

test('timestamps keep their microseconds', () => {
  const type = new arrow.TimestampMicrosecond()
  const data = arrow.makeData({
    type,
    length: 1,
    nullCount: 0,
    data: new BigInt64Array([1_700_000_000_123_456n]),
  })
  const [shown] = texts({ kind: 'timestamp', unit: 'us', zone: null }, new arrow.Vector([data]))
  expect(shown).toBe('2023-11-14 22:13:20.123456')
})

test('text keeps a byte order mark, and empty text is not NULL', () => {
  const values = ['\uFEFFmark', '', null, '数据库']
  expect(texts({ kind: 'text' }, vector(values, new arrow.Utf8()))).toEqual(values)
})

test('booleans are words and bytes are hexadecimal', () => {
  expect(texts({ kind: 'bool' }, vector([true, false, null], new arrow.Bool()))).toEqual([
    'true',
    'false',
    null,
  ])
  const bytes = vector([new Uint8Array([0xca, 0xfe])], new arrow.Binary())
  expect(texts({ kind: 'binary' }, bytes)).toEqual(['0xcafe'])
})

test('cells are addressed by their row in the result, and previews say the full size', () => {
  const text = { type: { kind: 'text' }, vector: vector(['a', 'b'], new arrow.Utf8()) } as const
  const window = windowOf([text, text], {
    from: 500,
    previews: [{ row: 501, column: 1, sizeBytes: 52_428_800 }],
  })
  expect(window.cell(500, 1)).toEqual({ kind: 'text', text: 'a', sizeBytes: null })
  expect(window.cell(501, 1)).toEqual({ kind: 'text', text: 'b', sizeBytes: 52_428_800 })
  expect(window.cell(501, 0)).toMatchObject({ sizeBytes: null })
  expect(window.cell(499, 0)).toBeNull()
  expect(window.cell(502, 0)).toBeNull()
  expect(window.cell(500, 2)).toBeNull()
})

test('cells are read by the types of the window, which may be wider than those told before', () => {
  const table = new arrow.Table({ 0: vector(['i12', 'tword'], new arrow.Utf8()) })
  const window = decodeWindow(
    {
      from: 0,
      rowCount: 2,
      rows: arrow.tableToIPC(table, 'stream'),
      previews: [],
      types: [{ kind: 'any' }],
    },
    [{ name: 'n', type: { kind: 'int64' }, serverType: '' }],
    arrow,
  )
  expect(window.cell(0, 0)).toMatchObject({ text: '12' })
  expect(window.cell(1, 0)).toMatchObject({ text: 'word' })
})
