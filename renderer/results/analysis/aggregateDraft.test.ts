import { expect, test } from 'vitest'
import type { Column } from '../../../contract/columns.ts'
import { aggregateOf, functionsFor, nextAggregate, ROWS, withColumn } from './aggregateDraft.ts'

const columns: Column[] = [
  { name: 'total', type: { kind: 'decimal', precision: 12, scale: 2 }, serverType: 'numeric' },
  { name: 'name', type: { kind: 'text' }, serverType: 'text' },
  { name: 'day', type: { kind: 'date' }, serverType: 'date' },
  { name: 'wide', type: { kind: 'text', mark: 'decimal' }, serverType: 'numeric' },
]

test('only what a column has figures for is offered, its sum first', () => {
  expect(functionsFor(columns, '0')[0]).toBe('sum')
  expect(functionsFor(columns, '1')).not.toContain('median')
  expect(functionsFor(columns, '2')).toContain('median')
  expect(functionsFor(columns, '2')).not.toContain('sum')
  expect(functionsFor(columns, '3')[0]).toBe('sum')
  expect(functionsFor(columns, ROWS)).toEqual(['count'])
})

test('another column keeps the function where it can', () => {
  const draft = { id: 1, column: '0', name: 'sum' } as const
  expect(withColumn(draft, columns, '1')).toMatchObject({ column: '1', name: 'count' })
  expect(withColumn({ id: 1, column: ROWS, name: 'count' }, columns, '0')).toMatchObject({
    name: 'sum',
  })
  expect(withColumn({ ...draft, name: 'max' }, columns, '1')).toMatchObject({ name: 'max' })
})

test('one more sums the next column of numbers, then counts', () => {
  const first = nextAggregate([{ id: 0, column: ROWS, name: 'count' }], columns, [1])
  expect(first).toEqual({ id: 1, column: '0', name: 'sum' })
  const second = nextAggregate([first], columns, [1])
  expect(second).toEqual({ id: 2, column: '3', name: 'sum' })
  expect(nextAggregate([first, second], columns, [])).toEqual({
    id: 3,
    column: ROWS,
    name: 'count',
  })
  expect(nextAggregate([], columns, [0, 3])).toMatchObject({ column: ROWS })
})

test('rows are counted without a column', () => {
  expect(aggregateOf({ id: 1, column: ROWS, name: 'count' })).toEqual({
    function: 'count',
    column: null,
  })
  expect(aggregateOf({ id: 1, column: '2', name: 'min' })).toEqual({ function: 'min', column: 2 })
})
