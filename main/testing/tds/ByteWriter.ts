/** Grows a buffer of numbers and texts, lowest byte first. */
export class ByteWriter {
  #bytes: Buffer = Buffer.alloc(1_024)
  #used = 0

  get length(): number {
    return this.#used
  }

  /** Hands over what was written, and starts anew. */
  take(): Buffer {
    const taken = Buffer.from(this.#bytes.subarray(0, this.#used))
    this.#used = 0
    return taken
  }

  uint8(value: number): this {
    const at = this.#grow(1)
    this.#bytes[at] = value
    return this
  }
  uint16(value: number): this {
    const at = this.#grow(2)
    this.#bytes.writeUInt16LE(value, at)
    return this
  }
  uint16BE(value: number): this {
    const at = this.#grow(2)
    this.#bytes.writeUInt16BE(value, at)
    return this
  }
  int16(value: number): this {
    const at = this.#grow(2)
    this.#bytes.writeInt16LE(value, at)
    return this
  }
  int32(value: number): this {
    const at = this.#grow(4)
    this.#bytes.writeInt32LE(value, at)
    return this
  }
  uint32(value: number): this {
    const at = this.#grow(4)
    this.#bytes.writeUInt32LE(value, at)
    return this
  }
  int64(value: bigint): this {
    const at = this.#grow(8)
    this.#bytes.writeBigInt64LE(value, at)
    return this
  }
  uint64(value: bigint): this {
    const at = this.#grow(8)
    this.#bytes.writeBigUInt64LE(value, at)
    return this
  }
  float(value: number): this {
    const at = this.#grow(4)
    this.#bytes.writeFloatLE(value, at)
    return this
  }
  double(value: number): this {
    const at = this.#grow(8)
    this.#bytes.writeDoubleLE(value, at)
    return this
  }
  bytes(value: Uint8Array): this {
    const at = this.#grow(value.length)
    this.#bytes.set(value, at)
    return this
  }
  /** The lowest `count` bytes of a number that is not negative. */
  unsigned(value: bigint, count: number): this {
    let rest = value
    for (let index = 0; index < count; index++, rest >>= 8n) this.uint8(Number(rest & 0xffn))
    return this
  }
  utf16(text: string): this {
    return this.bytes(Buffer.from(text, 'utf16le'))
  }
  /** Its count of characters in one byte, then UTF-16. */
  shortText(text: string): this {
    return this.uint8(text.length).utf16(text)
  }
  /** Its count of characters in two bytes, then UTF-16. */
  longText(text: string): this {
    return this.uint16(text.length).utf16(text)
  }

  /** Makes room, and gives the place of it. */
  #grow(count: number): number {
    const at = this.#used
    this.#used += count
    if (this.#used > this.#bytes.length) {
      const grown = Buffer.alloc(Math.max(this.#used, this.#bytes.length * 2))
      this.#bytes.copy(grown)
      this.#bytes = grown
    }
    return at
  }
}
