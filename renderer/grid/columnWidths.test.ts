import { expect, test } from 'vitest'
import { columnWidth } from './columnWidths.ts'

const width = (name: string, ...texts: string[]): number =>
  columnWidth({ name, detail: 'text', texts }, 8)

test('fits the widest of the first values, with room for some that are longer', () => {
  expect(width('id', '1', '1234567890')).toBe(13 * 8 + 20)
})

test('fits the name in the header', () => {
  expect(width('customer_id', '1')).toBe(11 * 8 + 56 + 20)
})

test('has room for a type of middling length, and cuts a long one', () => {
  const of = (detail: string): number => columnWidth({ name: 'price', detail, texts: ['1'] }, 8)
  expect(of('numeric(10,2)')).toBeGreaterThan(of('numeric'))
  expect(of('numeric(10,2)')).toBeGreaterThanOrEqual(5 * 8 + 13 * 6 + 20)
  expect(of('character varying(40)')).toBe(of('text'))
})

test('stays within bounds for short and long values', () => {
  expect(width('', '')).toBe(76)
  expect(width('body', 'x'.repeat(10_000))).toBe(360)
})

test('measures the first line, and wide characters twice', () => {
  expect(width('t', 'short line\nand one that is much longer than it')).toBe(124)
  expect(width('t', '数据库工作台数据库工')).toBe(204)
})
