import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseTsv } from './parseTsv.ts'

const texts = (block: string) => parseTsv(block).map((row) => row.map(({ text }) => text))

test('cells stand between tabs, rows on lines, whichever way these end', () => {
  expect(texts('a\tb\r\nc\td\n')).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ])
  expect(texts('a\t\n\tb')).toEqual([
    ['a', ''],
    ['', 'b'],
  ])
  expect(texts('\n')).toEqual([['']])
  expect(texts('a\t')).toEqual([['a', '']])
})

test('quotes keep tabs, line breaks and quotes; an empty text is told from nothing', () => {
  expect(parseTsv('"a\t""b""\nc"\t""\t\t5" pipe\t"x" y')).toEqual([
    [
      { text: 'a\t"b"\nc', isQuoted: true },
      { text: '', isQuoted: true },
      { text: '', isQuoted: false },
      { text: '5" pipe', isQuoted: false },
      { text: '"x" y', isQuoted: false },
    ],
  ])
})

test('what is written in quotes comes back as it was', () => {
  const row = fc.array(fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', '\r', ' ') }), {
    minLength: 2,
    maxLength: 4,
  })
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), (rows) => {
      const block = rows
        .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join('\t'))
        .join('\n')
      expect(texts(block)).toEqual(rows)
    }),
  )
})
