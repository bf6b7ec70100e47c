import type { BytesBuilder } from '../../frame/ColumnBuilder.ts'

/** Thrown where the bytes so far end in the midst of a value. */
export const INCOMPLETE = new Error('More bytes are needed')

export type Scalar = bigint | number | boolean | string | null

/** What stands first in a value, as MessagePack's specification lists the formats. */
const NIL = 0xc0
const FALSE = 0xc2
const TRUE = 0xc3

/** Reads MessagePack from the pieces of a response as they come. */
export class MsgpackReader {
  readonly #pieces: AsyncIterator<Uint8Array>
  #bytes: Uint8Array = new Uint8Array(0)
  #view = new DataView(new ArrayBuffer(0))
  #at = 0

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.#pieces = pieces[Symbol.asyncIterator]()
  }

  /** Reads something, waiting for as many bytes as it takes. */
  async whole<T>(read: () => T): Promise<T> {
    for (;;) {
      const from = this.#at
      try {
        return read()
      } catch (error) {
        if (error !== INCOMPLETE) throw error
        this.#at = from
        if (await this.more()) continue
        throw new Error('The response ends in the midst of a value', { cause: error })
      }
    }
  }

  /** False: the response has ended. */
  async more(): Promise<boolean> {
    const { done, value } = await this.#pieces.next()
    if (done) return false
    const rest = this.#bytes.subarray(this.#at)
    const joined = new Uint8Array(rest.length + value.length)
    joined.set(rest)
    joined.set(value, rest.length)
    this.#bytes = joined
    this.#view = new DataView(joined.buffer)
    this.#at = 0
    return true
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length
  }

  /** Whether all of the next value is there. */
  hasValue(): boolean {
    const from = this.#at
    try {
      this.skip()
      return true
    } catch (error) {
      if (error !== INCOMPLETE) throw error
      return false
    } finally {
      this.#at = from
    }
  }

  arrayLength(): number {
    const code = this.#byte()
    if (code >> 4 === 0x9) return code & 0x0f
    if (code === 0xdc) return this.#uint(2)
    if (code === 0xdd) return this.#uint(4)
    throw unexpected(code, 'a list')
  }

  mapLength(): number {
    const code = this.#byte()
    if (code >> 4 === 0x8) return code & 0x0f
    if (code === 0xde) return this.#uint(2)
    if (code === 0xdf) return this.#uint(4)
    throw unexpected(code, 'a map')
  }

  text(): string {
    const value = this.scalar()
    if (typeof value === 'string') return value
    throw new Error('The response holds something else where text has to be')
  }

  /** Integers as bigint, reals as number. */
  scalar(): Scalar {
    const code = this.#byte()
    if (code === NIL) return null
    if (code === FALSE || code === TRUE) return code === TRUE
    if (code === 0xca) return this.#view.getFloat32(this.#take(4))
    if (code === 0xcb) return this.#view.getFloat64(this.#take(8))
    const length = this.#textLength(code)
    if (length === null) return this.#integer(code)
    const start = this.#take(length)
    return Buffer.from(this.#bytes.buffer, start, length).toString()
  }

  /** Appends text without making a string of it; false: the next value is none. */
  appendText(column: BytesBuilder): boolean {
    const from = this.#at
    const length = this.#textLength(this.#byte())
    if (length === null) {
      this.#at = from
      return false
    }
    const start = this.#take(length)
    column.append(this.#bytes, start, start + length)
    return true
  }

  /** Goes behind the next value, whatever it is. */
  skip(): void {
    const code = this.#byte()
    if (code <= 0x7f || code >= 0xe0 || code === NIL || code === FALSE || code === TRUE) return
    if (code >= 0x80 && code <= 0x8f) return this.#skipMany((code & 0x0f) * 2)
    if (code >= 0x90 && code <= 0x9f) return this.#skipMany(code & 0x0f)
    if (code === 0xdc) return this.#skipMany(this.#uint(2))
    if (code === 0xdd) return this.#skipMany(this.#uint(4))
    if (code === 0xde) return this.#skipMany(this.#uint(2) * 2)
    if (code === 0xdf) return this.#skipMany(this.#uint(4) * 2)
    const width = FIXED_BYTES[code]
    this.#take(width ?? this.#textLength(code) ?? 0)
  }

  #skipMany(count: number): void {
    for (let index = 0; index < count; index++) this.skip()
  }

  #integer(code: number): bigint {
    if (code <= 0x7f) return BigInt(code)
    if (code >= 0xe0) return BigInt(code - 0x100)
    switch (code) {
      case 0xcc:
        return BigInt(this.#uint(1))
      case 0xcd:
        return BigInt(this.#uint(2))
      case 0xce:
        return BigInt(this.#uint(4))
      case 0xcf:
        return this.#view.getBigUint64(this.#take(8))
      case 0xd0:
        return BigInt(this.#view.getInt8(this.#take(1)))
      case 0xd1:
        return BigInt(this.#view.getInt16(this.#take(2)))
      case 0xd2:
        return BigInt(this.#view.getInt32(this.#take(4)))
      case 0xd3:
        return this.#view.getBigInt64(this.#take(8))
      default:
        throw unexpected(code, 'a value')
    }
  }

  /** Null: the code is not that of text or bytes. */
  #textLength(code: number): number | null {
    if (code >> 5 === 0b101) return code & 0x1f
    if (code === 0xd9 || code === 0xc4) return this.#uint(1)
    if (code === 0xda || code === 0xc5) return this.#uint(2)
    if (code === 0xdb || code === 0xc6) return this.#uint(4)
    return null
  }

  #byte(): number {
    return this.#bytes[this.#take(1)]!
  }

  #uint(width: 1 | 2 | 4): number {
    const at = this.#take(width)
    if (width === 1) return this.#view.getUint8(at)
    return width === 2 ? this.#view.getUint16(at) : this.#view.getUint32(at)
  }

  /** Where the next bytes begin, which are passed over. */
  #take(count: number): number {
    const at = this.#at
    if (at + count > this.#bytes.length) throw INCOMPLETE
    this.#at = at + count
    return at
  }
}

const FIXED_BYTES: Readonly<Record<number, number>> = {
  0xca: 4,
  0xcb: 8,
  0xcc: 1,
  0xcd: 2,
  0xce: 4,
  0xcf: 8,
  0xd0: 1,
  0xd1: 2,
  0xd2: 4,
  0xd3: 8,
}

const unexpected = (code: number, wanted: string): Error =>
  new Error(`The response holds 0x${code.toString(16)} where ${wanted} has to be`)
