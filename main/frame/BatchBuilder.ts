import type { ColumnType } from '../../contract/columns.ts'
import { BATCH_BYTES, BATCH_CELLS, type Batch } from './Batch.ts'
import { type AnyColumnBuilder, BytesBuilder, createColumnBuilder } from './ColumnBuilder.ts'
import { appendWidened } from './widenColumn.ts'

/**
 * Gathers rows into batches. A driver appends one cell to each of `columns`, calls `endRow`, and
 * hands over `take()` when `isFull`, or sooner: the first rows of a result should not wait.
 */
export class BatchBuilder {
  readonly #columns: AnyColumnBuilder[]
  readonly #rowLimit: number
  #bytesColumns: BytesBuilder[] = []
  #rowCount = 0

  constructor(columnTypes: readonly ColumnType[]) {
    this.#columns = columnTypes.map(createColumnBuilder)
    this.#rowLimit = Math.max(1, Math.floor(BATCH_CELLS / Math.max(1, columnTypes.length)))
    this.#findBytesColumns()
  }

  /** One a column, in order; after `widenColumn` look them up anew. */
  get columns(): readonly AnyColumnBuilder[] {
    return this.#columns
  }

  get rowCount(): number {
    return this.#rowCount
  }

  get isFull(): boolean {
    if (this.#rowCount >= this.#rowLimit) return true
    let sizeBytes = 0
    for (const column of this.#bytesColumns) sizeBytes += column.sizeBytes
    return sizeBytes >= BATCH_BYTES && this.#rowCount > 0
  }

  endRow(): void {
    this.#rowCount++
  }

  /**
   * Gives a column a type that holds more, for a value that does not fit: what the batch has of it
   * is converted, batches taken earlier keep their type. Answers with the builder to go on with.
   */
  widenColumn(index: number, type: ColumnType): AnyColumnBuilder {
    const narrow = this.#columns[index]!.finish()
    const wide = createColumnBuilder(type)
    appendWidened(wide, narrow)
    this.#columns[index] = wide
    this.#findBytesColumns()
    return wide
  }

  /** Hands over the rows so far and starts anew with the same types. */
  take(): Batch {
    const rowCount = this.#rowCount
    this.#rowCount = 0
    return { rowCount, columns: this.#columns.map((column) => column.finish()) }
  }

  #findBytesColumns(): void {
    this.#bytesColumns = this.#columns.filter((column) => column instanceof BytesBuilder)
  }
}
