import { describe, expect, test } from 'vitest'
import { cellText, decimalText } from '../../contract/cellText.ts'
import type { Column, ColumnType } from '../../contract/columns.ts'
import type { Aggregate, AggregateFunction } from '../../contract/frames.ts'
import { cellsOfKind } from '../frame/testing/arbitraryCells.ts'
import { batchOf } from '../frame/testing/batchOf.ts'
import { readCell } from '../frame/readCell.ts'
import fc from 'fast-check'
import { groupRows } from './groupRows.ts'
import { partsToGroup } from './neededParts.ts'
import { readOutcome } from './Outcome.ts'
import { compareCells, type Cell } from './testing/referenceSelection.ts'
import { shelveFrame } from './testing/shelveFrame.ts'

const named = (types: readonly ColumnType[]): Column[] =>
  types.map((type, index) => ({ name: `c${index}`, type, serverType: type.kind }))

/** Keys and aggregates of some rows, as the texts that the grid shows. */
function group(
  types: readonly ColumnType[],
  rows: readonly (readonly Cell[])[],
  plan: { keys?: number[]; aggregates?: Aggregate[] },
): (string | null)[][] {
  const whole = { columns: named(types), keys: [], aggregates: [], ...plan }
  const batch = batchOf(
    types,
    rows.map((row) => [...row]),
  )
  const outcome = groupRows(shelveFrame(whole.columns, [batch], partsToGroup(whole)), whole)
  return readOutcome({ ...outcome, frame: outcome.frame.rechunk() }, 0).flatMap((made) =>
    Array.from({ length: made.rowCount }, (_, row) =>
      made.columns.map((column) => {
        const raw = readCell(column, row)
        return raw === null ? null : cellText(column.type, raw)
      }),
    ),
  )
}

const figure = (type: ColumnType, cells: readonly Cell[], name: AggregateFunction) =>
  group(
    [type],
    cells.map((cell) => [cell]),
    { aggregates: [{ function: name, column: 0 }] },
  )[0]![0]

const int64: ColumnType = { kind: 'int64' }
const float64: ColumnType = { kind: 'float64' }
const text: ColumnType = { kind: 'text' }
const decimal = (scale: number): ColumnType => ({ kind: 'decimal', precision: 38, scale })
const unbounded: ColumnType = { kind: 'text', mark: 'decimal' }
const sumOfFirst: Aggregate = { function: 'sum', column: 0 }
const sumOfSecond: Aggregate = { function: 'sum', column: 1 }
const LARGEST = 2n ** 63n - 1n

describe.each(cellsOfKind)('a column of $name', ({ type, cells }) => {
  test('has distinct values that are the stored ones, in the order they came', () => {
    const column = fc.array(fc.option(cells, { freq: 4 }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(column, (values) => {
        const rows = [...values, ...values].map((value) => [value])
        const first = values.filter(
          (value, at) => values.findIndex((other) => isSame(type, value, other)) === at,
        )
        expect(group([type], rows, { keys: [0] })).toEqual(
          first.map((value) => [value === null ? null : cellText(type, value)]),
        )
      }),
      { numRuns: 8 },
    )
  })
})

function isSame(type: ColumnType, a: Cell, b: Cell): boolean {
  if (a === null || b === null) return a === b
  return compareCells(type, a, b) === 0
}

test('groups come in the order of their first rows, NULLs as one group', () => {
  const rows = [
    ['b', 1n],
    [null, 2n],
    ['a', 3n],
    ['b', null],
    [null, 4n],
  ]
  const aggregates: Aggregate[] = [
    { function: 'count', column: null },
    { function: 'count', column: 1 },
    { function: 'sum', column: 1 },
    { function: 'min', column: 1 },
    { function: 'max', column: 1 },
    { function: 'first', column: 1 },
    { function: 'last', column: 1 },
  ]
  expect(group([text, int64], rows, { keys: [0], aggregates })).toEqual([
    ['b', '2', '1', '1', '1', '1', '1', null],
    [null, '2', '2', '6', '2', '4', '2', '4'],
    ['a', '1', '1', '3', '3', '3', '3', '3'],
  ])
})

test('rows are counted without a key, and without rows', () => {
  const aggregates: Aggregate[] = [
    { function: 'count', column: null },
    { function: 'sum', column: 0 },
  ]
  expect(group([int64], [[1n], [null]], { aggregates })).toEqual([['2', '1']])
  expect(group([int64], [], { aggregates })).toEqual([['0', null]])
  expect(group([int64], [], { keys: [0], aggregates })).toEqual([])
  expect(group([int64], [[1n], [2n]], { aggregates: aggregates.slice(0, 1) })).toEqual([['2']])
})

test('sums of 64-bit integers and of decimals are exact to the last digit', () => {
  expect(figure(int64, [LARGEST, LARGEST, LARGEST], 'sum')).toBe(String(LARGEST * 3n))
  expect(figure(int64, [-LARGEST - 1n, -LARGEST - 1n], 'sum')).toBe(String((LARGEST + 1n) * -2n))
  expect(figure({ kind: 'int32' }, [2 ** 31 - 1, 2 ** 31 - 1], 'sum')).toBe(String(2 ** 32 - 2))
  const long = 123_456_789_012_345_678_901_234_567_890_123n
  expect(figure(decimal(20), [long, long, 1n], 'sum')).toBe('2469135780246.91357802469135780247')
  expect(figure(decimal(2), [null, null], 'sum')).toBe(null)
})

test('a sum of more than 38 digits has all of them', () => {
  const most = 10n ** 38n - 1n
  expect(figure(decimal(10), [most, most, null], 'sum')).toBe(
    '19999999999999999999999999999.9999999998',
  )
  expect(figure(decimal(38), [most, most - 1n], 'median')).toBe(`0.${'9'.repeat(37)}85`)
  expect(figure(decimal(10), [most, most], 'max')).toBe('9999999999999999999999999999.9999999999')
})

test('the median is the value in the middle, or half way between two, exactly', () => {
  expect(figure(int64, [LARGEST, LARGEST - 1n, LARGEST - 2n], 'median')).toBe(`${LARGEST - 1n}.0`)
  expect(figure(int64, [LARGEST, LARGEST - 1n, null], 'median')).toBe(`${LARGEST - 1n}.5`)
  expect(figure(decimal(2), [150n, 225n], 'median')).toBe('1.875')
  expect(figure(float64, [1, 2, 4, 8], 'median')).toBe('3')
  expect(figure({ kind: 'date' }, [10, 20, 30, 40], 'median')).toBe('1970-01-21')
  expect(figure(int64, [], 'median')).toBe(null)
})

test('NaN is no NULL: it is above all numbers, and the least one there is only by itself', () => {
  expect(figure(float64, [1, NaN, null], 'max')).toBe('NaN')
  expect(figure(float64, [1, NaN, null], 'min')).toBe('1')
  expect(figure(float64, [NaN, NaN], 'min')).toBe('NaN')
  expect(figure(float64, [NaN, null, NaN], 'count-distinct')).toBe('1')
  expect(figure(float64, [NaN, null], 'count')).toBe('1')
  expect(figure(float64, [1, NaN], 'sum')).toBe('NaN')
  expect(figure(float64, [1, 2, null], 'mean')).toBe('1.5')
  expect(figure(decimal(2), [150n, 225n], 'mean')).toBe('1.875')
})

test('least and greatest of what has no type of its own are by value and come as stored', () => {
  const marked: ColumnType = { kind: 'text', mark: 'decimal' }
  expect(figure(marked, ['10', '9.50', null, '-1e3'], 'min')).toBe('-1e3')
  expect(figure(marked, ['10', '9.50', null], 'max')).toBe('10')
  expect(figure({ kind: 'any' }, ['tx', 'i9', 'r10.5'], 'max')).toBe('x')
  expect(figure({ kind: 'binary' }, [new Uint8Array([255]), new Uint8Array([1, 2])], 'max')).toBe(
    '0xff',
  )
})

test('numbers of any number of digits have exact figures, in groups and over all rows', () => {
  const rows = [
    ['a', `1${'0'.repeat(50)}`],
    ['b', null],
    [null, '-0.5'],
    ['a', '0.0000000000000000000000000000000000000000000001'],
    ['a', '-1e2'],
    [null, '2'],
    ['c', 'NaN'],
    ['c', '1'],
    ['d', 'Infinity'],
    ['d', '-5'],
    ['e', '-Infinity'],
    ['e', 'Infinity'],
  ]
  const names: AggregateFunction[] = ['sum', 'mean', 'median', 'min', 'max', 'count-distinct']
  const aggregates = names.map((name): Aggregate => ({ function: name, column: 1 }))
  const tiny = `${'0'.repeat(45)}1`
  expect(group([text, unbounded], rows, { keys: [0], aggregates })).toEqual([
    [
      'a',
      `${'9'.repeat(48)}00.${tiny}`,
      `${'3'.repeat(48)}00.${'0'.repeat(46)}3333333333`,
      `0.${tiny}`,
      '-1e2',
      `1${'0'.repeat(50)}`,
      '3',
    ],
    ['b', null, null, null, null, null, '0'],
    [null, '1.5', '0.75', '0.75', '-0.5', '2', '2'],
    ['c', 'NaN', 'NaN', 'NaN', '1', 'NaN', '2'],
    ['d', 'Infinity', 'Infinity', 'Infinity', '-5', 'Infinity', '2'],
    ['e', 'NaN', 'NaN', 'NaN', '-Infinity', 'Infinity', '2'],
  ])
  expect(group([unbounded], [['1.10'], ['2'], [null]], { aggregates: [sumOfFirst] })).toEqual([
    ['3.10'],
  ])
  for (const nothing of [[], [[null]]])
    expect(group([unbounded], nothing, { aggregates: [sumOfFirst] })).toEqual([[null]])
  expect(group([unbounded], [], { keys: [0], aggregates: [sumOfFirst] })).toEqual([])
})

test('sums of any numbers in any groups are those of BigInt', () => {
  const rows = fc.array(
    fc.tuple(
      fc.option(fc.constantFrom('a', 'b', 'c')),
      fc.option(fc.tuple(fc.bigInt(), fc.nat(40))),
    ),
    { minLength: 1, maxLength: 40 },
  )
  fc.assert(
    fc.property(rows, (values) => {
      const cells = values.map(([key, number]) => [key, number && decimalText(...number)])
      const expected = new Map<Cell, bigint | null>()
      for (const [key, number] of values) {
        const before = expected.get(key) ?? null
        const added = number && number[0] * 10n ** BigInt(40 - number[1])
        expected.set(key, added === null ? before : (before ?? 0n) + added)
      }
      const made = group([text, unbounded], cells, { keys: [0], aggregates: [sumOfSecond] })
      const scaled = made.map(([key, sum]): [Cell, bigint | null] => {
        const [whole = '', fraction = ''] = sum?.split('.') ?? []
        return [key!, sum === null ? null : BigInt(whole + fraction.padEnd(40, '0'))]
      })
      expect(scaled).toEqual([...expected])
    }),
    { numRuns: 20 },
  )
})

test('what has no sum is refused by name', () => {
  const refused: [ColumnType, AggregateFunction][] = [
    [text, 'sum'],
    [{ kind: 'bool' }, 'mean'],
    [{ kind: 'binary' }, 'median'],
    [{ kind: 'date' }, 'sum'],
  ]
  for (const [type, name] of refused)
    expect(() => figure(type, [], name), `${name} of ${type.kind}`).toThrow(
      expect.objectContaining({ code: 'unsupported' }),
    )
})
