const FIRST_BYTES = 128 * 1024
const CARRIAGE_RETURN = 13
const LINE_FEED = 10

/** Grows the bytes of commands that go out together (RESP, "Sending commands"). */
export class CommandBytes {
  #bytes = Buffer.allocUnsafe(FIRST_BYTES)
  #used = 0

  get length(): number {
    return this.#used
  }

  append(source: Uint8Array): void {
    this.#reserve(source.length)
    this.#bytes.set(source, this.#used)
    this.#used += source.length
  }

  /** One word of a command, or the bytes of it between two places. */
  word(source: Uint8Array, start = 0, end = source.length): void {
    const sizeBytes = end - start
    this.#reserve(sizeBytes + 16)
    this.#length(sizeBytes)
    const bytes = this.#bytes
    let at = this.#used
    // Below this a loop is quicker than a view and `set`.
    if (sizeBytes <= 24) for (let from = start; from < end; from++) bytes[at++] = source[from]!
    else bytes.set(source.subarray(start, end), at)
    this.#used += sizeBytes
    this.#lineEnd()
  }

  text(text: string): void {
    this.#reserve(text.length * 3 + 16)
    this.#length(Buffer.byteLength(text))
    this.#used += this.#bytes.write(text, this.#used)
    this.#lineEnd()
  }

  /** Hands over what was written, and starts anew. */
  take(): Buffer {
    const taken = this.#bytes.subarray(0, this.#used)
    this.#bytes = Buffer.allocUnsafe(FIRST_BYTES)
    this.#used = 0
    return taken
  }

  #length(sizeBytes: number): void {
    this.#used += this.#bytes.write(`$${sizeBytes}`, this.#used, 'latin1')
    this.#lineEnd()
  }

  #lineEnd(): void {
    this.#bytes[this.#used++] = CARRIAGE_RETURN
    this.#bytes[this.#used++] = LINE_FEED
  }

  #reserve(count: number): void {
    const needed = this.#used + count
    if (needed <= this.#bytes.length) return
    const grown = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2))
    grown.set(this.#bytes.subarray(0, this.#used))
    this.#bytes = grown
  }
}
