import type { CellBlock } from './CellBlock.ts'

const utf8 = new TextEncoder()
const FIRST_BYTES = 256 * 1024

/** A cell of a record: null for NULL; `isText` where the file calls it text. */
export type SourceCell = { readonly text: string; readonly isText: boolean } | null

/** Gathers rows whose cells come as strings. Rows may differ in length; the rest is NULL. */
export class CellBlockBuilder {
  #bytes = new Uint8Array(FIRST_BYTES)
  #used = 0
  readonly #rows: { line: number; starts: number[]; ends: number[]; isText: boolean[] }[] = []
  #cellCount = 0

  get cellCount(): number {
    return this.#cellCount
  }

  get sizeBytes(): number {
    return this.#used
  }

  add(line: number, cells: readonly (SourceCell | undefined)[]): void {
    const starts: number[] = []
    const ends: number[] = []
    const isText: boolean[] = []
    for (const cell of cells) {
      starts.push(cell ? this.#used : -1)
      if (cell) this.#append(cell.text)
      ends.push(this.#used)
      isText.push(cell?.isText ?? false)
    }
    this.#rows.push({ line, starts, ends, isText })
    this.#cellCount += cells.length
  }

  /** Hands over the rows so far, all with `columnCount` cells. */
  take(columnCount: number): CellBlock {
    const rows = this.#rows.splice(0)
    const size = rows.length * columnCount
    const block = {
      bytes: this.#bytes.subarray(0, this.#used),
      rowCount: rows.length,
      columnCount,
      starts: new Int32Array(size).fill(-1),
      ends: new Int32Array(size),
      isText: new Uint8Array(size),
      lines: Float64Array.from(rows, ({ line }) => line),
    }
    rows.forEach(({ starts, ends, isText }, row) => {
      block.starts.set(starts, row * columnCount)
      block.ends.set(ends, row * columnCount)
      block.isText.set(isText.map(Number), row * columnCount)
    })
    this.#bytes = new Uint8Array(FIRST_BYTES)
    this.#used = 0
    this.#cellCount = 0
    return block
  }

  #append(text: string): void {
    const needed = this.#used + text.length * 3
    if (needed > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2))
      grown.set(this.#bytes.subarray(0, this.#used))
      this.#bytes = grown
    }
    this.#used += utf8.encodeInto(text, this.#bytes.subarray(this.#used)).written
  }
}
