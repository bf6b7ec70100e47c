import { expect, test } from 'vitest'
import { columnWidth } from './columnWidths.ts'

const width = (name: string, serverType: string, ...texts: string[]): number =>
  columnWidth({ name, serverType, texts }, 8)

test('fits the widest of the first values, with room for some that are longer', () => {
  expect(width('id', 'int', '1', '1234567890')).toBe(13 * 8 + 20)
})

test('fits the name and type in the header', () => {
  expect(width('customer_id', 'integer', '1')).toBe(18 * 8 + 8 + 20)
})

test('stays within bounds for short and long values', () => {
  expect(width('', '', '')).toBe(64)
  expect(width('body', 'text', 'x'.repeat(10_000))).toBe(360)
})

test('measures the first line, and wide characters twice', () => {
  expect(width('t', '', 'short line\nand one that is much longer than it')).toBe(124)
  expect(width('t', '', '数据库工作台数据库工')).toBe(204)
})
