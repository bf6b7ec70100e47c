import { expect, test } from 'vitest'
import { columnTypeName } from '../../../contract/columnTypeName.ts'
import type { ColumnType } from '../../../contract/columns.ts'
import { TypeGuess } from './TypeGuess.ts'

function guessOf(cells: readonly string[], { mark = '.', isText = false } = {}): ColumnType {
  const guess = new TypeGuess(mark as '.' | ',')
  for (const cell of cells) {
    const bytes = Buffer.from(cell)
    guess.add(bytes, 0, bytes.length, isText)
  }
  return guess.type
}

test.each<[string[], string]>([
  [['1', '-20', ''], 'integer'],
  [['2147483647', '-2147483647'], 'integer'],
  [['2147483648'], 'bigint'],
  [['9223372036854775807', '-9223372036854775808'], 'bigint'],
  [['9223372036854775808'], 'decimal(19,0)'],
  [['1', '2.50', '-1000.1'], 'decimal(6,2)'],
  [['12345678901234567890.123456789012345678'], 'decimal(38,18)'],
  [['12345678901234567890.1234567890123456789'], 'decimal'],
  [['1.5', '2e-3'], 'double'],
  [['-0', '1'], 'double'],
  [['007', '12'], 'text'],
  [['+49', '12'], 'text'],
  [['1.', '2'], 'text'],
  [['1,5'], 'text'],
  [['true', 'FALSE'], 'boolean'],
  [['2024-02-29', '0001-01-01'], 'date'],
  [['2023-02-29'], 'text'],
  [['2024-01-01', '2024-01-01 10:00:00'], 'text'],
  [['2024-01-01T10:00:00.123456', '2024-01-01 10:00'], 'timestamp'],
  [['2024-01-01T10:00:00Z', '2024-01-01 10:00:00.5+02:00'], 'timestamp with zone'],
  [['2024-01-01T10:00:00Z', '2024-01-01T10:00:00'], 'text'],
  [['10:00:00', '23:59:59.999999'], 'time'],
  [['24:00:00'], 'text'],
  [['9e107d9d-3720-4bd6-8f0a-1f0e9b6d8c01'], 'uuid'],
  [['{"a":1}', '[]'], 'json'],
  [['{"a":1'], 'text'],
  [['', ''], 'text'],
  [['1', 'x'], 'text'],
])('%j is %s', (cells, name) => {
  expect(columnTypeName(guessOf(cells))).toBe(name)
})

test('nanoseconds are kept', () => {
  const type = guessOf(['2024-01-01 10:00:00.123456789'])

  expect(type).toEqual({ kind: 'timestamp', unit: 'ns', zone: null })
})

test('a comma is the decimal mark where the file has it so', () => {
  expect(guessOf(['1,50'], { mark: ',' })).toEqual({ kind: 'decimal', precision: 3, scale: 2 })
})

test('what a file calls text is no number, and may be a date', () => {
  expect(guessOf(['12'], { isText: true })).toEqual({ kind: 'text' })
  expect(guessOf(['2024-01-01'], { isText: true })).toEqual({ kind: 'date' })
})
