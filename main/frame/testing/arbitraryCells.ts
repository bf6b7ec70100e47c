import fc from 'fast-check'
import type { ColumnType } from '../../../contract/columns.ts'
import type { RawCell } from '../../../contract/cellText.ts'

type CellsOfKind = { name: string; type: ColumnType; cells: fc.Arbitrary<RawCell> }

const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
/** Numbers at and around the bounds that the fast roads of the encoders have. */
const nearBounds = fc
  .tuple(
    fc.constantFrom(0n, 2n ** 31n, 2n ** 32n, 2n ** 52n, 2n ** 53n, 10n ** 9n, 10n ** 15n),
    fc.bigInt({ min: -3n, max: 3n }),
    fc.boolean(),
  )
  .map(([bound, step, isNegative]) => (isNegative ? -bound - step : bound + step))
const integers = fc.oneof(int64, nearBounds, fc.bigInt({ min: -1_000n, max: 1_000n }))
const decimals = fc.oneof(integers, fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }))
const microsOfOurTime = fc.bigInt({ min: -20_000_000_000_000_000n, max: 9_000_000_000_000_000n })
const reals = fc.oneof(
  fc.double(),
  fc.float(),
  fc.integer(),
  fc
    .tuple(fc.maxSafeInteger(), fc.integer({ min: 0, max: 9 }))
    .map(([value, places]) => value / 10 ** places),
  fc
    .tuple(fc.integer(), fc.integer({ min: 0, max: 7 }))
    .map(([value, places]) => value / 10 ** places),
)
const texts = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('"', ',', ';', '\n', '\r', '\t', '|', 'a', ' ', '\\') }),
  fc.constantFrom('', 'NULL', '\\N', '0', 'true', 'ü', '\u0000\u001f', '\ufeff'),
  fc.string({ minLength: 90, maxLength: 200, unit: fc.constantFrom('x', '"', 'ü') }),
)
const hex = fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('hex'))
const tagged = fc.oneof(
  integers.map((value) => `i${value}`),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => `r${value}`),
  texts.map((value) => `t${value}`),
  hex.map((value) => `b${value}`),
)

const decimal = (scale: number): CellsOfKind => ({
  name: `decimal(38, ${scale})`,
  type: { kind: 'decimal', precision: 38, scale },
  cells: decimals,
})

/** Every kind of column, with raw cells of it. */
export const cellsOfKind: CellsOfKind[] = [
  { name: 'bool', type: { kind: 'bool' }, cells: fc.boolean() },
  { name: 'int16', type: { kind: 'int16' }, cells: fc.integer({ min: -32_768, max: 32_767 }) },
  { name: 'int32', type: { kind: 'int32' }, cells: fc.integer() },
  { name: 'int64', type: { kind: 'int64' }, cells: integers },
  { name: 'float32', type: { kind: 'float32' }, cells: fc.float() },
  { name: 'float64', type: { kind: 'float64' }, cells: reals },
  { name: 'float64 of SQLite', type: { kind: 'float64', text: 'sqlite' }, cells: reals },
  decimal(0),
  decimal(2),
  decimal(15),
  decimal(16),
  decimal(38),
  {
    name: 'date',
    type: { kind: 'date' },
    cells: fc.integer({ min: -2_500_000, max: 107_000_000 }),
  },
  {
    name: 'time',
    type: { kind: 'time', unit: 'us' },
    cells: fc.bigInt({ min: 0n, max: 86_400_000_000n }),
  },
  {
    name: 'timestamp',
    type: { kind: 'timestamp', unit: 'us', zone: null },
    cells: fc.oneof(int64, microsOfOurTime),
  },
  {
    name: 'timestamp of nanoseconds',
    type: { kind: 'timestamp', unit: 'ns', zone: null },
    cells: int64,
  },
  {
    name: 'timestamp with zone',
    type: { kind: 'timestamp', unit: 'us', zone: 'UTC' },
    cells: microsOfOurTime,
  },
  { name: 'text', type: { kind: 'text' }, cells: texts },
  { name: 'any', type: { kind: 'any' }, cells: tagged },
  { name: 'binary', type: { kind: 'binary' }, cells: fc.uint8Array() },
]
