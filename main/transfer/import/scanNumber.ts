/** Reader of numbers in bytes. */

const ZERO = 0x30
const PLUS = 0x2b
const DASH = 0x2d
const LETTER_E = 0x65

/** `±unscaled × 10^(exponent − places)`. */
export type ScannedNumber = {
  isNegative: boolean
  /** All digits as one number; exact up to `Number.MAX_SAFE_INTEGER`. */
  unscaled: number
  /** Digits behind the mark. */
  places: number
  exponent: number
}

/** `12`, `-0.50`, `+.5e-3`; null where there is none. The object is used again. */
export function numberAt(
  bytes: Uint8Array,
  start: number,
  end: number,
  mark: number,
): ScannedNumber | null {
  let at = start
  const first = bytes[at]
  if (first === DASH || first === PLUS) at++
  let unscaled = 0
  let digits = 0
  let markedAt = -1
  let byte = 0
  for (; at < end; at++) {
    byte = bytes[at]!
    const digit = byte - ZERO
    if (digit >= 0 && digit <= 9) {
      unscaled = unscaled * 10 + digit
      digits++
    } else if (byte === mark && markedAt < 0) markedAt = digits
    else break
  }
  if (digits === 0) return null
  number.exponent = 0
  if (at < end && !((byte | 0x20) === LETTER_E && readExponent(bytes, at + 1, end))) return null
  number.isNegative = first === DASH
  number.unscaled = unscaled
  number.places = markedAt < 0 ? 0 : digits - markedAt
  return number
}

const number: ScannedNumber = { isNegative: false, unscaled: 0, places: 0, exponent: 0 }

function readExponent(bytes: Uint8Array, start: number, end: number): boolean {
  const sign = bytes[start]
  const from = sign === DASH || sign === PLUS ? start + 1 : start
  let value = 0
  for (let at = from; at < end; at++) {
    const digit = bytes[at]! - ZERO
    if (!(digit >= 0 && digit <= 9)) return false
    value = value * 10 + digit
  }
  number.exponent = sign === DASH ? -value : value
  return from < end
}
