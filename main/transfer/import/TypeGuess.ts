import type { ColumnType } from '../../../contract/columns.ts'
import { readUuid } from '../../frame/readUuid.ts'
import { clockAt, dayAt, digitsAt, offsetMinutesAt } from './scanText.ts'

/** What the cells of a column may all be; a cell takes away what it is not. */
const BOOL = 1
const INTEGER = 2
const DECIMAL = 4
const REAL = 8
const DATE = 16
const TIME = 32
const NAIVE = 64
const INSTANT = 128
const UUID = 256
const JSON_TEXT = 512
const ALL = 1_023
/** What a string of JSON may still be. */
const SAID_TO_BE_TEXT = DATE | TIME | NAIVE | INSTANT | UUID

const MAX_DIGITS = 38
const latin1 = new TextDecoder('latin1')
const utf8 = new TextDecoder()
/** Read to see whether there is one. */
const uuid = new Uint8Array(16)
const INT64_MIN = -(2n ** 63n)
const INT64_MAX = 2n ** 63n - 1n
const INT32_MAX = 2_147_483_647

/** The narrowest type for a column that keeps all of its cells exactly. */
export class TypeGuess {
  readonly #mark: number
  #possible = ALL
  #isEmpty = true
  #wholeDigits = 1
  #places = 0
  #isBeyondInt32 = false
  #isBeyondInt64 = false
  #hasNanos = false

  constructor(decimalMark: '.' | ',') {
    this.#mark = decimalMark.charCodeAt(0)
  }

  /** Takes a cell that is not NULL. Empty ones say nothing. */
  add(bytes: Uint8Array, start: number, end: number, isText: boolean): void {
    if (this.#possible === 0 && !this.#isEmpty) return
    if (start === end) {
      // Beside numbers and dates it stands for nothing; in a text column it is text.
      return
    }
    this.#isEmpty = false
    const found = this.#classify(bytes, start, end)
    this.#possible &= isText ? found & SAID_TO_BE_TEXT : found
  }

  get type(): ColumnType {
    if (this.#isEmpty) return { kind: 'text' }
    const possible = this.#possible
    if (possible & BOOL) return { kind: 'bool' }
    if (possible & INTEGER && !this.#isBeyondInt64)
      return { kind: this.#isBeyondInt32 ? 'int64' : 'int32' }
    if (possible & DECIMAL) return this.#decimalType()
    if (possible & REAL) return { kind: 'float64' }
    if (possible & DATE) return { kind: 'date' }
    const unit = this.#hasNanos ? 'ns' : 'us'
    if (possible & TIME) return { kind: 'time', unit }
    if (possible & NAIVE) return { kind: 'timestamp', unit, zone: null }
    if (possible & INSTANT) return { kind: 'timestamp', unit, zone: 'UTC' }
    if (possible & UUID) return { kind: 'text', mark: 'uuid' }
    if (possible & JSON_TEXT) return { kind: 'text', mark: 'json' }
    return { kind: 'text' }
  }

  #decimalType(): ColumnType {
    const precision = this.#wholeDigits + this.#places
    if (precision > MAX_DIGITS) return { kind: 'text', mark: 'decimal' }
    return { kind: 'decimal', precision, scale: this.#places }
  }

  #classify(bytes: Uint8Array, start: number, end: number): number {
    const first = bytes[start]!
    if ((first >= 0x30 && first <= 0x39) || first === 0x2d) {
      const number = this.#classifyNumber(bytes, start, end)
      return number === 0 ? this.#classifyTemporal(bytes, start, end) : number
    }
    switch (first) {
      case 0x74: // t
      case 0x54:
      case 0x66: // f
      case 0x46:
        return isBoolean(bytes, start, end) ? BOOL : uuidAt(bytes, start, end)
      case 0x7b: // {
      case 0x5b:
        return this.#possible & JSON_TEXT && isJson(bytes, start, end) ? JSON_TEXT : 0
      default:
        return uuidAt(bytes, start, end)
    }
  }

  /** `12`, `-0.50`, `1e5`; a number with leading zeros is a code, and no number. */
  #classifyNumber(bytes: Uint8Array, start: number, end: number): number {
    let at = bytes[start] === 0x2d ? start + 1 : start
    const from = at
    while (at < end && isDigit(bytes[at]!)) at++
    const whole = at - from
    if (whole === 0 || (whole > 1 && bytes[from] === 0x30)) return 0
    if (at === end) return this.#noteInteger(bytes, start, from, end)
    let places = 0
    if (bytes[at] === this.#mark) {
      at++
      const placesFrom = at
      while (at < end && isDigit(bytes[at]!)) at++
      places = at - placesFrom
      if (places === 0) return 0
    }
    if (at === end) {
      this.#wholeDigits = Math.max(this.#wholeDigits, whole)
      this.#places = Math.max(this.#places, places)
      return isNegativeZero(bytes, start, end) ? REAL : DECIMAL | REAL
    }
    return isExponent(bytes, at, end) ? REAL : 0
  }

  #noteInteger(bytes: Uint8Array, start: number, from: number, end: number): number {
    const digits = end - from
    this.#wholeDigits = Math.max(this.#wholeDigits, digits)
    if (digits >= 10) {
      if (digits > 10 || digitsAt(bytes, from, 10) > INT32_MAX) this.#isBeyondInt32 = true
      if (digits >= 19) {
        const value = BigInt(latin1.decode(bytes.subarray(start, end)))
        if (value < INT64_MIN || value > INT64_MAX) this.#isBeyondInt64 = true
      }
    }
    return isNegativeZero(bytes, start, end) ? REAL : INTEGER | DECIMAL | REAL
  }

  #classifyTemporal(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start
    if (length >= 8 && bytes[start + 2] === 0x3a && bytes[start + 5] === 0x3a)
      return this.#wholeClock(bytes, start, end) === end ? TIME : 0
    if (length < 10 || Number.isNaN(dayAt(bytes, start))) return uuidAt(bytes, start, end)
    if (length === 10) return DATE
    const separator = bytes[start + 10]
    if (separator !== 0x20 && separator !== 0x54) return 0
    let zoneAt = this.#wholeClock(bytes, start + 11, end)
    if (zoneAt < 0) return 0
    if (zoneAt === end) return NAIVE
    if (bytes[zoneAt] === 0x20) zoneAt++
    return offsetMinutesAt(bytes, zoneAt, end) === null ? 0 : INSTANT
  }

  #wholeClock(bytes: Uint8Array, start: number, end: number): number {
    const clock = clockAt(bytes, start, end)
    if (!clock) return -1
    if (clock.fractionDigits > 6) this.#hasNanos = true
    return clock.end
  }
}

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39

/** Whole numbers and decimals have no such thing; floating point does. */
function isNegativeZero(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] !== 0x2d) return false
  for (let at = start + 1; at < end; at++) {
    const byte = bytes[at]!
    if (isDigit(byte) && byte !== 0x30) return false
  }
  return true
}

function isExponent(bytes: Uint8Array, start: number, end: number): boolean {
  if ((bytes[start]! | 0x20) !== 0x65) return false
  let at = start + 1
  if (bytes[at] === 0x2b || bytes[at] === 0x2d) at++
  const from = at
  while (at < end && isDigit(bytes[at]!)) at++
  return at === end && at > from && at - from <= 3
}

function isBoolean(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start !== 4 && end - start !== 5) return false
  const text = latin1.decode(bytes.subarray(start, end)).toLowerCase()
  return text === 'true' || text === 'false'
}

function uuidAt(bytes: Uint8Array, start: number, end: number): number {
  if (end - start !== 36) return 0
  return readUuid(bytes, start, end, uuid) ? UUID : 0
}

function isJson(bytes: Uint8Array, start: number, end: number): boolean {
  try {
    JSON.parse(utf8.decode(bytes.subarray(start, end)))
    return true
  } catch {
    return false
  }
}
