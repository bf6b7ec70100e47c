import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellText } from '../../../contract/cellText.ts'
import type { ColumnType } from '../../../contract/columns.ts'
import { csvOptionsSchema, type CsvOptions } from '../../../contract/exports.ts'
import type { CellValue } from '../collectRows.ts'
import { batchOf, columnsOf } from '../testing/batchOf.ts'
import { cellsOfKind } from '../testing/arbitraryCells.ts'
import { parseCsv } from '../testing/parseCsv.ts'
import { CsvEncoder } from './CsvEncoder.ts'

const text: ColumnType = { kind: 'text' }

function encode(
  types: readonly ColumnType[],
  rows: readonly CellValue[][],
  options: Partial<CsvOptions> = {},
): string {
  const encoder = new CsvEncoder(csvOptionsSchema.parse({ hasHeader: false, ...options }))
  const parts = [
    encoder.header(columnsOf(types)),
    encoder.batch(batchOf(types, rows)),
    encoder.footer(),
  ]
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.concat(parts))
}

test('quotes what holds separators, quotes or line breaks, and nothing else', () => {
  const row = ['plain', 'a,b', 'say "hi"', 'two\nlines', 'cr\r', ' space ', 'semi;colon', '🦥']
  const types = row.map(() => text)
  expect(encode(types, [row])).toBe(
    'plain,"a,b","say ""hi""","two\nlines","cr\r", space ,semi;colon,🦥\n',
  )
  expect(encode(types.slice(0, 3), [['a,b', 'a;b', 'a\tb']], { separator: ';' })).toBe(
    'a,b;"a;b";a\tb\n',
  )
})

test('tells NULL from the empty text, and from text that reads the same', () => {
  expect(encode([text, text, text], [[null, '', 'NULL']])).toBe(',"",NULL\n')
  expect(encode([text, text, text], [[null, '', 'NULL']], { nullText: 'NULL' })).toBe(
    'NULL,,"NULL"\n',
  )
  const numbers: ColumnType[] = [{ kind: 'int32' }, { kind: 'int32' }, { kind: 'bool' }]
  expect(encode(numbers, [[null, 0, true]], { nullText: '0' })).toBe('0,"0",true\n')
  const any: ColumnType = { kind: 'any' }
  expect(encode([any, any], [['b', null]], { nullText: '0x' })).toBe('"0x",0x\n')
})

test('refuses a NULL text that would itself need quotes', () => {
  const create = (nullText: string) => () =>
    new CsvEncoder(csvOptionsSchema.parse({ nullText, separator: ';' }))
  expect(create('a;b')).toThrow(expect.objectContaining({ code: 'invalid-request' }))
  expect(create('"')).toThrow(expect.objectContaining({ code: 'invalid-request' }))
  expect(create('a,b')).not.toThrow()
})

test('quotes every value but NULL when asked to', () => {
  const types: ColumnType[] = [text, { kind: 'int32' }, text, { kind: 'any' }, { kind: 'any' }]
  expect(encode(types, [['a"', 1, null, 'i2', 'b00']], { quoting: 'always' })).toBe(
    '"a""","1",,"2","0x00"\n',
  )
  const encoder = new CsvEncoder(csvOptionsSchema.parse({ quoting: 'always' }))
  expect(new TextDecoder().decode(encoder.header(columnsOf([text, text])))).toBe('"c0","c1"\n')
})

test('ends lines as asked and leaves those inside of values alone', () => {
  expect(encode([text, text], [['a\nb', 'c']], { lineEnd: 'crlf' })).toBe('"a\nb",c\r\n')
})

test('begins with a byte order mark when asked to, with and without header', () => {
  expect(encode([text], [['a']], { hasByteOrderMark: true })).toBe('\ufeffa\n')
  const withHeader = { hasByteOrderMark: true, hasHeader: true }
  expect(encode([text], [['a']], withHeader)).toBe('\ufeffc0\na\n')
})

test('keeps spreadsheets from running text, and leaves numbers alone', () => {
  const starts = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', 'x=1', '']
  const types = starts.map(() => text)
  expect(encode(types, [starts], { guardsFormulas: true })).toBe(
    `'=1+1,'+1,'-1,'@SUM(A1),'\tx,"'\rx",x=1,""\n`,
  )
  const numbers: ColumnType[] = [
    { kind: 'int32' },
    { kind: 'float64' },
    { kind: 'decimal', precision: 9, scale: 2 },
    { kind: 'text', mark: 'decimal' },
    { kind: 'any' },
    { kind: 'any' },
    { kind: 'any' },
  ]
  const row = [-1, -Infinity, -150n, '-2.50', 'i-1', 'r-1.5', 't-1']
  expect(encode(numbers, [row], { guardsFormulas: true })).toBe(
    "-1,-Infinity,-1.50,-2.50,-1,-1.5,'-1\n",
  )
  expect(encode(numbers, [row])).toBe('-1,-Infinity,-1.50,-2.50,-1,-1.5,-1\n')
  const encoder = new CsvEncoder(csvOptionsSchema.parse({ guardsFormulas: true }))
  const columns = [{ name: '=cmd()', type: text, serverType: 'text' }]
  expect(new TextDecoder().decode(encoder.header(columns))).toBe("'=cmd()\n")
})

test('tells a guarded text from NULL written like it', () => {
  const options = { guardsFormulas: true, nullText: "'-" }
  expect(encode([text, text], [['-', null]], options)).toBe(`"'-",'-\n`)
})

test('writes names as they are: empty, repeated, with separators', () => {
  const encoder = new CsvEncoder(csvOptionsSchema.parse({}))
  const columns = ['a', 'a', '', 'x,"y"'].map((name) => ({ name, type: text, serverType: 'text' }))
  expect(new TextDecoder().decode(encoder.header(columns))).toBe('a,a,"","x,""y"""\n')
})

test('writes lines for rows without columns and nothing for no rows', () => {
  expect(encode([], [[], []])).toBe('\n\n')
  expect(encode([text], [])).toBe('')
})

test('writes SQLite’s mixed columns by their values', () => {
  const rows = [['i1'], ['r1.0'], ['ta,b'], ['b00ff'], ['t'], [null]]
  expect(encode([{ kind: 'any' }], rows)).toBe('1\n1.0\n"a,b"\n0x00ff\n""\n\n')
})

test('writes huge cells, quoted and not', () => {
  const huge = 'x'.repeat(5_000_000)
  expect(encode([text], [[huge]])).toBe(`${huge}\n`)
  expect(encode([text], [[`"${huge}`]])).toBe(`"""${huge}"\n`)
  const bytes = new Uint8Array(1_000_000)
  expect(encode([{ kind: 'binary' }], [[bytes]])).toHaveLength(2_000_003)
})

describe('whatever the values, a reader gets the exact texts back', () => {
  test.each(cellsOfKind)('of $name', ({ type, cells }) => {
    const separators = fc.constantFrom<CsvOptions['separator']>(',', ';', '\t', '|')
    const nullTexts = fc.constantFrom('', 'NULL', '\\N', '0', 'true', 'ü')
    const rows = fc.array(fc.tuple(fc.option(cells), fc.option(cells)), { minLength: 1 })
    const quotings = fc.constantFrom<CsvOptions['quoting']>('needed', 'always')
    fc.assert(
      fc.property(rows, separators, nullTexts, quotings, (values, separator, nullText, quoting) => {
        const csv = encode([type, type], values, { separator, nullText, quoting })
        const read = parseCsv(csv, separator, nullText)
        const expected = values.map((row) =>
          row.map((value) => (value === null ? null : cellText(type, value))),
        )
        expect(read).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  })
})
