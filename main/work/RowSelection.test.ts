import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellText, type RawCell } from '../../contract/cellText.ts'
import { type ColumnType, widen } from '../../contract/columns.ts'
import type { Filter } from '../../contract/filters.ts'
import { valueOperators } from '../../contract/filters.ts'
import type { Batch } from '../frame/Batch.ts'
import { cellsOfKind } from '../frame/testing/arbitraryCells.ts'
import { batchOf, columnsOf as namedColumns } from '../frame/testing/batchOf.ts'
import type { SelectionPlan } from './messages.ts'
import { partsToSelect } from './neededParts.ts'
import { RowSelection } from './RowSelection.ts'
import {
  asOperand,
  type Cell,
  type ReferencePlan,
  selectPlainly,
} from './testing/referenceSelection.ts'
import { shelveFrame } from './testing/shelveFrame.ts'

/** Few, of many rows each: a call into Polars takes longer than what it does here. */
const RUNS = 5
const NOTHING: ReferencePlan = { sort: [], filters: [], search: '' }

/** The way through a worker, but for the thread: batches of at most `batchRows`. */
function select(
  types: readonly ColumnType[],
  rows: readonly (readonly Cell[])[],
  plan: Partial<ReferencePlan>,
  batchRows = 20,
): number[] {
  const batches: Batch[] = []
  for (let from = 0; from < rows.length; from += batchRows)
    batches.push(
      batchOf(
        types,
        rows.slice(from, from + batchRows).map((row) => [...row]),
      ),
    )
  return selectFrom(batches, { ...NOTHING, ...plan, columns: namedColumns(types) })
}

function selectFrom(batches: readonly Batch[], plan: SelectionPlan): number[] {
  const selection = new RowSelection(plan)
  selection.add(shelveFrame(plan.columns, batches, partsToSelect(plan)))
  return [...selection.finish()]
}

const decimalText: ColumnType = { kind: 'text', mark: 'decimal' }
const decimalTexts = fc.oneof(
  fc.constantFrom('NaN', 'Infinity', '-Infinity', '0', '-0.00', '1.50', '1.5', '15e-1'),
  fc
    .tuple(fc.bigInt({ min: -(10n ** 60n), max: 10n ** 60n }), fc.nat(40))
    .map(([digits, scale]) => {
      const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0')
      const point = text.length - scale
      return `${digits < 0n ? '-' : ''}${text.slice(0, point)}${scale ? `.${text.slice(point)}` : ''}`
    }),
)
const kinds = [
  ...cellsOfKind,
  { name: 'decimals as text', type: decimalText, cells: decimalTexts as fc.Arbitrary<RawCell> },
]

describe.each(kinds)('a column of $name', ({ type, cells }) => {
  const column = fc.array(fc.option(cells, { freq: 4 }), { maxLength: 40, size: 'max' })

  test('is sorted as in plain JavaScript, NULLs last, equal rows in their order', () => {
    fc.assert(
      fc.property(column, fc.boolean(), (values, descending) => {
        const rows = [...values, ...values].map((value) => [value])
        const plan = { sort: [{ column: 0, descending }] }
        expect(select([type], rows, plan)).toEqual(
          selectPlainly([type], rows, { ...NOTHING, ...plan }),
        )
      }),
      { numRuns: RUNS },
    )
  })

  test('is filtered as in plain JavaScript by every operator', () => {
    const some = fc.array(cells, { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(column, some, fc.nat(), (values, others, pick) => {
        const own = values.filter((value) => value !== null)
        const operand = asOperand(type, [...own, others[0]!][pick % (own.length + 1)]!)
        const list = others.map((value) => asOperand(type, value))
        const filters: Filter[] = [
          ...valueOperators.map((operator) => ({ column: 0, operator, value: operand })),
          { column: 0, operator: 'in', values: [operand, ...list] },
          { column: 0, operator: 'is-null' },
          { column: 0, operator: 'is-not-null' },
        ]
        const rows = values.map((value) => [value])
        for (const filter of filters) {
          const plan = { filters: [filter] }
          const expected = selectPlainly([type], rows, { ...NOTHING, ...plan })
          expect(select([type], rows, plan), filter.operator).toEqual(expected)
        }
      }),
      { numRuns: RUNS },
    )
  })

  test('is searched by the texts that are shown', () => {
    fc.assert(
      fc.property(column, fc.nat(), fc.nat(), fc.nat(6), (values, pick, at, length) => {
        const shown = values.flatMap((value) => (value === null ? [] : [cellText(type, value)]))
        const text = Array.from(shown[pick % Math.max(1, shown.length)] ?? '')
        const search = text
          .slice(at % (text.length + 1))
          .slice(0, length)
          .join('')
        const rows = values.map((value) => [value])
        expect(select([type], rows, { search })).toEqual(
          selectPlainly([type], rows, { ...NOTHING, search }),
        )
      }),
      { numRuns: RUNS },
    )
  })
})

test('several columns are sorted by the first that differs', () => {
  const types: ColumnType[] = [{ kind: 'int32' }, { kind: 'float64' }, { kind: 'text' }]
  const row = fc.tuple(
    fc.option(fc.integer({ min: 0, max: 2 })),
    fc.option(fc.constantFrom(0, -0, 1, NaN, Infinity)),
    fc.option(fc.constantFrom('a', 'B', 'ä', '')),
  )
  const key = fc.record({ column: fc.nat(2), descending: fc.boolean() })
  const keys = fc.uniqueArray(key, { selector: ({ column }) => column, minLength: 2 })
  fc.assert(
    fc.property(fc.array(row, { maxLength: 60, size: 'max' }), keys, (rows, sort) => {
      expect(select(types, rows, { sort })).toEqual(
        selectPlainly(types, rows, { ...NOTHING, sort }),
      )
    }),
    { numRuns: 20 },
  )
})

test('filters, a search and a sort work together', () => {
  const types: ColumnType[] = [{ kind: 'int32' }, { kind: 'text' }]
  const rows = [
    [1, 'Alpha'],
    [5, 'beta'],
    [3, 'ALPINE'],
    [4, 'alp'],
    [null, 'alp'],
  ]
  const found = select(types, rows, {
    filters: [{ column: 0, operator: '>', value: '1' }],
    search: 'aLp',
    sort: [{ column: 0, descending: true }],
  })
  expect(found).toEqual([3, 2])
})

test('whole numbers are compared exactly with numbers between and beyond them', () => {
  const rows = [[-(2n ** 63n)], [-1n], [9_007_199_254_740_992n], [9_007_199_254_740_993n], [null]]
  const find = (operator: '=' | '<' | '<=' | '>' | '>=' | '!=', value: string) =>
    select([{ kind: 'int64' }], rows, { filters: [{ column: 0, operator, value }] })
  expect(find('>', '9007199254740992')).toEqual([3])
  expect(find('=', '9007199254740993.0')).toEqual([3])
  expect(find('>', '-1.5')).toEqual([1, 2, 3])
  expect(find('>=', '-0.5')).toEqual([2, 3])
  expect(find('<', '-0.5')).toEqual([0, 1])
  expect(find('<=', '-1.5')).toEqual([0])
  expect(find('=', '-0.5')).toEqual([])
  expect(find('!=', '-0.5')).toEqual([0, 1, 2, 3])
  expect(find('<', '1e30')).toEqual([0, 1, 2, 3])
  expect(find('>', '1e30')).toEqual([])
  expect(find('>=', '-1e30')).toEqual([0, 1, 2, 3])
  expect(find('!=', '1e30')).toEqual([0, 1, 2, 3])
})

test('an instant is compared with one written at another offset', () => {
  const type: ColumnType = { kind: 'timestamp', unit: 'us', zone: 'UTC' }
  const at = (iso: string) => [BigInt(Date.parse(iso)) * 1_000n]
  const rows = [at('2024-01-02T03:00:00Z'), at('2024-01-02T05:00:00Z')]
  const find = (value: string) =>
    select([type], rows, { filters: [{ column: 0, operator: '<=', value }] })
  expect(find('2024-01-02 04:00:00+01')).toEqual([0])
  expect(find('2024-01-02 04:00')).toEqual([0])
  expect(find('2024-01-03')).toEqual([0, 1])
  expect(find('2024-01-01T23:30-05:30')).toEqual([0, 1])
})

test('batches that came before a column had to widen are compared in the wider type', () => {
  const narrow: ColumnType = { kind: 'int64' }
  const wide = widen(narrow, { kind: 'any' })
  const batches = [batchOf([narrow], [[10n], [9n]]), batchOf([wide], [['tnine'], ['r9.5'], [null]])]
  const columns = namedColumns([wide])
  const sort = [{ column: 0, descending: false }]
  expect(selectFrom(batches, { ...NOTHING, columns, sort })).toEqual([1, 3, 0, 2, 4])
})

test('text that is no UTF-8 is sorted by what is shown of it', () => {
  const filters = [{ column: 0, operator: 'contains' as const, value: 'b' }]
  const columns = namedColumns([{ kind: 'text' }])
  const values = new Uint8Array([0xff, 0x61, 0x62])
  const column = {
    length: 2,
    nullCount: 0,
    validity: null,
    values,
    offsets: new Int32Array([0, 1, 3]),
  }
  const batch = { rowCount: 2, columns: [{ ...column, type: { kind: 'text' as const } }] }
  expect(selectFrom([batch], { ...NOTHING, columns, filters })).toEqual([1])
})

test('an operand that is no value of its column is refused, and not repeated', () => {
  const wrong: [ColumnType, string][] = [
    [{ kind: 'int32' }, 'secret'],
    [{ kind: 'float64' }, 'secret'],
    [{ kind: 'bool' }, 'secret'],
    [{ kind: 'date' }, '2023-02-29'],
    [{ kind: 'timestamp', unit: 'us', zone: null }, '2023-02-20 10:00+01'],
    [{ kind: 'time', unit: 'us' }, '25:00'],
    [{ kind: 'binary' }, '0xabc'],
    [decimalText, 'secret'],
  ]
  for (const [type, value] of wrong) {
    const plan = { filters: [{ column: 0, operator: '=' as const, value }] }
    expect(() => select([type], [], plan), type.kind).toThrow(
      expect.objectContaining({
        code: 'invalid-request',
        message: expect.not.stringContaining(value),
      }),
    )
  }
})
