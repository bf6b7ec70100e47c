import { expect, test } from 'vitest'
import type { ColumnType } from '../../contract/columns.ts'
import { batchOf, columnsOf } from '../frame/testing/batchOf.ts'
import { partsForStatistics } from './neededParts.ts'
import { columnStatistics } from './statistics.ts'
import type { Cell } from './testing/referenceSelection.ts'
import { shelveFrame } from './testing/shelveFrame.ts'

function statisticsOf(type: ColumnType, cells: readonly Cell[]) {
  const columns = columnsOf([type])
  const batch = batchOf(
    [type],
    cells.map((cell) => [cell]),
  )
  const parts = partsForStatistics(columns, 0)
  return columnStatistics(shelveFrame(columns, [batch], parts), columns, 0)
}

const LARGEST = 2n ** 63n - 1n

test('64-bit integers have exact figures', () => {
  const cells = Array.from({ length: 100 }, (_, i) => LARGEST - BigInt(i))
  const statistics = statisticsOf({ kind: 'int64' }, [...cells, null, null])
  expect(statistics).toMatchObject({
    rowCount: 102,
    nullCount: 2,
    nanCount: 0,
    distinctCount: 100,
    min: String(LARGEST - 99n),
    max: String(LARGEST),
    mean: `${LARGEST - 50n}.5`,
  })
  expect(statistics.quantiles.map(({ value }) => value)).toEqual(
    [95n, 75n, 50n, 25n, 5n].map((below) => String(LARGEST - below)),
  )
  expect(Number(statistics.std)).toBeGreaterThan(0)
})

test('a histogram has every value in one bin, whole numbers as ranges of their own', () => {
  const cells = Array.from({ length: 100 }, (_, i) => i % 7)
  const { histogram } = statisticsOf({ kind: 'int16' }, cells)
  expect(histogram).toEqual(
    Array.from({ length: 7 }, (_, value) => ({
      from: String(value),
      to: String(value),
      rowCount: value < 2 ? 15 : 14,
    })),
  )
  const wide = statisticsOf(
    { kind: 'int32' },
    cells.map((cell, i) => cell * 1_000 + i),
  ).histogram
  expect(wide).toHaveLength(30)
  expect(wide.reduce((sum, { rowCount }) => sum + rowCount, 0)).toBe(100)
  expect(wide[0]!.from).toBe('0')
  expect(wide.at(-1)!.to).toBe('6097')
  expect(Number(wide[0]!.to) + 1).toBe(Number(wide[1]!.from))
})

test('moments and decimals have bins between their least and greatest', () => {
  const type: ColumnType = { kind: 'timestamp', unit: 'us', zone: null }
  const day = 86_400_000_000n
  const { histogram, mean, std } = statisticsOf(type, [0n, day, day * 2n, day * 30n])
  expect(histogram).toHaveLength(30)
  expect(histogram[0]).toEqual({
    from: '1970-01-01 00:00:00',
    to: '1970-01-02 00:00:00',
    rowCount: 1,
  })
  expect(histogram.at(-1)).toMatchObject({ to: '1970-01-31 00:00:00', rowCount: 1 })
  expect(mean).toBe('1970-01-09 06:00:00')
  expect(std).toBe(null)
  const money = statisticsOf({ kind: 'decimal', precision: 38, scale: 2 }, [10n ** 37n, 1n, 2n])
  expect(money).toMatchObject({ min: '0.01', max: `1${'0'.repeat(35)}.00` })
  expect(money.mean).toBe('33333333333333333333333333333333333.343333333333')
  expect(money.histogram.map(({ rowCount }) => rowCount)).toEqual([2, ...Array(28).fill(0), 1])
})

test('NaN is counted beside the figures, and infinite values are in no bin', () => {
  const statistics = statisticsOf({ kind: 'float64' }, [NaN, 1, 2, 3, Infinity, null, NaN])
  expect(statistics).toMatchObject({ nullCount: 1, nanCount: 2, min: '1', max: 'Infinity' })
  expect(statistics.histogram.reduce((sum, { rowCount }) => sum + rowCount, 0)).toBe(3)
  expect(statisticsOf({ kind: 'float64' }, [1, 2, 3]).mean).toBe('2')
  expect(statisticsOf({ kind: 'float64' }, [-1.7e308, 1.7e308]).histogram).toHaveLength(30)
})

test('numbers kept as text have the figures of numbers', () => {
  const statistics = statisticsOf({ kind: 'text', mark: 'decimal' }, [
    '10.50',
    '9',
    '-1e2',
    'NaN',
    null,
    '9.00',
  ])
  expect(statistics).toMatchObject({
    nanCount: 1,
    distinctCount: 4,
    min: '-1e2',
    max: '10.50',
    mean: '-17.875',
  })
  expect(statistics.top[0]).toEqual({ value: '9', rowCount: 2 })
})

test('text has ends and the most frequent values, of equal ones those that came first', () => {
  const cells = ['b', 'a', 'b', null, ...Array.from({ length: 20 }, (_, i) => `x${i}`)]
  const statistics = statisticsOf({ kind: 'text' }, cells)
  expect(statistics).toMatchObject({
    min: 'a',
    max: 'x9',
    mean: null,
    quantiles: [],
    histogram: [],
  })
  expect(statistics.top).toHaveLength(10)
  expect(statistics.top.slice(0, 3)).toEqual([
    { value: 'b', rowCount: 2 },
    { value: 'a', rowCount: 1 },
    { value: 'x0', rowCount: 1 },
  ])
})

test.each<ColumnType>([
  { kind: 'int64' },
  { kind: 'float64' },
  { kind: 'text' },
  { kind: 'text', mark: 'decimal' },
  { kind: 'binary' },
  { kind: 'timestamp', unit: 'us', zone: 'UTC' },
])('nothing but NULLs has no figures: $kind', (type) => {
  const nothing = { min: null, max: null, mean: null, std: null, quantiles: [], histogram: [] }
  expect(statisticsOf(type, [null, null])).toMatchObject({ ...nothing, nullCount: 2, top: [] })
  expect(statisticsOf(type, [])).toMatchObject({ ...nothing, rowCount: 0, distinctCount: 0 })
})
