import { expect, test } from 'vitest'
import { text } from '../text/text.ts'
import { grouped, summaryParts } from './summaryParts.ts'

test('thousands are grouped without a digit being lost', () => {
  expect(grouped('-123456789012345678901.50')).toBe('-123,456,789,012,345,678,901.50')
  expect(grouped('999')).toBe('999')
  expect(grouped('1e+100')).toBe('1e+100')
  expect(grouped('NaN')).toBe('NaN')
})

test('figures that do not apply are left out, and inexact ones are marked', () => {
  const numbers = { count: 2, sum: '3.5', mean: '1.75', min: '1', max: '2.5', isExact: false }
  const summary = { cellCount: 3, nullCount: 1, distinctCount: null, numbers }
  expect(summaryParts(summary, text).map(({ label, value }) => `${label} ${value}`)).toEqual([
    'Count 2',
    'NULL 1',
    'Sum ≈ 3.5',
    'Mean ≈ 1.75',
    'Min 1',
    'Max 2.5',
  ])
  expect(summaryParts({ ...summary, nullCount: 0, numbers: null }, text)).toHaveLength(1)
})
