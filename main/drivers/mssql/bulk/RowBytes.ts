const FIRST_BYTES = 64 * 1024

/**
 * Grows the bytes of rows on their way out. Who writes calls `reserve` for what is about to come;
 * the numbers are little-endian, as TDS has them.
 */
export class RowBytes {
  bytes = Buffer.allocUnsafe(FIRST_BYTES)
  view = viewOf(this.bytes)
  used = 0

  reserve(count: number): void {
    const needed = this.used + count
    if (needed <= this.bytes.length) return
    const grown = Buffer.allocUnsafe(Math.max(needed, this.bytes.length * 2))
    grown.set(this.bytes.subarray(0, this.used))
    this.bytes = grown
    this.view = viewOf(grown)
  }

  uint8(value: number): void {
    this.reserve(1)
    this.bytes[this.used++] = value
  }

  uint16(value: number): void {
    this.reserve(2)
    this.view.setUint16(this.used, value, true)
    this.used += 2
  }

  uint32(value: number): void {
    this.reserve(4)
    this.view.setUint32(this.used, value, true)
    this.used += 4
  }

  append(source: Uint8Array): void {
    this.reserve(source.length)
    this.bytes.set(source, this.used)
    this.used += source.length
  }

  /** Its count of characters in one byte, then UTF-16. */
  shortText(text: string): void {
    this.uint8(text.length)
    this.append(Buffer.from(text, 'utf16le'))
  }

  /** Hands over what was written, and starts anew with about as much room. */
  take(): Buffer {
    const taken = this.bytes.subarray(0, this.used)
    this.bytes = Buffer.allocUnsafe(Math.max(FIRST_BYTES, this.used + (this.used >> 3)))
    this.view = viewOf(this.bytes)
    this.used = 0
    return taken
  }
}

const viewOf = ({ buffer, byteOffset, length }: Buffer): DataView =>
  new DataView(buffer, byteOffset, length)
