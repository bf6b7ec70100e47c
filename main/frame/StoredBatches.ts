import type { ColumnType } from '../../contract/columns.ts'
import type { Batch } from './Batch.ts'
import { columnSizeBytes } from './batchSize.ts'
import type { FilePlace } from './SpillFile.ts'

/** A batch in memory, or where it is on disk. While it is being written it is in memory. */
export class StoredBatch {
  /** Its first row, counted in the result. */
  readonly from: number
  readonly rowCount: number
  readonly sizeBytes: number
  readonly types: readonly ColumnType[]
  /** What each column takes in memory. */
  readonly columnBytes: readonly number[]
  batch: Batch | null
  place: FilePlace | null = null

  constructor(from: number, batch: Batch) {
    this.from = from
    this.rowCount = batch.rowCount
    this.columnBytes = batch.columns.map(columnSizeBytes)
    this.sizeBytes = this.columnBytes.reduce((sum, bytes) => sum + bytes, 0)
    this.types = batch.columns.map((column) => column.type)
    this.batch = batch
  }
}

/** The batches of a result in the order of their rows. */
export class StoredBatches {
  readonly #batches: StoredBatch[] = []
  #rowCount = 0
  #sizeBytes = 0

  get rowCount(): number {
    return this.#rowCount
  }

  /** Of a row, on average. */
  get rowBytes(): number {
    return this.#sizeBytes / Math.max(1, this.#rowCount)
  }

  get(index: number): StoredBatch | undefined {
    return this.#batches[index]
  }

  add(batch: Batch): StoredBatch {
    const stored = new StoredBatch(this.#rowCount, batch)
    this.#batches.push(stored)
    this.#rowCount += batch.rowCount
    this.#sizeBytes += stored.sizeBytes
    return stored
  }

  /** The one that holds a row; it must be there. */
  holding(row: number): StoredBatch | undefined {
    return this.#batches[this.#indexAt(row)]
  }

  /** Those that hold rows `from` up to `to`. */
  between(from: number, to: number): StoredBatch[] {
    const found: StoredBatch[] = []
    if (from >= to) return found
    for (let index = this.#indexAt(from); index < this.#batches.length; index++) {
      const stored = this.#batches[index]!
      if (stored.from >= to) break
      found.push(stored)
    }
    return found
  }

  [Symbol.iterator](): Iterator<StoredBatch> {
    return this.#batches[Symbol.iterator]()
  }

  /** The last batch that starts at or before a row, by halving. */
  #indexAt(row: number): number {
    let low = 0
    let high = this.#batches.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#batches[middle]!.from <= row) low = middle
      else high = middle - 1
    }
    return low
  }
}
