import type { FoundCell } from '../../contract/results.ts'

export type MatchPlace = { readonly row: number; readonly column: number }

const BLOCK_ROWS = 4_096

/**
 * Cells of a result that were found so far: a bit a cell, and how many there are in each block of
 * rows. Order: row by row, in a row by the order of the columns given.
 */
export class Matches {
  readonly #rowCount: number
  readonly #columns: readonly number[]
  readonly #bits: readonly Uint8Array[]
  readonly #blockTotals: Uint32Array
  #total = 0

  constructor(rowCount: number, columns: readonly number[]) {
    this.#rowCount = rowCount
    this.#columns = columns
    this.#blockTotals = new Uint32Array(Math.ceil(rowCount / BLOCK_ROWS))
    this.#bits = columns.map(() => new Uint8Array((rowCount + 7) >> 3))
  }

  get total(): number {
    return this.#total
  }

  /** `rows`, in any order and none twice: where the column at this position holds what is sought. */
  add(position: number, rows: Iterable<number>): void {
    const bits = this.#bits[position]!
    for (const row of rows) {
      bits[row >> 3]! |= 1 << (row & 7)
      this.#blockTotals[Math.floor(row / BLOCK_ROWS)]!++
      this.#total++
    }
  }

  /** The nearest match in a direction, around the ends; `first` takes the place itself as well. */
  find(from: MatchPlace, direction: 'first' | 'next' | 'previous'): FoundCell | null {
    if (this.total === 0) return null
    const before = this.#countBefore(from)
    const isAtMatch = this.#has(from.row, this.#columns.indexOf(from.column))
    const index =
      direction === 'previous' ? before - 1 : before + (direction === 'next' && isAtMatch ? 1 : 0)
    return this.#at((index + this.total) % this.total)
  }

  /** The match with this number, counted from 0. */
  #at(index: number): FoundCell {
    let block = 0
    let left = index
    while (this.#blockTotals[block]! <= left) left -= this.#blockTotals[block++]!
    for (let row = block * BLOCK_ROWS; ; row++)
      for (const [position, column] of this.#columns.entries()) {
        if (!this.#has(row, position)) continue
        if (left === 0) return { row, column, number: index + 1 }
        left--
      }
  }

  #countBefore({ row, column }: MatchPlace): number {
    const end = Math.min(row, this.#rowCount)
    const block = Math.floor(end / BLOCK_ROWS)
    let count = 0
    for (let at = 0; at < block; at++) count += this.#blockTotals[at]!
    for (let at = block * BLOCK_ROWS; at < end; at++) count += this.#countIn(at, Infinity)
    return count + this.#countIn(row, this.#columns.indexOf(column))
  }

  #countIn(row: number, beforePosition: number): number {
    let count = 0
    const end = Math.min(beforePosition, this.#columns.length)
    for (let position = 0; position < end; position++) if (this.#has(row, position)) count++
    return count
  }

  #has(row: number, position: number): boolean {
    return ((this.#bits[position]?.[row >> 3] ?? 0) & (1 << (row & 7))) !== 0
  }
}
