import { decimalText } from '../../../../contract/cellText.ts'
import type { MessageBytes } from '../wire/Wire.ts'

/**
 * Binary form of `numeric`: counts and places as int16, then digits of base 10,000
 * (`numeric_send` in PostgreSQL's numeric.c).
 */
const DIGIT_COUNT = 0
const WEIGHT = 2
const SIGN = 4
const DIGITS = 8

const NEGATIVE = 0x4000
const TEXT_BY_SPECIAL_SIGN: Readonly<Record<number, string>> = {
  0xc000: 'NaN',
  0xd000: 'Infinity',
  0xf000: '-Infinity',
}

const POWERS_OF_TEN = Array.from({ length: 4 }, (_, exponent) => 10 ** exponent)

/** NaN and the infinities: no decimal column holds them. */
export const isSpecialNumeric = ({ view }: MessageBytes, start: number): boolean =>
  view.getUint16(start + SIGN) >= 0xc000

/** The value times 10^scale, exactly. The scale must be that of the column's type. */
export function unscaledNumeric({ view }: MessageBytes, start: number, scale: number): bigint {
  const count = view.getInt16(start + DIGIT_COUNT)
  // How many decimal places the last digit is to the left of the unscaled value's last.
  const shift = (view.getInt16(start + WEIGHT) - count + 1) * 4 + scale
  const magnitude =
    count <= 3 && shift <= 3
      ? BigInt(smallMagnitude(view, start + DIGITS, count, shift))
      : largeMagnitude(view, start + DIGITS, count, shift)
  return view.getUint16(start + SIGN) === NEGATIVE ? -magnitude : magnitude
}

/** As the server writes it in a column of this scale. */
export function numericText(message: MessageBytes, start: number, scale: number): string {
  const special = TEXT_BY_SPECIAL_SIGN[message.view.getUint16(start + SIGN)]
  return special ?? decimalText(unscaledNumeric(message, start, scale), scale)
}

/** At most 15 decimal digits: exact in floating point. */
function smallMagnitude(view: DataView, at: number, count: number, shift: number): number {
  let magnitude = 0
  for (let index = 0; index < count; index++) {
    magnitude = magnitude * 10_000 + view.getUint16(at + index * 2)
  }
  // Digits beyond the scale are zeros, so the division leaves no rest.
  return shift >= 0 ? magnitude * POWERS_OF_TEN[shift]! : magnitude / POWERS_OF_TEN[-shift]!
}

function largeMagnitude(view: DataView, at: number, count: number, shift: number): bigint {
  let magnitude = 0n
  for (let index = 0; index < count; index++) {
    magnitude = magnitude * 10_000n + BigInt(view.getUint16(at + index * 2))
  }
  return shift >= 0 ? magnitude * 10n ** BigInt(shift) : magnitude / 10n ** BigInt(-shift)
}
