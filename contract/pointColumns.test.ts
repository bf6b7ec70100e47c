import { expect, test } from 'vitest'
import type { ColumnType } from './columns.ts'
import { guessPointRoles, guessTimeUnit, pointType, type KnownPointColumn } from './pointColumns.ts'

const text: ColumnType = { kind: 'text' }
const int: ColumnType = { kind: 'int32' }
const at: ColumnType = { kind: 'timestamp', unit: 'us', zone: null }
const column = (name: string, type: ColumnType) => ({ name, type })

test('texts are tags, numbers fields, and the time is known by its name', () => {
  const columns = [column('city', text), column('time', int), column('n', int), column('at', at)]
  expect(guessPointRoles(columns)).toEqual(['tag', 'time', 'field', 'field'])
})

test('without such a name, a column of timestamps is the time, and else of days', () => {
  const day: ColumnType = { kind: 'date' }
  expect(guessPointRoles([column('d', day), column('x', at), column('n', int)])).toEqual([
    'field',
    'time',
    'field',
  ])
  expect(guessPointRoles([column('d', day), column('n', int)])).toEqual(['time', 'field'])
  expect(guessPointRoles([column('n', int)])).toEqual(['field'])
})

test('points of texts only get a field: the last of them', () => {
  expect(guessPointRoles([column('a', text), column('b', text)])).toEqual(['tag', 'field'])
})

test('what the series has a column as so far, it stays', () => {
  const known: KnownPointColumn[] = [
    { name: 'note', role: 'field', serverType: 'string' },
    { name: 'zone', role: 'tag', serverType: 'tag' },
    { name: 'n', role: 'field', serverType: 'float' },
  ]
  const columns = [column('note', text), column('zone', int), column('n', int)]
  expect(guessPointRoles(columns, known)).toEqual(['field', 'tag', 'field'])
  expect(pointType(columns[2]!, 'field', known)).toEqual({ kind: 'float64' })
  expect(pointType(columns[1]!, 'tag', known)).toEqual(text)
  const onlyKnownTags = [column('zone', text)]
  expect(guessPointRoles(onlyKnownTags, known)).toEqual(['tag'])
})

test('types are those that a series keeps', () => {
  const asField = (type: ColumnType) => pointType(column('x', type), 'field').kind
  expect(asField({ kind: 'decimal', precision: 5, scale: 2 })).toBe('float64')
  expect(asField(int)).toBe('int64')
  expect(asField({ kind: 'text', mark: 'json' })).toBe('text')
  expect(pointType(column('x', int), 'time').kind).toBe('int64')
  expect(pointType(column('x', at), 'time')).toEqual(at)
})

test('the unit of a number of time is told by its digits', () => {
  expect(
    ['1700000000', '1700000000123', '1700000000123456', '1700000000123456789'].map(guessTimeUnit),
  ).toEqual(['s', 'ms', 'us', 'ns'])
})
