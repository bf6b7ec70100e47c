import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cellText, decimalText, type RawCell } from '../../../contract/cellText.ts'
import type { ColumnType } from '../../../contract/columns.ts'
import { createColumnBuilder } from '../../frame/ColumnBuilder.ts'
import { readCell } from '../../frame/readCell.ts'
import { asciiOf, cellParser } from './cellParsers.ts'

/** Undefined: the text is none of the type. */
function parse(
  type: ColumnType,
  text: string,
  decimalMark: '.' | ',' = '.',
): RawCell | null | undefined {
  const builder = createColumnBuilder(type)
  const bytes = Buffer.from(`9${text}9`)
  const parser = cellParser(type, builder, { bytes, asciiAt: asciiOf(bytes), decimalMark })
  return parser(1, bytes.length - 1) ? readCell(builder.finish(), 0) : undefined
}

const REAL: ColumnType = { kind: 'float64' }
const INT64: ColumnType = { kind: 'int64' }

test('reads a double as JavaScript does, to the last bit', () => {
  const digits = fc.stringMatching(/^\d{1,20}$/)
  const written = fc
    .tuple(
      fc.constantFrom('', '-', '+'),
      digits,
      fc.option(digits),
      fc.integer({ min: -330, max: 310 }),
    )
    .map(([sign, whole, places, exponent]) => {
      const number = places === null ? whole : `${whole}.${places}`
      return `${sign}${number}${exponent % 3 === 0 ? `e${exponent}` : ''}`
    })
  const doubles = fc.double({ noNaN: true, noDefaultInfinity: true }).map(String)
  fc.assert(
    fc.property(fc.oneof(written, doubles), (text) => {
      expect(parse(REAL, text)).toBe(Number(text))
      expect(parse(REAL, text.replace('.', ','), ',')).toBe(Number(text))
    }),
    { numRuns: 2_000 },
  )
})

test.each(['', '.', '-', 'e5', '1e', '1e+', '1.2.3', '1,5', '1 2', '0x10', '--1', '1_000', 'ü'])(
  '“%s” is no number of any kind',
  (text) => {
    expect(parse(REAL, text)).toBeUndefined()
    expect(parse({ kind: 'int32' }, text)).toBeUndefined()
    expect(parse(INT64, text)).toBeUndefined()
    expect(parse({ kind: 'decimal', precision: 38, scale: 9 }, text)).toBeUndefined()
    expect(parse({ kind: 'text', mark: 'decimal' }, text)).toBeUndefined()
  },
)

test('a point is no number where a comma is the mark', () => {
  expect(parse(REAL, '1.5', ',')).toBeUndefined()
  expect(parse({ kind: 'decimal', precision: 9, scale: 2 }, '1.5', ',')).toBeUndefined()
})

test('reads whole numbers exactly, and none beyond their type', () => {
  const around = (edge: bigint) => fc.bigInt({ min: edge - 3n, max: edge + 3n })
  const integers = fc.oneof(
    ...[2n ** 15n, 2n ** 31n, 10n ** 15n, 2n ** 53n, 2n ** 63n, 0n].flatMap((edge) => [
      around(edge),
      around(-edge),
    ]),
    fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n }),
  )
  const bits = { int16: 16, int32: 32, int64: 64 } as const
  fc.assert(
    fc.property(integers, fc.constantFrom('int16', 'int32', 'int64'), (value, kind) => {
      const read = parse({ kind }, String(value))
      const fits = BigInt.asIntN(bits[kind], value) === value
      expect(read === undefined ? undefined : BigInt(read as number | bigint)).toBe(
        fits ? value : undefined,
      )
    }),
    { numRuns: 1_000 },
  )
})

test('reads decimals exactly, and none that would lose digits', () => {
  const scales = fc.integer({ min: 0, max: 20 })
  const unscaled = fc.oneof(
    fc.bigInt({ min: -(10n ** 22n), max: 10n ** 22n }),
    fc.bigInt({ min: -(2n ** 53n) - 5n, max: 2n ** 53n + 5n }),
    fc.bigInt({ min: -1_000n, max: 1_000n }),
  )
  fc.assert(
    fc.property(
      unscaled,
      scales,
      scales,
      fc.integer({ min: 1, max: 38 }),
      (value, places, scale, precision) => {
        const read = parse({ kind: 'decimal', precision, scale }, decimalText(value, places))
        const shifted = value * 10n ** BigInt(scale)
        const isExact = shifted % 10n ** BigInt(places) === 0n
        const expected = shifted / 10n ** BigInt(places)
        const limit = 10n ** BigInt(precision)
        const fits = isExact && expected < limit && expected > -limit
        expect(read).toBe(fits ? expected : undefined)
      },
    ),
    { numRuns: 2_000 },
  )
})

test('reads points in time exactly, also where they are beyond 2^53 microseconds', () => {
  const first = -62_135_596_800_000_000n
  const last = 253_402_300_799_999_999n
  fc.assert(
    fc.property(fc.bigInt({ min: first, max: last }), (value) => {
      const naive: ColumnType = { kind: 'timestamp', unit: 'us', zone: null }
      const instant: ColumnType = { kind: 'timestamp', unit: 'us', zone: 'UTC' }
      expect(parse(naive, cellText(naive, value))).toBe(value)
      expect(parse(instant, cellText(instant, value))).toBe(value)
      const nanos: ColumnType = { kind: 'timestamp', unit: 'ns', zone: null }
      expect(parse(nanos, cellText(naive, value))).toBe(
        BigInt.asIntN(64, value * 1_000n) === value * 1_000n ? value * 1_000n : undefined,
      )
    }),
  )
})

test.each([
  ['t', true],
  ['TRUE', true],
  ['yes', true],
  ['1', true],
  ['F', false],
  ['False', false],
  ['no', false],
  ['0', false],
  ['2', undefined],
  ['on', undefined],
  ['truer', undefined],
])('“%s” as a boolean is %s', (text, expected) => {
  expect(parse({ kind: 'bool' }, text)).toBe(expected)
})
