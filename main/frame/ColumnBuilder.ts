import type { ColumnType } from '../../contract/columns.ts'
import { BATCH_BYTES, type ColumnData, type ColumnValues } from './Batch.ts'

/**
 * Grows one column of a batch. Arrays begin at 64 bytes or less: V8 keeps those in its own heap, and
 * an answer of one row should not cost an allocation of memory a column. Drivers choose the append
 * method once a result, by the column's kind, and call it a cell at a time. `null` is the same call for all kinds.
 */
export abstract class ColumnBuilder {
  readonly type: ColumnType
  #validity = new Uint8Array(16)
  #nullCount = 0
  protected count = 0

  constructor(type: ColumnType) {
    this.type = type
  }

  get length(): number {
    return this.count
  }

  /** Bytes of variable width held so far; 0 for fixed width. */
  get sizeBytes(): number {
    return 0
  }

  appendNull(): void {
    if (this.#nullCount++ === 0) this.#startValidity()
    else if (this.count >> 3 === this.#validity.length) this.#validity = doubled(this.#validity)
    this.skipValue()
    this.count++
  }

  /** Hands over a copy of what was built, and starts anew with the room it has. */
  finish(): ColumnData {
    const { values, offsets } = this.finishValues()
    const bitBytes = bytesForBits(this.count)
    const column: ColumnData = {
      type: this.type,
      length: this.count,
      nullCount: this.#nullCount,
      validity: this.#nullCount === 0 ? null : this.#validity.slice(0, bitBytes),
      values,
      offsets,
    }
    this.#nullCount = 0
    this.count = 0
    return column
  }

  /** Marks the next row as having a value, and counts it. Call after storing the value. */
  protected markValue(): void {
    const row = this.count++
    if (this.#nullCount === 0) return
    if (row >> 3 === this.#validity.length) this.#validity = doubled(this.#validity)
    this.#validity[row >> 3]! |= 1 << (row & 7)
  }

  /** Leaves room for a NULL. */
  protected abstract skipValue(): void
  protected abstract finishValues(): { values: ColumnValues; offsets: Int32Array | null }

  /** With the first NULL: the rows before it have values, and no bit is set from it on. */
  #startValidity(): void {
    const wholeBytes = this.count >> 3
    if (wholeBytes >= this.#validity.length) this.#validity = new Uint8Array(wholeBytes * 2)
    this.#validity.fill(0xff, 0, wholeBytes).fill(0, wholeBytes)
    this.#validity[wholeBytes] = (1 << (this.count & 7)) - 1
  }
}

const bytesForBits = (bits: number): number => (bits + 7) >> 3

type NumberArray = Int16Array | Int32Array | Float32Array | Float64Array

/** int16, int32, float32, float64, and date as days since 1970-01-01. */
export class NumberBuilder extends ColumnBuilder {
  #values: NumberArray

  constructor(type: ColumnType, values: NumberArray) {
    super(type)
    this.#values = values
  }

  append(value: number): void {
    if (this.count === this.#values.length) this.#values = doubled(this.#values)
    this.#values[this.count] = value
    this.markValue()
  }

  protected override skipValue(): void {
    if (this.count === this.#values.length) this.#values = doubled(this.#values)
    this.#values[this.count] = 0
  }

  protected override finishValues() {
    return { values: this.#values.slice(0, this.count), offsets: null }
  }
}

/** int64; time and timestamp in their unit since midnight or 1970-01-01. */
export class BigIntBuilder extends ColumnBuilder {
  #values = new BigInt64Array(8)
  /** The same memory, two words a row, the low one first. */
  #words = new Int32Array(this.#values.buffer)

  append(value: bigint): void {
    this.#reserve()
    this.#values[this.count] = value
    this.markValue()
  }

  /** The same for a safe integer: no bigint is made of it. */
  appendNumber(value: number): void {
    this.#reserve()
    this.#words[this.count * 2] = value
    this.#words[this.count * 2 + 1] = Math.floor(value / 2 ** 32)
    this.markValue()
  }

  protected override skipValue(): void {
    this.#reserve()
    this.#values[this.count] = 0n
  }

  protected override finishValues() {
    return { values: this.#values.slice(0, this.count), offsets: null }
  }

  #reserve(): void {
    if (this.count < this.#values.length) return
    this.#values = doubled(this.#values)
    this.#words = new Int32Array(this.#values.buffer)
  }
}

/** decimal: the unscaled value as a 128-bit two's complement number. */
export class DecimalBuilder extends ColumnBuilder {
  #values = new BigUint64Array(8)
  /** The same memory, four words a row, the lowest first. */
  #words = new Int32Array(this.#values.buffer)

  append(unscaled: bigint): void {
    this.#reserve()
    const at = this.count * 2
    this.#values[at] = BigInt.asUintN(64, unscaled)
    this.#values[at + 1] = BigInt.asUintN(64, unscaled >> 64n)
    this.markValue()
  }

  /** The same for a safe integer: no bigint is made of it. */
  appendNumber(unscaled: number): void {
    this.#reserve()
    const at = this.count * 4
    const words = this.#words
    words[at] = unscaled
    words[at + 1] = Math.floor(unscaled / 2 ** 32)
    words[at + 2] = words[at + 3] = unscaled < 0 ? -1 : 0
    this.markValue()
  }

  protected override skipValue(): void {
    this.#reserve()
    this.#values.fill(0n, this.count * 2, this.count * 2 + 2)
  }

  protected override finishValues() {
    return { values: this.#values.slice(0, this.count * 2), offsets: null }
  }

  #reserve(): void {
    if (this.count * 2 < this.#values.length) return
    this.#values = doubled(this.#values)
    this.#words = new Int32Array(this.#values.buffer)
  }
}

export class BoolBuilder extends ColumnBuilder {
  #bits = new Uint8Array(16)

  append(value: boolean): void {
    this.skipValue()
    if (value) this.#bits[this.count >> 3]! |= 1 << (this.count & 7)
    this.markValue()
  }

  protected override skipValue(): void {
    if (this.count >> 3 === this.#bits.length) this.#bits = doubled(this.#bits)
  }

  protected override finishValues() {
    const values = this.#bits.slice(0, bytesForBits(this.count))
    this.#bits.fill(0)
    return { values, offsets: null }
  }
}

const utf8 = new TextEncoder()

const FIRST_BYTES = 64
/** Up to this length a loop is quicker than a view and `set`. */
const SHORT_BYTES = 40
/** Texts from this length on are measured first rather than given three times their length. */
const EXACT_LENGTH = 65_536
const LARGEST_KEPT_BYTES = 2 * BATCH_BYTES

/** text, any, binary: bytes one after the other. */
export class BytesBuilder extends ColumnBuilder {
  #bytes = new Uint8Array(FIRST_BYTES)
  #used = 0
  #offsets = new Int32Array(16)

  override get sizeBytes(): number {
    return this.#used
  }

  /** Appends `source[start..end)`; for text they must be UTF-8. */
  append(source: Uint8Array, start = 0, end = source.length): void {
    this.#reserve(end - start)
    if (end - start <= SHORT_BYTES) {
      const bytes = this.#bytes
      for (let from = start, to = this.#used; from < end; from++) bytes[to++] = source[from]!
    } else
      this.#bytes.set(
        start === 0 && end === source.length ? source : source.subarray(start, end),
        this.#used,
      )
    this.#used += end - start
    this.#endValue()
  }

  appendText(text: string): void {
    // UTF-8 takes at most three bytes a UTF-16 unit.
    const needed = text.length < EXACT_LENGTH ? text.length * 3 : Buffer.byteLength(text)
    this.#reserve(needed)
    this.#used += utf8.encodeInto(text, this.#bytes.subarray(this.#used)).written
    this.#endValue()
  }

  protected override skipValue(): void {
    this.#setOffset()
  }

  protected override finishValues() {
    const values = this.#bytes.slice(0, this.#used)
    const offsets = this.#offsets.slice(0, this.count + 1)
    this.#used = 0
    // Room that one huge cell needed is not kept for the batches after it.
    if (this.#bytes.length > LARGEST_KEPT_BYTES) this.#bytes = new Uint8Array(FIRST_BYTES)
    return { values, offsets }
  }

  #endValue(): void {
    this.#setOffset()
    this.markValue()
  }

  #setOffset(): void {
    if (this.count + 1 === this.#offsets.length) this.#offsets = doubled(this.#offsets)
    this.#offsets[this.count + 1] = this.#used
  }

  #reserve(extraBytes: number): void {
    const needed = this.#used + extraBytes
    if (needed <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2))
    grown.set(this.#bytes.subarray(0, this.#used))
    this.#bytes = grown
  }
}

function doubled<T extends ColumnValues>(array: T): T {
  const Typed = array.constructor as new (length: number) => T
  const grown = new Typed(array.length * 2)
  ;(grown as Uint8Array).set(array as Uint8Array)
  return grown
}

export type AnyColumnBuilder =
  | NumberBuilder
  | BigIntBuilder
  | DecimalBuilder
  | BoolBuilder
  | BytesBuilder

export function createColumnBuilder(type: ColumnType): AnyColumnBuilder {
  switch (type.kind) {
    case 'bool':
      return new BoolBuilder(type)
    case 'int16':
      return new NumberBuilder(type, new Int16Array(32))
    case 'int32':
    case 'date':
      return new NumberBuilder(type, new Int32Array(16))
    case 'float32':
      return new NumberBuilder(type, new Float32Array(16))
    case 'float64':
      return new NumberBuilder(type, new Float64Array(8))
    case 'int64':
    case 'time':
    case 'timestamp':
      return new BigIntBuilder(type)
    case 'decimal':
      return new DecimalBuilder(type)
    case 'text':
    case 'any':
    case 'binary':
      return new BytesBuilder(type)
  }
}
