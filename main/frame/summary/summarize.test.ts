import fc from 'fast-check'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ColumnType } from '../../../contract/columns.ts'
import type { CellSummary } from '../../../contract/results.ts'
import type { CellValue } from '../collectRows.ts'
import { FrameStore } from '../FrameStore.ts'
import { ResultBlock } from '../ResultBlock.ts'
import { batchOf, columnsOf } from '../testing/batchOf.ts'
import { DISTINCT_CELLS, summarize } from './summarize.ts'

let spillDirectory: string
let store: FrameStore
const { signal } = new AbortController()

beforeEach(async () => {
  spillDirectory = await mkdtemp(join(tmpdir(), 'sluice-summary-'))
  store = new FrameStore({ spillDirectory })
})
afterEach(async () => {
  await store.shutdown()
  await rm(spillDirectory, { recursive: true, force: true })
})

let opened = 0

async function summaryOf(types: ColumnType[], rows: CellValue[][]): Promise<CellSummary> {
  const result = store.open({
    resultId: `r${opened++}`,
    columns: columnsOf(types),
    clientId: 'test',
  })
  void result.write(batchOf(types, rows))
  result.end({ isComplete: true })
  const all = { rows: [{ from: 0, to: rows.length }], columns: types.map((_, index) => index) }
  return summarize(new ResultBlock(result, all), signal)
}

const int64: ColumnType = { kind: 'int64' }
const decimal: ColumnType = { kind: 'decimal', precision: 38, scale: 2 }

test('64-bit integers and decimals are summed up to the last digit', async () => {
  const rows = [
    [9_223_372_036_854_775_807n, 12_345_678_901_234_567_890_123_456_789_012_345_678n],
    [9_223_372_036_854_775_807n, -1n],
    [null, null],
  ]
  expect(await summaryOf([int64, decimal], rows)).toEqual({
    cellCount: 6,
    nullCount: 2,
    distinctCount: 3,
    numbers: {
      count: 4,
      sum: '123456789012345697347978641599675070.77',
      mean: '30864197253086424336994660399918767.6925',
      min: '-0.01',
      max: '123456789012345678901234567890123456.78',
      isExact: true,
    },
  })
})

test('a third is rounded at ten places, away from zero at a half', async () => {
  expect((await summaryOf([int64], [[1n], [0n], [0n]])).numbers?.mean).toBe('0.3333333333')
  expect((await summaryOf([int64], [[-2n], [0n], [0n]])).numbers?.mean).toBe('-0.6666666667')
})

test('floating point among them makes the sum inexact, and small parts are not lost', async () => {
  const real: ColumnType = { kind: 'float64' }
  const { numbers } = await summaryOf([real], [[1e100], [1], [-1e100]])
  expect(numbers).toMatchObject({ sum: '1', isExact: false, min: '-1e+100', max: '1e+100' })
  expect((await summaryOf([real], [[Number.NaN], [2]])).numbers).toMatchObject({
    sum: 'NaN',
    min: '2',
    max: 'NaN',
  })
})

test('numbers in text of unbounded decimals and in mixed columns count, other text does not', async () => {
  const unbounded: ColumnType = { kind: 'text', mark: 'decimal' }
  const rows = [
    ['1e2', 'i9007199254740993', 'one'],
    ['0.5', 'tten', 'one'],
  ]
  expect(await summaryOf([unbounded, { kind: 'any' }, { kind: 'text' }], rows)).toMatchObject({
    distinctCount: 5,
    numbers: { count: 3, sum: '9007199254741093.5', isExact: true },
  })
})

test('text alone has no sum; too many cells have no count of different values', async () => {
  expect((await summaryOf([{ kind: 'text' }], [['a'], ['a'], ['']])).numbers).toBeNull()
  const many = Array.from({ length: DISTINCT_CELLS + 1 }, (_, n) => [n])
  const { distinctCount, numbers } = await summaryOf([{ kind: 'int32' }], many)
  expect(distinctCount).toBeNull()
  expect(numbers?.sum).toBe(String((DISTINCT_CELLS * (DISTINCT_CELLS + 1)) / 2))
})

test('any integers sum up as BigInt does', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), { minLength: 1 }),
      async (values) => {
        const { numbers } = await summaryOf(
          [int64],
          values.map((value) => [value]),
        )
        const sorted = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
        expect(numbers).toMatchObject({
          sum: String(values.reduce((sum, value) => sum + value, 0n)),
          min: String(sorted[0]),
          max: String(sorted.at(-1)),
        })
      },
    ),
    { numRuns: 30 },
  )
})
