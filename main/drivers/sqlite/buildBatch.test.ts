import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CollectedResult, rowsOf } from '../testing/CollectingSink.ts'
import { buildBatch } from './buildBatch.ts'
import { planColumn, type SqliteValue } from './columnPlan.ts'

/** The exact text of one column's values, built as `declaredType` and those before say. */
function shown(declaredType: string | null, first: SqliteValue[], later: SqliteValue[]) {
  const plan = planColumn(declaredType, first)
  const batch = buildBatch(
    [plan],
    later.map((value) => [value]),
  )
  const result: CollectedResult = { columns: [], batches: [batch], hasEnded: true }
  return { kind: batch.columns[0]!.type.kind, texts: rowsOf(result).map(([text]) => text) }
}

test('keeps a value that does not fit, with all others of its batch, and never as NULL', () => {
  const values = [1n, 'n/a', null, 2.5, Uint8Array.of(0xca, 0xfe), '']

  expect(shown('INTEGER', [1n], values)).toEqual({
    kind: 'any',
    texts: ['1', 'n/a', null, '2.5', '0xcafe', ''],
  })
})

test('mixes integers and reals without passing either through the other', () => {
  expect(shown('NUMERIC', [1n], [9_007_199_254_740_993n, 0.1, -1n, 1e21, -0])).toEqual({
    kind: 'text',
    texts: ['9007199254740993', '0.1', '-1', '1.0e+21', '-0.0'],
  })
})

test('keeps NUL characters, long texts and the empty ones', () => {
  const long = 'ü'.repeat(1_500_000)

  expect(shown('TEXT', ['a'], ['a\0b', '', long, null]).texts).toEqual(['a\0b', '', long, null])
})

test('gives back any integer digit for digit, alone or among other kinds', () => {
  const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
  fc.assert(
    fc.property(fc.array(int64, { minLength: 1 }), (integers) => {
      const texts = integers.map(String)
      expect(shown('INTEGER', [], integers).texts).toEqual(texts)
      expect(shown(null, ['x', 1n], integers).texts).toEqual(texts)
    }),
  )
})

test('gives back any texts and bytes, with NULLs among them', () => {
  const text = fc.option(fc.string({ unit: 'binary' }), { nil: null })
  const blob = fc.option(fc.uint8Array(), { nil: null })
  fc.assert(
    fc.property(fc.array(text), fc.array(blob), (texts, blobs) => {
      expect(shown('TEXT', [], texts).texts).toEqual(texts)
      expect(shown('BLOB', [], blobs).texts).toEqual(
        blobs.map((bytes) => (bytes === null ? null : `0x${Buffer.from(bytes).toString('hex')}`)),
      )
    }),
  )
})

test('counts NULLs, and says nothing of validity where there are none', () => {
  const build = (...values: SqliteValue[]) => {
    const plan = planColumn('INTEGER', [])
    return buildBatch(
      [plan],
      values.map((value) => [value]),
    ).columns[0]!
  }
  const many = Array.from({ length: 11 }, (_, index) => (index % 3 === 0 ? null : BigInt(index)))

  expect(build(1n, 2n)).toMatchObject({ nullCount: 0, validity: null })
  expect(build(...many)).toMatchObject({
    nullCount: 4,
    validity: Uint8Array.of(0b1011_0110, 0b0000_0101),
  })
})
