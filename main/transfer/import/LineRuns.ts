/**
 * Which line of the file each row of a load came from. Most rows follow each other line by line, so
 * only the breaks are kept.
 */
export class LineRuns {
  readonly #rows: number[] = []
  readonly #lines: number[] = []
  #rowCount = 0

  add(lines: Float64Array): void {
    for (const line of lines) {
      const last = this.#rows.length - 1
      const expected = last < 0 ? NaN : this.#lines[last]! + this.#rowCount - this.#rows[last]!
      if (line !== expected) {
        this.#rows.push(this.#rowCount)
        this.#lines.push(line)
      }
      this.#rowCount++
    }
  }

  lineOf(row: number): number {
    let low = 0
    let high = this.#rows.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#rows[middle]! <= row) low = middle + 1
      else high = middle
    }
    const run = low - 1
    return run < 0 ? row + 1 : this.#lines[run]! + row - this.#rows[run]!
  }
}
