import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellText } from '../../../contract/cellText.ts'
import type { ColumnType } from '../../../contract/columns.ts'
import type { CellValue } from '../collectRows.ts'
import { cellsOfKind } from '../testing/arbitraryCells.ts'
import { batchOf, columnsOf } from '../testing/batchOf.ts'
import { JsonEncoder } from './JsonEncoder.ts'
import { uniqueNames } from './uniqueNames.ts'

const text: ColumnType = { kind: 'text' }

function encode(
  form: 'array' | 'lines',
  types: readonly ColumnType[],
  ...batches: CellValue[][][]
): string {
  const encoder = new JsonEncoder(form)
  const parts = [
    encoder.header(columnsOf(types)),
    ...batches.map((rows) => encoder.batch(batchOf(types, rows))),
    encoder.footer(),
  ]
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.concat(parts))
}

const encodeCell = (type: ColumnType, value: CellValue): string =>
  encode('lines', [type], [[value]]).slice('{"c0":'.length, -'}\n'.length)

test('writes an array of objects over several batches, and an empty one for no rows', () => {
  const json = encode('array', [{ kind: 'int32' }], [[1], [2]], [[3]])
  expect(JSON.parse(json)).toEqual([{ c0: 1 }, { c0: 2 }, { c0: 3 }])
  expect(JSON.parse(encode('array', [text]))).toEqual([])
  expect(JSON.parse(encode('array', [], [[], []]))).toEqual([{}, {}])
})

test('writes one object a line', () => {
  expect(encode('lines', [text, text], [['a\nb', null]], [['', 'x']])).toBe(
    '{"c0":"a\\nb","c1":null}\n{"c0":"","c1":"x"}\n',
  )
})

test('writes numbers digit for digit', () => {
  expect(encodeCell({ kind: 'int64' }, 10010513897886659n)).toBe('10010513897886659')
  expect(encodeCell({ kind: 'decimal', precision: 38, scale: 20 }, 10n ** 37n)).toBe(
    '100000000000000000.00000000000000000000',
  )
  const unbounded: ColumnType = { kind: 'text', mark: 'decimal' }
  const digits = `${'9'.repeat(60)}.10`
  expect(encodeCell(unbounded, digits)).toBe(digits)
  expect(encodeCell({ kind: 'any' }, 'i9223372036854775807')).toBe('9223372036854775807')
  expect(encodeCell({ kind: 'any' }, 'r1.0')).toBe('1.0')
})

test('writes as text what JSON has no number for', () => {
  expect(encodeCell({ kind: 'float64' }, NaN)).toBe('"NaN"')
  expect(encodeCell({ kind: 'float32' }, -Infinity)).toBe('"-Infinity"')
  expect(encodeCell({ kind: 'text', mark: 'decimal' }, 'NaN')).toBe('"NaN"')
  expect(encodeCell({ kind: 'any' }, 'rInf')).toBe('"Inf"')
})

test('keeps JSON as JSON, on one line, and as text where it is none', () => {
  const json: ColumnType = { kind: 'text', mark: 'json' }
  const stored = '{\n  "a": [1.50,\r\n "x\\ny"]\n}'
  const written = encodeCell(json, stored)
  expect(written).not.toContain('\n')
  expect(written).toContain('1.50')
  expect(JSON.parse(written)).toEqual(JSON.parse(stored))
  expect(encodeCell(json, '{broken')).toBe('"{broken"')
})

test('gives repeated names a number that none has yet', () => {
  expect(uniqueNames(['a', 'a', 'a_2', '', '', 'a'])).toEqual(['a', 'a_3', 'a_2', '', '_2', 'a_4'])
})

describe('whatever the values, a parser gets the exact texts back', () => {
  test.each(cellsOfKind)('of $name', ({ type, cells }) => {
    fc.assert(
      fc.property(fc.array(fc.option(cells), { minLength: 1 }), (values) => {
        const json = encode(
          'array',
          [type],
          values.map((value) => [value]),
        )
        expect(textsOf(json)).toEqual(
          values.map((value) => (value === null ? null : cellText(type, value))),
        )
      }),
      { numRuns: 60 },
    )
  })
})

/** The values of `c0`; numbers as they were written, which `JSON.parse` tells as `source`. */
function textsOf(json: string): (string | null)[] {
  const keepDigits = (_: string, value: unknown, context: { source?: string }) =>
    typeof value === 'number' ? context.source : value
  const parse = JSON.parse as (
    text: string,
    reviver: typeof keepDigits,
  ) => { c0: string | number | null }[]
  return parse(json, keepDigits).map(({ c0 }) => (c0 === null ? null : String(c0)))
}
