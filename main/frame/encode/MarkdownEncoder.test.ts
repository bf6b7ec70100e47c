import { expect, test } from 'vitest'
import type { ColumnType } from '../../../contract/columns.ts'
import type { CellValue } from '../collectRows.ts'
import { batchOf, columnsOf } from '../testing/batchOf.ts'
import { MarkdownEncoder } from './MarkdownEncoder.ts'

const text: ColumnType = { kind: 'text' }

function encode(types: readonly ColumnType[], ...batches: CellValue[][][]): string {
  const encoder = new MarkdownEncoder()
  const parts = [
    encoder.header(columnsOf(types)),
    ...batches.map((rows) => encoder.batch(batchOf(types, rows))),
    encoder.footer(),
  ]
  return Buffer.concat(parts).toString()
}

test('writes a table over several batches, numbers to the right', () => {
  const types: ColumnType[] = [text, { kind: 'decimal', precision: 9, scale: 2 }, { kind: 'any' }]
  expect(encode(types, [['a', 150n, 'i1']], [['', null, 'b00']])).toBe(
    '| c0 | c1 | c2 |\n| --- | ---: | --- |\n| a | 1.50 | 1 |\n|  | *NULL* | 0x00 |\n',
  )
})

test.each([
  ['a|b', 'a\\|b'],
  ['a\\|b', 'a\\\\\\|b'],
  ['one\ntwo\r\nthree', 'one<br>two<br>three'],
  ['*NULL*', '\\*NULL\\*'],
  ['<script>', '\\<script\\>'],
  ['&amp; & co', '\\&amp; & co'],
  ['snake_case, _this_', 'snake_case, \\_this\\_'],
  ['[a](b) `c` ~~d~~', '\\[a\\](b) \\`c\\` \\~\\~d\\~\\~'],
])('shows %j as it is', (value, written) => {
  expect(encode([text], [[value]])).toBe(`| c0 |\n| --- |\n| ${written} |\n`)
})
