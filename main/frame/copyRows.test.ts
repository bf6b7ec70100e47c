import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CellValue } from './collectRows.ts'
import { decodeArrow, encodeArrow } from './arrowCodec.ts'
import { copyRows, type RowRange } from './copyRows.ts'
import { readCell } from './readCell.ts'
import { cellsOfKind } from './testing/arbitraryCells.ts'
import { batchOf } from './testing/batchOf.ts'
import { utf8CutLength } from './utf8CutLength.ts'

describe('ranges of several batches, copied and carried over Arrow, hold the same cells', () => {
  test.each(cellsOfKind)('of $name', ({ type, cells }) => {
    const batches = fc.array(fc.array(fc.option(cells, { freq: 3 }), { minLength: 1 }), {
      minLength: 1,
      maxLength: 4,
    })
    fc.assert(
      fc.property(batches, fc.nat(9), fc.nat(9), (columns, skipFirst, skipLast) => {
        const ranges = columns.map((values, index): RowRange => {
          const rows = values.map((value): CellValue[] => [value])
          const from = index === 0 ? skipFirst % values.length : 0
          const isLast = index === columns.length - 1
          const to = isLast ? Math.max(from, values.length - skipLast) : values.length
          return { column: batchOf([type], rows).columns[0]!, from, to }
        })
        const expected = columns.flatMap((values, index) =>
          values.slice(ranges[index]!.from, ranges[index]!.to),
        )

        const { column } = copyRows(ranges, type, 1_000_000)
        const bytes = encodeArrow({ rowCount: expected.length, columns: [column] })
        const decoded = decodeArrow(bytes, [type]).columns[0]!

        for (const copy of [column, decoded])
          expect(expected.map((_, row) => readCell(copy, row))).toEqual(expected)
        expect(column.nullCount).toBe(expected.filter((value) => value === null).length)
      }),
      { numRuns: 50 },
    )
  })
})

test('text is cut where a character begins, at most three bytes early', () => {
  const texts = fc.string({ unit: 'grapheme', minLength: 8, maxLength: 40 })
  fc.assert(
    fc.property(texts, fc.nat(60), (text, wish) => {
      const bytes = new TextEncoder().encode(text)
      const limit = Math.min(wish, bytes.length - 1)
      const length = utf8CutLength(bytes, 0, limit)
      expect(length).toBeLessThanOrEqual(limit)
      expect(length).toBeGreaterThan(limit - 4)
      const cut = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
      expect(text.startsWith(cut.decode(bytes.subarray(0, length)))).toBe(true)
    }),
  )
})

test('bytes that are no UTF-8 are cut at the limit', () => {
  expect(utf8CutLength(new Uint8Array(20).fill(0x80), 0, 10)).toBe(10)
})
