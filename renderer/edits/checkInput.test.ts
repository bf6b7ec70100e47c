import { expect, test } from 'vitest'
import type { Column, ColumnType } from '../../contract/columns.ts'
import { checkInput } from './checkInput.ts'

const check = (
  type: ColumnType,
  text: string,
  { serverType = '', ...rules }: { serverType?: string; zone?: string; keepsNumbers?: true } = {},
) => {
  const column: Column = { name: 'c', type, serverType }
  const checked = checkInput(column, text, { zone: 'UTC', ...rules })
  return 'text' in checked ? checked.text : checked.problem.key
}
const DECIMAL = { kind: 'decimal', precision: 38, scale: 20 } as const
const INSTANT = { kind: 'timestamp', unit: 'us', zone: 'UTC' } as const
const NAIVE = { kind: 'timestamp', unit: 'us', zone: null } as const

test('integers are exact to their 64 bits, and no larger', () => {
  expect(check({ kind: 'int64' }, ' 10010513897886659 ')).toBe('10010513897886659')
  expect(check({ kind: 'int64' }, '-9223372036854775808')).toBe('-9223372036854775808')
  expect(check({ kind: 'int64' }, '9223372036854775808')).toBe('edits.integerRange')
  expect(check({ kind: 'int16' }, '32768')).toBe('edits.integerRange')
  expect(check({ kind: 'int32' }, '1.5')).toBe('edits.wrongInteger')
  expect(check({ kind: 'int32' }, '')).toBe('edits.wrongInteger')
})

test('decimals keep every digit, or are refused', () => {
  const exact = '123456789012345678.12345678901234567891'
  expect(check(DECIMAL, exact)).toBe(exact)
  expect(check(DECIMAL, '0.123456789012345678901')).toBe('edits.tooManyPlaces')
  expect(check(DECIMAL, '1234567890123456789')).toBe('edits.tooManyDigits')
  expect(check(DECIMAL, 'five')).toBe('edits.wrongNumber')
})

test('numbers stand as they will be stored and copied', () => {
  const money = { kind: 'decimal', precision: 10, scale: 2 } as const
  const typed = ['12.5', '+12', '.5', '-0.10', '007.500', '-0']
  expect(typed.map((text) => check(money, text))).toEqual([
    ...['12.50', '12.00', '0.50', '-0.10', '7.50', '0.00'],
  ])
  expect(check({ ...money, scale: 0 }, '-7.0')).toBe('-7')
  expect(check({ kind: 'float64' }, '1.50e3')).toBe('1500')
  expect(check({ kind: 'float64' }, '+Infinity')).toBe('Infinity')
  expect(check({ kind: 'float64' }, '1e999')).toBe('edits.wrongNumber')
  expect(check({ kind: 'float32' }, '0.10')).toBe('0.1')
  expect(check({ kind: 'float32' }, '1e39')).toBe('edits.wrongNumber')
})

test('dates and times are those of the calendar', () => {
  expect(check({ kind: 'date' }, '2024-02-29')).toBe('2024-02-29')
  expect(check({ kind: 'date' }, '2023-02-29')).toBe('edits.wrongDate')
  expect(check({ kind: 'time', unit: 'us' }, '24:00')).toBe('24:00:00')
  expect(check({ kind: 'time', unit: 'us' }, '25:00')).toBe('edits.wrongTime')
})

test('a moment without a zone takes none, one with a zone says which', () => {
  expect(check(NAIVE, '2024-03-31T02:30')).toBe('2024-03-31 02:30:00')
  expect(check(NAIVE, '2024-03-31 02:30+02')).toBe('edits.noOffset')
  expect(check(INSTANT, '2024-03-31 02:30:00.5')).toBe('2024-03-31 02:30:00.5+00')
  expect(check(INSTANT, '2024-03-31 02:30+05:30')).toBe('2024-03-31 02:30:00+05:30')
  expect(check(INSTANT, '2024-03-31 02:30Z')).toBe('2024-03-31 02:30:00+00')
  expect(check(INSTANT, '2024-03-31 02:30', { zone: 'Asia/Tokyo' })).toBe('edits.needsOffset')
  expect(check(INSTANT, '2024-13-31')).toBe('edits.wrongInstant')
})

test('other types say what they want', () => {
  expect(check({ kind: 'bool' }, 'Yes')).toBe('true')
  expect(check({ kind: 'bool' }, 'maybe')).toBe('edits.wrongBoolean')
  expect(check({ kind: 'text', mark: 'uuid' }, '1-2')).toBe('edits.wrongUuid')
  expect(check({ kind: 'text', mark: 'json' }, '{"a": 1,}')).toBe('edits.wrongJson')
  expect(check({ kind: 'text', mark: 'json' }, '{"a":  1}')).toBe('{"a":  1}')
  expect(check({ kind: 'binary' }, '0x0aF')).toBe('edits.wrongBytes')
  expect(check({ kind: 'text' }, 'abcd', { serverType: 'character varying(3)' })).toBe(
    'edits.tooLong',
  )
  expect(check({ kind: 'text' }, ' ab ', { serverType: 'nvarchar(4)' })).toBe(' ab ')
})

test('a number is shown as its column will keep it, and no digit that is lost', () => {
  const kept = { keepsNumbers: true } as const
  const decimal = { kind: 'text', mark: 'decimal' } as const
  expect(check(decimal, '12.50', kept)).toBe('12.5')
  expect(check(decimal, '12.00', kept)).toBe('12')
  expect(check(decimal, '0.1234567890123456789', kept)).toBe('0.12345678901234568')
  expect(check({ kind: 'any' }, '007', kept)).toBe('7')
  expect(check({ kind: 'any' }, 'seven', kept)).toBe('seven')
  expect(check(decimal, '12.50')).toBe('12.50')
})
