const FIRST_BYTES = 64 * 1024
/** Room that one huge cell needed is not kept. */
const LARGEST_KEPT_BYTES = 4 * 1024 * 1024

/**
 * The bytes of one CopyData message after the other. Writers of cells call `reserve` for what they are about
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

  /** What was written; what is written next takes its place. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.bytes.subarray(0, this.used)
    if (this.bytes.length > LARGEST_KEPT_BYTES) {
      this.bytes = new Uint8Array(FIRST_BYTES)
      this.view = new DataView(this.bytes.buffer)
    }
    this.used = 0
    return taken
  }
}
