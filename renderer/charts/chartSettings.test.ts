import { expect, test } from 'vitest'
import type { Column, ColumnType } from '../../contract/columns.ts'
import {
  changedSettings,
  chosenSettings,
  defaultSettings as settingsOf,
  drawnSettings,
} from './chartSettings.ts'

const defaultSettings = (columns: Column[], rowCount = 1_000) => settingsOf(columns, rowCount)
const column = (name: string, type: ColumnType): Column => ({ name, type, serverType: type.kind })
const at = column('at', { kind: 'timestamp', unit: 'us', zone: 'UTC' })
const name = column('name', { kind: 'text' })
const id = column('customer_id', { kind: 'int32' })
const total = column('total', { kind: 'decimal', precision: 10, scale: 2 })
const tax = column('tax', { kind: 'float64' })

test('numbers over time are lines, a text beside them makes a line each', () => {
  expect(defaultSettings([id, at, total, tax])).toMatchObject({
    kind: 'line',
    x: 1,
    values: [2, 3],
  })
  expect(defaultSettings([at, name, total])).toMatchObject({
    kind: 'line',
    x: 0,
    values: [2],
    series: 1,
    aggregate: 'mean',
  })
})

test('a number by a text is bars, two numbers are a cloud, else values are counted', () => {
  expect(defaultSettings([id, name, total])).toMatchObject({ kind: 'bar', x: 1, values: [2] })
  expect(defaultSettings([total, tax])).toMatchObject({ kind: 'scatter', x: 0, values: [1] })
  expect(defaultSettings([name])).toMatchObject({ kind: 'bar', x: 0, aggregate: 'count' })
  // A key is drawn only where there is nothing that measures.
  expect(defaultSettings([name, id])).toMatchObject({ kind: 'bar', x: 0, values: [1] })
})

test('few rows that begin with a key are bars by it, many are a cloud', () => {
  const count = column('count', { kind: 'int64' })
  const bars = { kind: 'bar', x: 0, values: [1], aggregate: 'sum' }
  expect(defaultSettings([id, count, total], 12)).toMatchObject(bars)
  expect(defaultSettings([column('year', { kind: 'int32' }), total], 60)).toMatchObject(bars)
  expect(defaultSettings([id, count, total], 61)).toMatchObject({ kind: 'scatter', x: 1 })
  expect(defaultSettings([total, tax], 12)).toMatchObject({ kind: 'scatter', x: 0 })
  expect(defaultSettings([id, at, total], 12)).toMatchObject({ kind: 'line', x: 1 })
  expect(defaultSettings([id], 12)).toMatchObject({ kind: 'bar', x: 0, aggregate: 'count' })
})

test('a change takes along what would not go with it', () => {
  const columns = [at, name, total, tax]
  const line = defaultSettings([at, total, tax])
  const pie = changedSettings({ ...line, values: [2, 3] }, { kind: 'pie', x: 1 }, columns)
  expect(pie).toMatchObject({ values: [2], series: null, aggregate: 'sum' })
  expect(changedSettings(pie, { aggregate: 'count' }, columns).values).toEqual([])
  const counted = changedSettings(pie, { aggregate: 'count' }, columns)
  expect(changedSettings(counted, { values: [3] }, columns).aggregate).toBe('sum')
  expect(changedSettings(counted, { kind: 'scatter' }, columns)).toMatchObject({
    aggregate: 'none',
    values: [2],
  })
})

test('going through the kinds of chart and back finds all as it was', () => {
  const columns = [at, name, total, tax]
  const line = defaultSettings(columns)
  expect(line).toMatchObject({ kind: 'line', series: 1, aggregate: 'mean' })
  let chosen = line
  for (const kind of ['area', 'bar', 'scatter', 'pie'] as const) {
    chosen = chosenSettings(chosen, { kind }, columns)
    if (kind === 'scatter') expect(drawnSettings(chosen, columns).aggregate).toBe('none')
    if (kind === 'pie')
      expect(drawnSettings(chosen, columns)).toMatchObject({ series: null, aggregate: 'mean' })
  }
  expect(drawnSettings(chosenSettings(chosen, { kind: 'line' }, columns), columns)).toEqual(line)
  const other = chosenSettings(chosen, { values: [3] }, columns)
  expect(chosenSettings(other, { kind: 'line' }, columns)).toMatchObject({ series: 1, values: [3] })
})
