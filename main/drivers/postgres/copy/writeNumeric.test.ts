import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalText } from '../../../../contract/cellText.ts'
import { numericText, unscaledNumeric } from '../columns/numeric.ts'
import { CopyBuffer } from './CopyBuffer.ts'
import {
  MAX_SMALL_SCALE,
  writeDecimal,
  writeNumericText,
  writeSmallDecimal,
} from './writeNumeric.ts'

/** Where the cell begins behind its length. */
const CELL = 4

function written(write: (out: CopyBuffer) => void) {
  const out = new CopyBuffer()
  write(out)
  expect(out.view.getInt32(0)).toBe(out.used - CELL)
  return out
}

const unscaledValues = fc.oneof(
  fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }),
  fc.bigInt({ min: -(2n ** 53n) - 5n, max: 2n ** 53n + 5n }),
  fc.bigInt({ min: -20_000n, max: 20_000n }),
)

test('a decimal is read back as it was written', () => {
  fc.assert(
    fc.property(unscaledValues, fc.integer({ min: 0, max: 38 }), (unscaled, scale) => {
      const out = written((buffer) => writeDecimal(buffer, unscaled, scale))

      expect(unscaledNumeric(out, CELL, scale)).toBe(unscaled)
      expect(out.view.getInt16(CELL + 6)).toBe(scale)
    }),
  )
})

test('a safe integer is written as the decimal of the same digits', () => {
  const scales = fc.integer({ min: 0, max: MAX_SMALL_SCALE })
  fc.assert(
    fc.property(fc.oneof(fc.maxSafeInteger(), fc.integer()), scales, (unscaled, scale) => {
      const small = written((buffer) => writeSmallDecimal(buffer, unscaled, scale))
      const large = written((buffer) => writeDecimal(buffer, BigInt(unscaled), scale))

      expect(small.take()).toEqual(large.take())
    }),
  )
})

test('a number as text is read back as it was written', () => {
  fc.assert(
    fc.property(unscaledValues, fc.integer({ min: 0, max: 38 }), (unscaled, scale) => {
      const text = decimalText(unscaled, scale)
      const out = written((buffer) => expect(writeNumericText(buffer, text)).toBe(true))

      expect(numericText(out, CELL, scale)).toBe(text)
    }),
  )
})

test.each([
  ['1e3', 0, '1000'],
  ['+12.50e-3', 5, '0.01250'],
  ['.5', 1, '0.5'],
  ['5.', 0, '5'],
  ['-0', 0, '0'],
  ['NaN', 0, 'NaN'],
  ['-inf', 0, '-Infinity'],
  ['Infinity', 0, 'Infinity'],
])('%s is a number', (text, scale, expected) => {
  const out = written((buffer) => expect(writeNumericText(buffer, text)).toBe(true))

  expect(numericText(out, CELL, scale)).toBe(expected)
})

test.each(['', '.', '-', '1,5', '1 2', '0x10', 'e5', '12e'])('“%s” is no number', (text) => {
  expect(writeNumericText(new CopyBuffer(), text)).toBe(false)
})
