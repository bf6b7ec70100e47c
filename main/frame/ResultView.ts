import type { Column } from '../../contract/columns.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type { CellBytes, ResultWindow } from '../../contract/results.ts'
import { BATCH_CELLS, type Batch } from './Batch.ts'
import type { ReadableResult, WindowRequest } from './ReadableResult.ts'
import type { BatchRange } from './copyColumns.ts'
import { requireWindowSize } from './refusals.ts'
import type { StoredResult } from './StoredResult.ts'

export type ResultViewOptions = {
  resultId: string
  clientId: string
  source: StoredResult
  /** Numbers of the source's rows, in the order of the view. */
  index: Uint32Array
}

/**
 * Some rows of a stored result in an order of their own: an index of row numbers, and nothing of the
 * values, so that what is read is what the database gave.
 */
export class ResultView implements ReadableResult {
  readonly resultId: string
  readonly clientId: string
  readonly source: StoredResult
  readonly #index: Uint32Array

  constructor({ resultId, clientId, source, index }: ResultViewOptions) {
    this.resultId = resultId
    this.clientId = clientId
    this.source = source
    this.#index = index
  }

  get columns(): readonly Column[] {
    return this.source.columns
  }

  get rowCount(): number {
    return this.#index.length
  }

  /** Numbers of the source's rows, in the order of the view. */
  get index(): Uint32Array {
    return this.#index
  }

  /** What its index takes in memory. */
  get indexBytes(): number {
    return this.#index.byteLength
  }

  get isComplete(): boolean {
    return this.source.isComplete
  }

  ended(options: { signal: AbortSignal }): Promise<void> {
    return this.source.ended(options)
  }

  async window({ from, to, columns }: WindowRequest): Promise<ResultWindow> {
    requireWindowSize({ from, to })
    const rows = this.#index.subarray(from, Math.max(from, to))
    const window = await this.source.windowOf(rows, { from, columns })
    return { ...window, sourceRows: [...rows] }
  }

  async cell(row: number, column: number, limitBytes?: number): Promise<CellBytes | null> {
    const sourceRow = this.#index[row]
    if (sourceRow === undefined)
      throw new WorkbenchError(
        'invalid-request',
        `Row ${row} was asked for; the view has ${this.rowCount} rows.`,
        { details: { row, rowCount: this.rowCount } },
      )
    return this.source.cell(sourceRow, column, limitBytes)
  }

  async *ranges(from: number, to: number): AsyncGenerator<BatchRange[], void, void> {
    const end = Math.min(to, this.rowCount)
    const step = this.#batchRows()
    for (let at = from; at < end; at += step)
      yield await this.source.rangesOf(this.#index.subarray(at, Math.min(end, at + step)))
  }

  /** Where each row of the source stands in the view, -1 where it does not. */
  places(): Int32Array {
    const places = new Int32Array(this.source.rowCount).fill(-1)
    this.#index.forEach((sourceRow, row) => (places[sourceRow] = row))
    return places
  }

  batches(options: { signal: AbortSignal }): AsyncIterable<Batch> {
    return this.source.batchesOf(this.#index, options)
  }

  #batchRows(): number {
    return Math.max(1, Math.floor(BATCH_CELLS / Math.max(1, this.columns.length)))
  }
}
