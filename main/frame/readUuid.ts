const DASH = 0x2d
const DIGITS = 32
const NONE = 0xff

/** The value of a hexadecimal digit, by its byte. */
const VALUES = new Uint8Array(256).fill(NONE)
for (let value = 0; value < 16; value++) {
  const digit = value.toString(16)
  VALUES[digit.charCodeAt(0)] = value
  VALUES[digit.toUpperCase().charCodeAt(0)] = value
}

/**
 * Reads the text of a UUID, with dashes between its groups or without, into the 16 bytes of
 * `target` from `to` on; false where there is none.
 */
export function readUuid(
  source: Uint8Array,
  start: number,
  end: number,
  target: Uint8Array,
  to = 0,
): boolean {
  if (end - start < DIGITS) return false
  let digits = 0
  let high = 0
  for (let at = start; at < end; at++) {
    const value = VALUES[source[at]!]!
    if (value === NONE) {
      const isBetweenGroups = digits === 8 || digits === 12 || digits === 16 || digits === 20
      if (source[at] !== DASH || !isBetweenGroups || source[at - 1] === DASH) return false
      continue
    }
    if (digits === DIGITS) return false
    if ((digits & 1) === 0) high = value << 4
    else target[to + (digits >> 1)] = high | value
    digits++
  }
  return digits === DIGITS
}
