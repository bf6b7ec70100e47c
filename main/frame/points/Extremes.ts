/** The rows of one stretch with the least and the greatest value of each column. */
type Stretch = { rows: number[]; values: number[] }

/**
 * Keeps, for each of many stretches of `x`, the rows with the least and the greatest value of each
 * column: a line through them looks as one through all rows.
 */
export class Extremes {
  readonly #from: number
  readonly #width: number
  readonly #stretches: (Stretch | undefined)[]
  readonly #columnCount: number

  constructor(range: { from: number; to: number }, columnCount: number, limit: number) {
    const count = Math.max(1, Math.floor(limit / (2 * columnCount)))
    this.#from = range.from
    this.#width = (range.to - range.from) / count || 1
    this.#stretches = Array.from({ length: count })
    this.#columnCount = columnCount
  }

  add(row: number, x: number, values: readonly (number | null)[]): void {
    const last = this.#stretches.length - 1
    const place = Math.min(last, Math.floor((x - this.#from) / this.#width))
    const stretch = (this.#stretches[place] ??= { rows: [], values: [] })
    for (let column = 0; column < this.#columnCount; column++) {
      const value = values[column] ?? null
      if (value === null) continue
      const low = column * 2
      const [least, greatest] = [stretch.values[low], stretch.values[low + 1]]
      if (least === undefined || value < least) set(stretch, low, row, value)
      if (greatest === undefined || value > greatest) set(stretch, low + 1, row, value)
    }
  }

  /** In ascending order, each once. */
  rows(): number[] {
    const rows = this.#stretches.flatMap((stretch) => stretch?.rows ?? [])
    // Places of columns that had no value are holes.
    return [...new Set(rows.filter((row) => row !== undefined))].toSorted((a, b) => a - b)
  }
}

function set(stretch: Stretch, place: number, row: number, value: number): void {
  stretch.rows[place] = row
  stretch.values[place] = value
}
