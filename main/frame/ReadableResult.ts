import type { Column } from '../../contract/columns.ts'
import type { CellBytes, ResultWindow } from '../../contract/results.ts'
import type { Batch } from './Batch.ts'
import type { BatchRange } from './copyColumns.ts'

export type WindowRequest = {
  readonly from: number
  readonly to: number
  readonly columns?: readonly number[] | undefined
}

/** What can be looked at and exported: a stored result, or a view of one. */
export interface ReadableResult {
  readonly resultId: string
  /** The window or terminal that opened it. */
  readonly clientId: string
  readonly columns: readonly Column[]
  readonly rowCount: number
  /** The statement has given all its rows. */
  readonly isComplete: boolean
  /** Waits for the last row, after which the types of the columns are final. */
  ended(options: { signal: AbortSignal }): Promise<void>
  /** See `results.window` of the contract. */
  window(request: WindowRequest): Promise<ResultWindow>
  /** See `results.cell` of the contract. */
  cell(row: number, column: number, limitBytes?: number): Promise<CellBytes | null>
  /** Rows `from` up to `to`, of those that are there, a batch's worth at a time. */
  ranges(from: number, to: number): AsyncIterable<BatchRange[]>
  /** All rows in order, with those still to come. */
  batches(options: { signal: AbortSignal }): AsyncIterable<Batch>
}
