const FIRST_BYTES = 64 * 1024

/**
 * Grows the bytes of one CopyData message. Writers of cells call `reserve` for what they are about
 * to write; the numbers are big-endian, as the protocol has them.
 */
export class CopyBuffer {
  bytes = new Uint8Array(FIRST_BYTES)
  view = new DataView(this.bytes.buffer)
  used = 0

  reserve(count: number): void {
    const needed = this.used + count
    if (needed <= this.bytes.length) return
    const grown = new Uint8Array(Math.max(needed, this.bytes.length * 2))
    grown.set(this.bytes.subarray(0, this.used))
    this.bytes = grown
    this.view = new DataView(grown.buffer)
  }

  int16(value: number): void {
    this.reserve(2)
    this.view.setInt16(this.used, value)
    this.used += 2
  }

  int32(value: number): void {
    this.reserve(4)
    this.view.setInt32(this.used, value)
    this.used += 4
  }

  /** The length in front of a cell, and room for the cell. */
  startCell(sizeBytes: number): void {
    this.reserve(4 + sizeBytes)
    this.view.setInt32(this.used, sizeBytes)
    this.used += 4
  }

  append(source: Uint8Array): void {
    this.reserve(source.length)
    this.bytes.set(source, this.used)
    this.used += source.length
  }

  /** Hands over what was written, and starts anew with about as much room. */
  take(): Uint8Array {
    const taken = this.bytes.subarray(0, this.used)
    this.bytes = new Uint8Array(Math.max(FIRST_BYTES, this.used + (this.used >> 3)))
    this.view = new DataView(this.bytes.buffer)
    this.used = 0
    return taken
  }
}
