/** Which rows of a column have a value; costs nothing until the first NULL. */
export class Validity {
  readonly length: number
  #bits: Uint8Array | null = null
  #nullCount = 0

  constructor(length: number) {
    this.length = length
  }

  get nullCount(): number {
    return this.#nullCount
  }

  /** One bit a row, lowest first, set where there is a value; null: no NULLs. */
  get bits(): Uint8Array | null {
    return this.#bits
  }

  /** Each row at most once. Gives the text that stands in for the value. */
  markNull(row: number): '' {
    this.#bits ??= this.#allSet()
    this.#bits[row >> 3]! &= ~(1 << (row & 7))
    this.#nullCount++
    return ''
  }

  #allSet(): Uint8Array {
    const bits = new Uint8Array((this.length + 7) >> 3).fill(0xff)
    // Bits behind the last row stay clear.
    const used = this.length & 7
    if (used > 0) bits[bits.length - 1] = (1 << used) - 1
    return bits
  }
}
