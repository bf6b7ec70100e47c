/** Reads numbers and texts one after the other, lowest byte first. */
export class ByteReader {
  readonly #bytes: Buffer
  at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  get isAtEnd(): boolean {
    return this.at >= this.#bytes.length
  }
  uint8(): number {
    return this.#bytes.readUInt8(this.#pass(1))
  }
  uint16(): number {
    return this.#bytes.readUInt16LE(this.#pass(2))
  }
  int16(): number {
    return this.#bytes.readInt16LE(this.#pass(2))
  }
  int32(): number {
    return this.#bytes.readInt32LE(this.#pass(4))
  }
  uint32(): number {
    return this.#bytes.readUInt32LE(this.#pass(4))
  }
  int64(): bigint {
    return this.#bytes.readBigInt64LE(this.#pass(8))
  }
  uint64(): bigint {
    return this.#bytes.readBigUInt64LE(this.#pass(8))
  }
  float(): number {
    return this.#bytes.readFloatLE(this.#pass(4))
  }
  double(): number {
    return this.#bytes.readDoubleLE(this.#pass(8))
  }
  bytes(count: number): Buffer {
    const at = this.#pass(count)
    return this.#bytes.subarray(at, at + count)
  }
  unsigned(count: number): bigint {
    return this.bytes(count).reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  }
  utf16(characters: number): string {
    return this.bytes(characters * 2).toString('utf16le')
  }
  shortText(): string {
    return this.utf16(this.uint8())
  }
  longText(): string {
    return this.utf16(this.uint16())
  }

  #pass(count: number): number {
    const at = this.at
    this.at += count
    return at
  }
}
