import { expect, test } from 'vitest'
import { cellText } from '../../contract/cellText.ts'
import type { Column, ColumnType } from '../../contract/columns.ts'
import { readCell } from '../frame/readCell.ts'
import { batchOf } from '../frame/testing/batchOf.ts'
import { partsForNatural } from './neededParts.ts'
import { readOutcome } from './Outcome.ts'
import { runSql } from './runSql.ts'
import { usedColumns } from './sqlStatement.ts'
import type { Cell } from './testing/referenceSelection.ts'
import { shelveFrame } from './testing/shelveFrame.ts'

type Table = { name: string; columns: Column[]; rows: Cell[][] }

const table = (name: string, types: Record<string, ColumnType>, rows: Cell[][]): Table => ({
  name,
  rows,
  columns: Object.entries(types).map(([title, type]) => ({
    name: title,
    type,
    serverType: type.kind,
  })),
})

function run(sql: string, ...tables: Table[]) {
  const shelved = tables.map(({ name, columns, rows }) => {
    const batch = batchOf(
      columns.map(({ type }) => type),
      rows,
    )
    const parts = partsForNatural(columns, usedColumns(sql, columns))
    return { name, columns, frame: shelveFrame(columns, [batch], parts) }
  })
  const outcome = runSql(sql, shelved)
  const rows = readOutcome(outcome, 0).flatMap(({ rowCount, columns }) =>
    Array.from({ length: rowCount }, (_, row) =>
      columns.map((column) => {
        const raw = readCell(column, row)
        return raw === null ? null : cellText(column.type, raw)
      }),
    ),
  )
  return { columns: outcome.columns, rows }
}

const LARGEST = 2n ** 63n - 1n
const int64: ColumnType = { kind: 'int64' }

test('every kind of column comes out as it went in', () => {
  const types: Record<string, ColumnType> = {
    flag: { kind: 'bool' },
    big: int64,
    money: { kind: 'decimal', precision: 38, scale: 10 },
    ratio: { kind: 'float64' },
    day: { kind: 'date' },
    noon: { kind: 'time', unit: 'us' },
    naive: { kind: 'timestamp', unit: 'us', zone: null },
    instant: { kind: 'timestamp', unit: 'us', zone: 'UTC' },
    bytes: { kind: 'binary' },
    id: { kind: 'text', mark: 'uuid' },
    doc: { kind: 'text', mark: 'json' },
    wide: { kind: 'text', mark: 'decimal' },
  }
  const rows: Cell[][] = [
    [
      true,
      LARGEST,
      10n ** 38n - 1n,
      NaN,
      -700_000,
      86_399_999_999n,
      -62_135_596_800_000_000n,
      9_007_199_254_740_993n,
      new Uint8Array([0, 255]),
      '6f1b2c1e-0000-4000-8000-000000000000',
      '{"a":1}',
      '1e400',
    ],
    Array.from({ length: 12 }, () => null),
  ]
  const source = table('r', types, rows)
  const { columns, rows: texts } = run('select * from r', source)
  expect(texts[0]).toEqual(
    source.columns.map(({ type }, index) => cellText(type, rows[0]![index]!)),
  )
  expect(texts[1]).toEqual(rows[1])
  const kinds = columns.map(({ type }) => (type.kind === 'text' ? type.mark : type.kind))
  expect(kinds).toEqual(
    Object.values(types).map((type) => (type.kind === 'text' ? type.mark : type.kind)),
  )
})

test('results are joined by name, and a mark stays only where the values are the same', () => {
  const orders = table('orders', { id: int64, customer: { kind: 'int32' } }, [
    [LARGEST, 1],
    [2n, 2],
    [3n, 1],
  ])
  const customers = table(
    'customers',
    { id: { kind: 'int16' }, doc: { kind: 'text', mark: 'json' } },
    [
      [1, '{"n":"Ann"}'],
      [2, '{"n":"Bob"}'],
    ],
  )
  const joined = run(
    'select o.id, c.doc from orders o join customers c on o.customer = c.id order by o.id desc',
    orders,
    customers,
  )
  expect(joined.rows).toEqual([
    [String(LARGEST), '{"n":"Ann"}'],
    ['3', '{"n":"Ann"}'],
    ['2', '{"n":"Bob"}'],
  ])
  expect(joined.columns[1]!.type).toEqual({ kind: 'text', mark: 'json' })
  const changed = run("select doc || '!' as doc from customers", customers)
  expect(changed.columns[0]!.type).toEqual({ kind: 'text' })
})

test('sums and products of large integers are exact instead of wrapped around', () => {
  const numbers = table('n', { i: int64, g: { kind: 'text' } }, [
    [LARGEST, 'a'],
    [LARGEST, 'a'],
    [1n, 'b'],
  ])
  expect(run('select g, sum(i) as s from n group by g order by g', numbers).rows).toEqual([
    ['a', String(LARGEST * 2n)],
    ['b', '1'],
  ])
  expect(run('select i * 2 as twice, i from n order by i desc limit 1', numbers).rows).toEqual([
    [String(LARGEST * 2n), String(LARGEST)],
  ])
  const small = run('select sum(i) as s from n where i = 1', numbers)
  expect(small.columns[0]!.type.kind).toBe('int64')
  expect(() => run('select sum(i) / 2 as s from n', numbers)).toThrow(
    expect.objectContaining({ code: 'unsupported' }),
  )
})

test('decimals without bounds are numbers in a statement, and text where one does not fit', () => {
  const columns = { x: { kind: 'text', mark: 'decimal' }, i: int64 } as const
  const source = table('n', columns, [
    ['10', 1n],
    ['9.50', 2n],
    ['-12345678901234567890.000000000001', 2n],
    [null, 3n],
  ])
  const figures = run('select max(x) as high, min(x) as low, sum(x) as total from n', source)
  expect(figures.rows).toEqual([
    ['10.000000000000', '-12345678901234567890.000000000001', '-12345678901234567870.500000000001'],
  ])
  expect(run('select i from n where x > 9.6 order by x', source).rows).toEqual([['1']])
  expect(run('select i, sum(x) as s from n group by i order by i', source).rows[0]).toEqual([
    '1',
    '10.000000000000',
  ])
  for (const strange of ['NaN', '1e3', `1${'0'.repeat(38)}`]) {
    const mixed = run('select x from n', {
      ...source,
      rows: [
        ['1.5', 1n],
        [strange, 2n],
      ],
    })
    expect(mixed.rows, strange).toEqual([['1.5'], [strange]])
    expect(mixed.columns[0]!.type).toEqual(columns.x)
  }
})

test('sums of decimals that might leave 38 digits are refused', () => {
  const most = 10n ** 38n - 1n
  const source = table('d', { x: { kind: 'decimal', precision: 38, scale: 0 } }, [[most], [most]])
  expect(() => run('select sum(x) from d', source)).toThrow(
    expect.objectContaining({ code: 'unsupported', message: expect.stringContaining('“x”') }),
  )
  expect(run('select max(x) as x from d', source).rows).toEqual([[String(most)]])
})

test('unknown names are told with the names there are', () => {
  const source = table('orders', { id: int64, total: int64 }, [[1n, 2n]])
  expect(() => run('select * from order_items', source)).toThrow(
    expect.objectContaining({ code: 'not-found', message: expect.stringContaining('“orders”') }),
  )
  expect(() => run('select price from orders', source)).toThrow(
    expect.objectContaining({
      code: 'not-found',
      message: expect.stringMatching(/“price”.*orders \(id, total\)/),
    }),
  )
  expect(() => run('select id, from orders order', source)).toThrow(
    expect.objectContaining({ code: 'syntax-error' }),
  )
})

test.each([
  "select * from read_csv('/etc/passwd')",
  'select * from "read_csv"(\'/etc/passwd\')',
  "select * from READ_PARQUET/**/('/etc/passwd')",
  'drop table r',
  '/* select */ create table x as select * from r',
])('only results are read: %s', (sql) => {
  expect(() => run(sql, table('r', { id: int64 }, []))).toThrow(
    expect.objectContaining({ code: 'unsupported' }),
  )
})

test('what has no type among results becomes text: durations, lists', () => {
  const source = table('t', { at: { kind: 'timestamp', unit: 'us', zone: null }, g: int64 }, [
    [0n, 1n],
    [93_784_500_000n, 1n],
  ])
  const span = run('select max(at) - min(at) as span, min(at) - max(at) as back from t', source)
  expect(span.rows).toEqual([['26:03:04.5', '-26:03:04.5']])
  expect(span.columns[0]!.type).toEqual({ kind: 'text', mark: 'interval' })
  expect(run('select array_agg(g) as l from t', source).rows).toEqual([['[1,1]']])
})

test('times of 24:00, repeated names and empty ones do not get lost', () => {
  const source = table('t', { noon: { kind: 'time', unit: 'us' } }, [[86_400_000_000n], [0n]])
  source.columns.push({ ...source.columns[0]!, name: '' }, { ...source.columns[0]! })
  for (const row of source.rows) row.push(row[0]!, row[0]!)
  const { columns, rows } = run('select * from t', source)
  expect(columns.map(({ name }) => name)).toEqual(['noon', 'column_2', 'noon_2'])
  expect(rows).toEqual([
    ['24:00:00', '24:00:00', '24:00:00'],
    ['00:00:00', '00:00:00', '00:00:00'],
  ])
})
