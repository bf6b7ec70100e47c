import type { ByteWriter } from './ByteWriter.ts'

const ZERO = 48
const MINUS = 45

/** `00` to `99`, two bytes each. */
const PAIRS = Uint8Array.from({ length: 200 }, (_, index) =>
  index % 2 === 0 ? ZERO + Math.floor(index / 20) : ZERO + (Math.floor(index / 2) % 10),
)

/** Digits of an integer of at most 53 bits. */
export function writeInteger(writer: ByteWriter, value: number): void {
  writer.reserve(20)
  if (value < 0) {
    writer.bytes[writer.used++] = MINUS
    value = -value
  }
  writeDigits(writer, value, digitCount(value))
}

/**
 * Exactly `count` digits of a number of at most 53 bits, with zeros in front. There must be room.
 */
export function writeDigits(writer: ByteWriter, value: number, count: number): void {
  const { bytes } = writer
  let at = writer.used + count
  writer.used = at
  // Whole numbers of 32 bits divide several times faster than larger ones.
  while (count > 9) {
    const upper = Math.floor(value / 1e8)
    writeSmall(bytes, at, value - upper * 1e8, 8)
    value = upper
    at -= 8
    count -= 8
  }
  writeSmall(bytes, at, value, count)
}

/** `count` digits that end before `end`; `value` below 2³¹. */
function writeSmall(bytes: Uint8Array, end: number, value: number, count: number): void {
  let at = end
  let rest = value | 0
  while (count >= 2) {
    const upper = (rest / 100) | 0
    const pair = (rest - upper * 100) << 1
    bytes[--at] = PAIRS[pair + 1]!
    bytes[--at] = PAIRS[pair]!
    rest = upper
    count -= 2
  }
  if (count === 1) bytes[--at] = ZERO + (rest % 10)
}

/** Two digits of a number below 100. There must be room. */
export function writePair(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = PAIRS[value << 1]!
  bytes[at + 1] = PAIRS[(value << 1) + 1]!
}

/** Digits of a whole number from 0 to 2⁵³. */
export function digitCount(value: number): number {
  if (value < 10) return 1
  if (value < 100) return 2
  if (value < 1_000) return 3
  if (value < 10_000) return 4
  if (value < 100_000) return 5
  if (value < 1_000_000) return 6
  if (value < 10_000_000) return 7
  if (value < 100_000_000) return 8
  if (value < 1_000_000_000) return 9
  return 9 + digitCount(Math.floor(value / 1e9))
}

/**
 * Reads 64-bit integers without making a bigint of each: `read` gives the number where it is below
 * 2⁵³ in size, else NaN, and the caller falls back to `values[index]`.
 */
export class Int64Reader {
  readonly values: BigInt64Array | BigUint64Array
  readonly #words: Int32Array

  constructor(values: BigInt64Array | BigUint64Array) {
    this.values = values
    this.#words = new Int32Array(values.buffer, values.byteOffset, values.length * 2)
  }

  read(index: number): number {
    const high = this.#words[index * 2 + 1]!
    if (high >= 0x20_0000 || high < -0x20_0000) return Number.NaN
    return high * 0x1_0000_0000 + (this.#words[index * 2]! >>> 0)
  }
}
