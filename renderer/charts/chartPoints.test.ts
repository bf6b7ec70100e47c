import { expect, test } from 'vitest'
import type { Column } from '../../contract/columns.ts'
import type { PointColumn } from '../../contract/points.ts'
import type { ChartSettings } from '../../contract/charts.ts'
import { chartTable } from './chartPoints.ts'
import { defaultSettings } from './chartSettings.ts'
import type { ChartData } from './loadChart.ts'

const column = (name: string): Column => ({ name, type: { kind: 'int64' }, serverType: 'bigint' })
const words = { none: 'NULL', count: 'Rows' }
const dataOf = (columns: PointColumn[], settings: Partial<ChartSettings>): ChartData => ({
  points: { columns, rowCount: 9 },
  settings: { ...defaultSettings([column('x'), column('y')], 1_000), ...settings },
  x: column('x'),
  values: [column('y')],
  isGrouped: settings.aggregate !== undefined,
  pick: 'first',
  whole: null,
})

test('a point has its place and exact texts, and none where the place is NULL', () => {
  const places = { values: [1, null, 3], texts: ['1', null, '3'] }
  const values = {
    values: [9_007_199_254_740_992, 5, null],
    texts: ['9007199254740993', '5', null],
  }
  const { series, points } = chartTable(dataOf([places, values], {}), words)
  expect(series).toEqual(['y'])
  expect(points).toEqual([
    { x: 1, xText: '1', values: [{ value: 9_007_199_254_740_992, text: '9007199254740993' }] },
    { x: 3, xText: '3', values: [{ value: null, text: 'NULL' }] },
  ])
})

test('texts are places of their own, NULL among them', () => {
  const places = { values: [null, null], texts: ['a', null] }
  const counts = { values: [4, 2], texts: ['4', '2'] }
  const { series, points } = chartTable(dataOf([places, counts], { aggregate: 'count' }), words)
  expect(series).toEqual(['Rows'])
  expect(points.map(({ x }) => x)).toEqual(['a', 'NULL'])
})

test('a column of series makes a value for each at a place, with gaps', () => {
  const places = { values: [2, 1, 1], texts: ['2', '1', '1'] }
  const values = { values: [20, 10, 11], texts: ['20', '10', '11'] }
  const names = { values: [null, null, null], texts: ['b', 'a', 'b'] }
  const data = dataOf([places, values, names], { aggregate: 'mean', series: 2 })
  const { series, points } = chartTable(data, words)
  expect(series).toEqual(['b', 'a'])
  expect(points.map(({ x, values: at }) => [x, at.map((value) => value?.value ?? null)])).toEqual([
    [1, [11, 10]],
    [2, [20, null]],
  ])
})

test('more series than colours are left out and told', () => {
  const names = Array.from({ length: 11 }, (_, index) => `host${index}`)
  const data = dataOf(
    [
      { values: names.map(() => 1), texts: names.map(() => '1') },
      { values: names.map((_, index) => index), texts: names.map((_, index) => String(index)) },
      { values: names.map(() => null), texts: names },
    ],
    { aggregate: 'sum', series: 2 },
  )
  expect(chartTable(data, words)).toMatchObject({ hiddenSeries: 3, points: [{ x: 1 }] })
})
