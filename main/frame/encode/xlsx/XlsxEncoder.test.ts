import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellText } from '../../../../contract/cellText.ts'
import type { ColumnType } from '../../../../contract/columns.ts'
import type { CellValue } from '../../collectRows.ts'
import { cellsOfKind } from '../../testing/arbitraryCells.ts'
import { batchOf, columnsOf } from '../../testing/batchOf.ts'
import { readXlsx, readZip } from '../../testing/readXlsx.ts'
import { STYLES, styles } from './workbookParts.ts'
import { columnLetters, XlsxEncoder } from './XlsxEncoder.ts'

const text: ColumnType = { kind: 'text' }
const int: ColumnType = { kind: 'int32' }
const naive: ColumnType = { kind: 'timestamp', unit: 'us', zone: null }

function encode(
  types: readonly ColumnType[],
  batches: CellValue[][][],
  options: { rowLimit?: number } = {},
): Uint8Array {
  const encoder = new XlsxEncoder(options)
  const parts = [
    encoder.header(columnsOf(types)),
    ...batches.map((rows) => encoder.batch(batchOf(types, rows))),
    encoder.footer(),
  ]
  return Buffer.concat(parts)
}

/** The cell of the only value; undefined for none. */
function cellOf(type: ColumnType, value: CellValue) {
  const [sheet] = readXlsx(encode([type], [[[value]]]))
  return sheet![1]!['A']
}

const number = (value: string, style: number | null = null) => ({
  type: null,
  style: style === null ? null : String(style),
  value,
})
const inline = (value: string) => ({ type: 'inlineStr', style: null, value })

test('writes one sheet over several batches, the header bold and frozen', () => {
  const file = encode([int, text], [[[1, 'a']], [[2, null]], [[3, '']]])
  const header = { type: 'inlineStr', style: String(STYLES.header) }
  expect(readXlsx(file)).toEqual([
    [
      { A: { ...header, value: 'c0' }, B: { ...header, value: 'c1' } },
      { A: number('1'), B: inline('a') },
      { A: number('2') },
      { A: number('3'), B: inline('') },
    ],
  ])
  const parts = readZip(file)
  expect(parts.get('xl/worksheets/sheet1.xml')).toContain('<pane ySplit="1"')
  expect(parts.get('[Content_Types].xml')).toContain('/xl/worksheets/sheet1.xml')
  const [, bold] = parts.get('xl/styles.xml')!.match(/<cellXfs.*?<xf.*?(<xf[^>]*>)/)!
  expect(bold).toContain('fontId="1"')
})

test('a result without rows is a sheet with its header', () => {
  expect(readXlsx(encode([int], []))).toEqual([[{ A: expect.objectContaining({ value: 'c0' }) }]])
})

test('goes on in further sheets past the last row of one, each with the header', () => {
  const rows = Array.from({ length: 7 }, (_, row) => [row])
  const sheets = readXlsx(encode([int], [rows.slice(0, 2), rows.slice(2)], { rowLimit: 4 }))
  const values = sheets.map((sheet) => sheet.map((row) => row['A']!.value))
  expect(values).toEqual([
    ['c0', '0', '1', '2'],
    ['c0', '3', '4', '5'],
    ['c0', '6'],
  ])
})

test.each<[string, ColumnType, CellValue, ReturnType<typeof number> | ReturnType<typeof inline>]>([
  ['an integer of 15 digits', { kind: 'int64' }, 10n ** 15n - 1n, number('999999999999999')],
  ['an integer of 16 digits', { kind: 'int64' }, 10n ** 15n, inline('1000000000000000')],
  ['the smallest integer', { kind: 'int64' }, -(2n ** 63n), inline('-9223372036854775808')],
  ['a decimal', { kind: 'decimal', precision: 9, scale: 2 }, -1_050n, number('-10.50', 6)],
  [
    'a decimal of 16 digits',
    { kind: 'decimal', precision: 38, scale: 2 },
    10n ** 15n,
    inline('10000000000000.00'),
  ],
  ['a decimal as text', { kind: 'text', mark: 'decimal' }, '7', number('7')],
  ['no number', { kind: 'text', mark: 'decimal' }, 'NaN', inline('NaN')],
  ['a real of 17 digits', { kind: 'float64' }, 0.1 + 0.2, number('0.30000000000000004')],
  ['infinity', { kind: 'float64' }, Infinity, inline('Infinity')],
  ['minus zero', { kind: 'float64' }, -0, inline('-0')],
  ['a real that Excel takes for 0', { kind: 'float64' }, 5e-324, inline('5e-324')],
  ['a single', { kind: 'float32' }, Math.fround(0.1), number('0.1')],
  ['a date', { kind: 'date' }, 19_782, number('45351', STYLES.date)],
  ['a date before Excel’s', { kind: 'date' }, -25_509, inline('1900-02-28')],
  ['Excel’s last date', { kind: 'date' }, 2_932_896, number('2958465', STYLES.date)],
  ['a date after it', { kind: 'date' }, 2_932_897, inline('10000-01-01')],
  ['seconds', naive, 43_200_000_000n, number('25569.5', STYLES.seconds)],
  ['milliseconds', naive, 43_200_500_000n, number('25569.50000578704', STYLES.milliseconds)],
  ['microseconds', naive, 1n, inline('1970-01-01 00:00:00.000001')],
  ['an instant', { ...naive, zone: 'UTC' }, 0n, inline('1970-01-01 00:00:00+00')],
  ['bytes', { kind: 'binary' }, Uint8Array.of(0, 255), inline('0x00ff')],
  ['a mixed integer', { kind: 'any' }, 'i42', number('42')],
  ['a mixed real', { kind: 'any' }, 'r1.0', number('1')],
  ['a mixed text', { kind: 'any' }, 't42', inline('42')],
  ['a formula', text, '=1+1', inline('=1+1')],
])('writes %s', (_, type, value, expected) => {
  expect(cellOf(type, value)).toEqual(expected)
})

test('writes booleans as such', () => {
  expect(cellOf({ kind: 'bool' }, true)).toEqual({ type: 'b', style: null, value: '1' })
  expect(cellOf({ kind: 'bool' }, false)).toEqual({ type: 'b', style: null, value: '0' })
})

test('formats of cells are as many as their places say', () => {
  const formats = [...styles().matchAll(/formatCode="([^"]+)"/g)].map(([, code]) => code)
  expect(formats[STYLES.date - 2]).toBe('yyyy\\-mm\\-dd')
  expect(formats[STYLES.milliseconds - 2]).toMatch(/\.000$/)
  expect(formats[STYLES.firstScale - 2]).toBe('0.0')
  expect(formats.at(-1)).toBe(`0.${'0'.repeat(15)}`)
})

test('escapes what XML has no character for, and text that reads like an escape', () => {
  const sheet = (value: string) =>
    readZip(encode([text], [[[value]]])).get('xl/worksheets/sheet1.xml')
  expect(sheet('a\0\u001f\ufffe')).toContain('>a_x0000__x001F__xFFFE_<')
  expect(sheet('cr\r\nlf\ttab')).toContain('>cr_x000D_\nlf\ttab<')
  expect(sheet('_x0041_')).toContain('>_x005F_x0041_<')
  expect(sheet(' <&> ')).toContain('> &lt;&amp;&gt; <')
})

test('takes a cell of 32,767 characters and refuses a longer one by row and column', () => {
  expect(cellOf(text, '🦥'.repeat(16_383))?.value).toHaveLength(32_766)
  const rows = [['a'], ['b'], ['x'.repeat(32_768)]]
  expect(() => encode([text], [rows.slice(0, 1), rows.slice(1)])).toThrow(
    expect.objectContaining({
      code: 'unsupported',
      message: expect.stringContaining('Row 3, column “c0” has 32768 characters'),
      details: { row: 3, column: 'c0', characters: 32_768, limit: 32_767 },
    }),
  )
})

test('refuses more columns than a sheet has', () => {
  const types = Array.from({ length: 16_385 }, () => int)
  expect(() => encode(types, [])).toThrow(expect.objectContaining({ code: 'unsupported' }))
})

test('names columns as Excel does', () => {
  expect([0, 25, 26, 701, 702, 16_383].map(columnLetters)).toEqual([
    'A',
    'Z',
    'AA',
    'ZZ',
    'AAA',
    'XFD',
  ])
})

describe('whatever the values, they read back exactly', () => {
  test.each(cellsOfKind)('of $name', ({ type, cells }) => {
    fc.assert(
      fc.property(fc.array(fc.option(cells), { minLength: 1 }), (values) => {
        const [sheet] = readXlsx(encode([type], [values.map((value) => [value])]))
        values.forEach((value, row) => {
          const cell = sheet![row + 1]!['A']
          if (value === null) return expect(cell).toBeUndefined()
          const exact = cellText(type, value)
          if (cell!.type === 'inlineStr') return expect(cell!.value).toBe(exact)
          expect(textOf(cell!, type, exact)).toBe(exact)
        })
      }),
      { numRuns: 60 },
    )
  })
})

/** What a number means in Excel, which computes with doubles. */
function textOf(
  { type, style, value }: { type: string | null; style: string | null; value: string },
  { kind }: ColumnType,
  exact: string,
): string {
  if (type === 'b') return value === '1' ? 'true' : 'false'
  if (kind === 'float32' || kind === 'float64' || kind === 'any')
    return Number(value) === Number(exact) ? exact : value
  if (style === null || Number(style) >= STYLES.firstScale) {
    expect(value.replace(/\D/g, '').replace(/^0+/, '').length).toBeLessThanOrEqual(15)
    return value
  }
  const millis = Math.round((Number(value) - 25_569) * 86_400_000)
  const date = new Date(millis).toISOString().replace('T', ' ').replace('Z', '')
  return kind === 'date' ? date.slice(0, 10) : date.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')
}
