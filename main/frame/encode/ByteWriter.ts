const utf8 = new TextEncoder()

/**
 * Grows a run of bytes. The encoders' innermost loops write to `bytes` and `used` themselves, after
 * `reserve`; a call for each byte would cost more than the byte.
 */
export class ByteWriter {
  bytes: Uint8Array
  used = 0

  constructor(firstBytes = 1_024) {
    this.bytes = new Uint8Array(firstBytes)
  }

  /** Makes room for `count` more. After it `bytes` can be another array. */
  reserve(count: number): void {
    const needed = this.used + count
    if (needed <= this.bytes.length) return
    const grown = new Uint8Array(Math.max(needed, this.bytes.length * 2))
    grown.set(this.bytes.subarray(0, this.used))
    this.bytes = grown
  }

  byte(value: number): void {
    this.reserve(1)
    this.bytes[this.used++] = value
  }

  append(source: Uint8Array): void {
    const { length } = source
    this.reserve(length)
    // Below this a loop is quicker than the call into `set`.
    if (length > 32) this.bytes.set(source, this.used)
    else {
      const { bytes, used } = this
      for (let index = 0; index < length; index++) bytes[used + index] = source[index]!
    }
    this.used += length
  }

  /** Text of which all characters are ASCII. */
  ascii(text: string): void {
    this.reserve(text.length)
    const { bytes } = this
    let at = this.used
    for (let index = 0; index < text.length; index++) bytes[at++] = text.charCodeAt(index)
    this.used = at
  }

  text(text: string): void {
    this.reserve(text.length * 3)
    this.used += utf8.encodeInto(text, this.bytes.subarray(this.used)).written
  }

  /** Hands over what was written and starts anew, with about as much room. */
  take(): Uint8Array {
    const taken = this.bytes.subarray(0, this.used)
    this.bytes = new Uint8Array(Math.min(this.used + (this.used >> 3) + 1_024, LARGEST_FIRST_BYTES))
    this.used = 0
    return taken
  }
}

/** One huge cell says nothing of the next batch. */
const LARGEST_FIRST_BYTES = 16 * 1024 * 1024
