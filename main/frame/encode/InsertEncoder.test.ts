import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellText } from '../../../contract/cellText.ts'
import type { ColumnType } from '../../../contract/columns.ts'
import { dialect as mssql } from '../../drivers/mssql/dialect.ts'
import { dialect as postgres } from '../../drivers/postgres/dialect.ts'
import { dialect as sqlite } from '../../drivers/sqlite/dialect.ts'
import type { CellValue } from '../collectRows.ts'
import { cellsOfKind } from '../testing/arbitraryCells.ts'
import { batchOf, columnsOf } from '../testing/batchOf.ts'
import { InsertEncoder } from './InsertEncoder.ts'

const text: ColumnType = { kind: 'text' }
const int: ColumnType = { kind: 'int32' }

function encode(
  types: readonly ColumnType[],
  rows: readonly CellValue[][],
  { dialect = sqlite, rowsPerStatement = 500 } = {},
): string {
  const encoder = new InsertEncoder({
    table: 't',
    columns: columnsOf(types).map(({ name }) => name),
    literals: dialect.literals!,
    rowsPerStatement,
  })
  const parts = [
    encoder.header(columnsOf(types)),
    encoder.batch(batchOf(types, rows)),
    encoder.footer(),
  ]
  return Buffer.concat(parts).toString()
}

const literal = (type: ColumnType, value: CellValue, dialect = sqlite): string =>
  encode([type], [[value]], { dialect }).slice(
    'INSERT INTO t (c0) VALUES\n('.length,
    -');\n'.length,
  )

test('writes statements of as many rows as asked', () => {
  expect(
    encode(
      [int, text],
      [
        [1, "it's"],
        [2, null],
        [3, ''],
      ],
      { rowsPerStatement: 2 },
    ),
  ).toBe(
    "INSERT INTO t (c0, c1) VALUES\n(1, 'it''s'),\n(2, NULL);\nINSERT INTO t (c0, c1) VALUES\n(3, '');\n",
  )
  expect(encode([int], [])).toBe('')
  expect(encode([], [[], []])).toBe('INSERT INTO t DEFAULT VALUES;\n'.repeat(2))
})

test('writes what SQL Server reads exactly', () => {
  const instant: ColumnType = { kind: 'timestamp', unit: 'us', zone: 'UTC' }
  expect(literal(text, "it's ü", mssql)).toBe("N'it''s ü'")
  expect(literal({ kind: 'text', mark: 'decimal' }, '9'.repeat(38), mssql)).toBe('9'.repeat(38))
  expect(literal({ kind: 'text', mark: 'decimal' }, '9'.repeat(39), mssql)).toBe(
    `N'${'9'.repeat(39)}'`,
  )
  expect(literal({ kind: 'float64' }, 0.1, mssql)).toBe('0.1e0')
  expect(literal({ kind: 'float64' }, 1e300, mssql)).toBe('1e+300')
  expect(literal({ kind: 'bool' }, true, mssql)).toBe('1')
  expect(literal({ kind: 'binary' }, Uint8Array.of(0, 255), mssql)).toBe('0x00ff')
  expect(literal(instant, 0n, mssql)).toBe("'1970-01-01 00:00:00 +00:00'")
  expect(literal(instant, 0n, postgres)).toBe("'1970-01-01 00:00:00+00'")
  expect(() => literal(text, 'a\0b', mssql)).toThrow(/NUL/)
})

test('ends a statement early where its rows are large', () => {
  const rows = Array.from({ length: 12 }, () => ['x'.repeat(100_000)])
  expect(encode([text], rows).match(/INSERT/g)).toHaveLength(2)
})

test.each<[ColumnType, CellValue, string, string]>([
  [{ kind: 'bool' }, true, '1', 'true'],
  [{ kind: 'int64' }, -(2n ** 63n), '-9223372036854775808', '-9223372036854775808'],
  [{ kind: 'float64' }, 1, '1.0', '1'],
  [{ kind: 'float64' }, 1e300, '1e+300', '1e+300'],
  [{ kind: 'float64' }, NaN, "'NaN'", "'NaN'"],
  [{ kind: 'float64' }, -Infinity, '-9e999', "'-Infinity'"],
  [{ kind: 'float32' }, -0, '-0.0', "'-0'"],
  [{ kind: 'decimal', precision: 38, scale: 2 }, 1_050n, '10.50', '10.50'],
  [
    { kind: 'decimal', precision: 38, scale: 2 },
    12_345_678_901_234_567n,
    "'123456789012345.67'",
    '123456789012345.67',
  ],
  [{ kind: 'text', mark: 'decimal' }, 'NaN', "'NaN'", "'NaN'"],
  [{ kind: 'text', mark: 'decimal' }, '9007199254740993', '9007199254740993', '9007199254740993'],
  [{ kind: 'text', mark: 'json' }, `{"a":"it's"}`, `'{"a":"it''s"}'`, `'{"a":"it''s"}'`],
  [{ kind: 'binary' }, Uint8Array.of(0, 255), "X'00ff'", "'\\x00ff'"],
  [{ kind: 'date' }, -720_000, "'0003-09-16 BC'", "'0003-09-16 BC'"],
  [
    { kind: 'timestamp', unit: 'us', zone: 'UTC' },
    1n,
    "'1970-01-01 00:00:00.000001+00'",
    "'1970-01-01 00:00:00.000001+00'",
  ],
  [{ kind: 'any' }, 'i1', '1', '1'],
  [{ kind: 'any' }, 'r1.0', '1.0', '1.0'],
  [{ kind: 'any' }, 'r-Inf', '-9e999', "'-Infinity'"],
  [{ kind: 'any' }, 'tx', "'x'", "'x'"],
  [{ kind: 'any' }, 'b00', "X'00'", "'\\x00'"],
])('writes %j %s for each database', (type, value, ofSqlite, ofPostgres) => {
  expect(literal(type, value, sqlite)).toBe(ofSqlite)
  expect(literal(type, value, postgres)).toBe(ofPostgres)
})

test('names the cell whose text the database cannot store', () => {
  expect(literal(text, 'a\0b')).toBe("CAST(X'610062' AS TEXT)")
  expect(() =>
    encode(
      [int, text],
      [
        [1, ''],
        [2, 'a\0b'],
      ],
      { dialect: postgres },
    ),
  ).toThrow(
    expect.objectContaining({
      code: 'unsupported',
      message: expect.stringContaining('Row 2, column “c1”'),
      details: { row: 2, column: 'c1' },
    }),
  )
})

/** Kinds whose values SQLite has a storage class for; the others become their text. */
const isStoredExactly = ({ type }: { type: ColumnType }): boolean =>
  !['bool', 'float32', 'float64', 'decimal', 'any'].includes(type.kind)

function createTable() {
  const database = new Database(':memory:')
  database.exec('create table t (c0)')
  const select = database.prepare('select c0 from t order by rowid').safeIntegers().pluck()
  return (type: ColumnType, values: readonly CellValue[]): unknown[] => {
    database.exec('delete from t')
    const rows = values.map((value) => [value])
    database.exec(encode([type], rows))
    return select.all()
  }
}

describe('whatever the values, SQLite reads them back', () => {
  test.each(cellsOfKind.filter(isStoredExactly))('of $name', ({ type, cells }) => {
    const write = createTable()
    const stored = (value: CellValue): unknown => {
      if (value === null) return null
      if (type.kind.startsWith('int')) return BigInt(value as number | bigint)
      return type.kind === 'binary' ? Buffer.from(value as Uint8Array) : cellText(type, value)
    }
    fc.assert(
      fc.property(fc.array(fc.option(cells), { minLength: 1 }), (values) => {
        expect(write(type, values)).toEqual(values.map(stored))
      }),
      { numRuns: 60 },
    )
  })

  test('of reals', () => {
    const write = createTable()
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true }), { minLength: 1 }), (values) => {
        expect(write({ kind: 'float64' }, values)).toEqual(values)
      }),
      { numRuns: 200 },
    )
  })

  test('of decimals, as numbers while a double holds them and else as text', () => {
    const write = createTable()
    const type: ColumnType = { kind: 'decimal', precision: 38, scale: 5 }
    const integers = fc.bigInt({ min: -(10n ** 37n), max: 10n ** 37n })
    const small = fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n })
    fc.assert(
      fc.property(fc.array(fc.oneof(integers, small), { minLength: 1 }), (values) => {
        write(type, values).forEach((read, row) => {
          const exact = cellText(type, values[row]!)
          if (typeof read === 'number')
            expect(read.toFixed(5).replace('-0.00000', '0.00000')).toBe(exact)
          else expect(read).toBe(exact)
        })
      }),
      { numRuns: 100 },
    )
  })

  test('of its own mixed columns', () => {
    const write = createTable()
    const read = write({ kind: 'any' }, ['i9223372036854775807', 'r0.1', 'r1.0e+20', 't1', 'b00ff'])
    expect(read).toEqual([2n ** 63n - 1n, 0.1, 1e20, '1', Buffer.from([0, 255])])
  })
})
