import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  BigIntBuilder,
  BytesBuilder,
  type ColumnBuilder,
  DecimalBuilder,
  NumberBuilder,
} from './ColumnBuilder.ts'
import { readCell } from './readCell.ts'

/** Two batches of one builder: what the first leaves behind must not show in the second. */
function roundTrip<T>(
  builder: ColumnBuilder,
  append: (value: T) => void,
  batches: readonly (readonly (T | null)[])[],
) {
  return batches.map((cells) => {
    for (const cell of cells) {
      if (cell === null) builder.appendNull()
      else append(cell)
    }
    const column = builder.finish()
    expect(column.nullCount).toBe(cells.filter((cell) => cell === null).length)
    expect(column.validity === null).toBe(column.nullCount === 0)
    return cells.map((_, row) => readCell(column, row))
  })
}

const batchesOf = <T>(value: fc.Arbitrary<T>) => {
  const cells = fc.array(fc.option(value, { freq: 3 }), { maxLength: 400, size: 'max' })
  return fc.tuple(cells, fc.oneof(cells, fc.array(value, { maxLength: 40 })))
}

test('numbers and NULLs are read back as they were appended', () => {
  fc.assert(
    fc.property(batchesOf(fc.integer()), (batches) => {
      const builder = new NumberBuilder({ kind: 'int32' }, new Int32Array(4))
      expect(roundTrip<number>(builder, (value) => builder.append(value), batches)).toEqual(batches)
    }),
  )
})

test('texts, short and long, are read back as they were appended', () => {
  fc.assert(
    fc.property(batchesOf(fc.string({ maxLength: 90, unit: 'grapheme' })), (batches) => {
      const builder = new BytesBuilder({ kind: 'text' })
      const append = (text: string) => {
        const bytes = Buffer.from(`<${text}>`)
        builder.append(bytes, 1, bytes.length - 1)
      }
      expect(roundTrip(builder, append, batches)).toEqual(batches)
    }),
  )
})

const safe = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer(),
  fc.constantFrom(-1, 0, 2 ** 32, -(2 ** 32)),
)
const asBigInts = (batches: readonly (readonly (number | null)[])[]) =>
  batches.map((cells) => cells.map((cell) => (cell === null ? null : BigInt(cell))))

test('a safe integer is kept as the bigint of the same value', () => {
  fc.assert(
    fc.property(batchesOf(safe), (batches) => {
      const integers = new BigIntBuilder({ kind: 'int64' })
      const decimals = new DecimalBuilder({ kind: 'decimal', precision: 38, scale: 2 })
      for (const builder of [integers, decimals])
        expect(roundTrip<number>(builder, (value) => builder.appendNumber(value), batches)).toEqual(
          asBigInts(batches),
        )
    }),
  )
})
