import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvReadOptionsSchema } from '../../../contract/imports.ts'
import { rowTexts } from './CellBlock.ts'
import { CsvScanner, MAX_COLUMNS } from './CsvScanner.ts'

function scan(text: string, options: object = {}, chunkBytes = text.length * 4) {
  const scanner = new CsvScanner(csvReadOptionsSchema.parse(options))
  const bytes = Buffer.from(text)
  const rows: (string | null)[][] = []
  const lines: number[] = []
  const faults: { line: number; reason: string; cells: readonly (string | null)[] }[] = []
  const take = () => {
    for (let found = scanner.next(); found; found = scanner.next()) {
      for (let row = 0; row < found.block.rowCount; row++) rows.push(rowTexts(found.block, row))
      lines.push(...found.block.lines)
      faults.push(...found.faults)
    }
  }
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    scanner.push(Uint8Array.from(bytes.subarray(at, at + chunkBytes)))
    take()
  }
  scanner.push(null)
  take()
  return { rows, lines, faults }
}

const cells = fc.string({
  unit: fc.constantFrom('a', 'ü', '"', ',', '\n', '\r', ' ', '🦥'),
  maxLength: 6,
})
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`

test('reads what csv-parse reads, however the bytes are cut', () => {
  const tables = fc.integer({ min: 2, max: 4 }).chain((columns) =>
    fc.array(fc.array(cells, { minLength: columns, maxLength: columns }), {
      minLength: 1,
      maxLength: 6,
    }),
  )
  fc.assert(
    fc.property(
      tables,
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom('\n', '\r\n'),
      (table, chunkBytes, end) => {
        const text = table
          .map((row) => row.map((cell) => (/["\r\n,]/.test(cell) ? quoted(cell) : cell)).join(','))
          .join(end)
        const expected = parse(text, { record_delimiter: end })

        const { rows, faults } = scan(text, { nullText: '\\N' }, chunkBytes)
        expect(rows).toEqual(expected)
        expect(faults).toEqual([])
      },
    ),
  )
})

test('tells NULL from empty text, and the line of each row', () => {
  const { rows, lines } = scan('a,b\n,""\n\n"x\ny",NULL\n1,2')

  expect(rows).toEqual([
    ['a', 'b'],
    [null, ''],
    ['x\ny', 'NULL'],
    ['1', '2'],
  ])
  expect(lines).toEqual([1, 2, 4, 6])
  expect(scan('a;NULL;"NULL"', { separator: ';', nullText: 'NULL' }).rows).toEqual([
    ['a', null, 'NULL'],
  ])
})

test('keeps rows of another length aside, with their line', () => {
  const { rows, faults } = scan('a,b\n1\n2,3\n4,5,6\n7,"8"9\n')

  expect(rows).toEqual([
    ['a', 'b'],
    ['2', '3'],
  ])
  expect(faults).toEqual([
    { line: 2, reason: '1 cell, where 2 are expected.', cells: ['1'] },
    { line: 4, reason: '3 cells, where 2 are expected.', cells: ['4', '5', '6'] },
    { line: 5, reason: 'Text follows the closing quote of cell 2.', cells: ['7', '8'] },
  ])
})

test('a quote can be turned off', () => {
  expect(scan('a,"b\n1,2', { quote: '' }).rows).toEqual([
    ['a', '"b'],
    ['1', '2'],
  ])
})

test('tells the line of a quote that is not closed', () => {
  expect(() => scan('a,b\n1,2\n3,"x\ny\nz', {}, 4)).toThrow(
    expect.objectContaining({ code: 'file-failed', details: { line: 3 } }),
  )
})

test('gives up on a line of too many cells', () => {
  expect(() => scan(`a\n${','.repeat(MAX_COLUMNS + 1)}`)).toThrow(
    /Line 2 has more than 10,000 cells/,
  )
})
