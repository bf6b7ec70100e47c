import { type Column, isSameType, widen } from '../../contract/columns.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type { CellBytes, ResultWindow } from '../../contract/results.ts'
import type { Batch } from './Batch.ts'
import { buildWindow } from './buildWindow.ts'
import type { BatchRange } from './copyColumns.ts'
import { gatherBatches } from './gatherBatches.ts'
import { gatherRows } from './gatherRows.ts'
import type { MemoryBudget } from './MemoryBudget.ts'
import { readCellBytes } from './readCellBytes.ts'
import { requireWindowSize, resultClosed } from './refusals.ts'
import type { ReadableResult, WindowRequest } from './ReadableResult.ts'
import type { RecentBatches } from './RecentBatches.ts'
import { type ResultSpill, SpillQueue } from './SpillQueue.ts'
import { type StoredBatch, StoredBatches } from './StoredBatches.ts'

export type StoredResultOptions = {
  resultId: string
  columns: readonly Column[]
  clientId: string
  budget: MemoryBudget
  spill: ResultSpill
  recent: RecentBatches
}

/**
 * The rows of one result as they stream in: batches in memory while the budget lasts, the rest on
 * disk. A batch keeps the types it came with; `columns` tells the widest so far, and what goes out
 * of `window` has these. Reading throws `result-closed` once the result is closed.
 */
export class StoredResult implements ReadableResult {
  readonly resultId: string
  readonly clientId: string
  readonly #budget: MemoryBudget
  readonly #spill: SpillQueue
  readonly #recent: RecentBatches
  readonly #listeners = new Set<() => void>()
  readonly #batches = new StoredBatches()
  #columns: readonly Column[]
  #memoryBytes = 0
  #state: 'streaming' | 'ended' | 'closed' = 'streaming'
  #isComplete = false

  constructor({ resultId, columns, clientId, budget, spill, recent }: StoredResultOptions) {
    this.resultId = resultId
    this.clientId = clientId
    this.#columns = columns
    this.#budget = budget
    this.#recent = recent
    this.#spill = new SpillQueue(spill)
  }

  /** As widened so far: another array whenever a type changed. */
  get columns(): readonly Column[] {
    return this.#columns
  }

  /** Rows that can be read. */
  get rowCount(): number {
    return this.#batches.rowCount
  }

  /** The statement has given all its rows; false while they stream and after it broke off. */
  get isComplete(): boolean {
    return this.#isComplete
  }

  get isEnded(): boolean {
    return this.#state !== 'streaming'
  }

  get isClosed(): boolean {
    return this.#state === 'closed'
  }

  /** The batches so far, each in memory or at its place in the file, for who reads them elsewhere. */
  get stored(): Iterable<StoredBatch> {
    return this.#batches
  }

  /** The file of the batches that are not in memory; null where all are. */
  get spillPath(): string | null {
    return this.#spill.path
  }

  /** Bytes this result holds of the memory budget. */
  get memoryBytes(): number {
    return this.#memoryBytes
  }

  /**
   * Takes a batch over; its rows can be read at once. A promise means that the disk is behind: wait
   * for it before the next. It rejects with `disk-full` or `file-failed` when an earlier batch
   * could not be written; rows counted so far stay readable.
   */
  write(batch: Batch): void | Promise<void> {
    if (this.#state === 'closed') return Promise.reject(this.#closedError())
    if (this.#state === 'ended') throw new Error(`Result ${this.resultId} has ended.`)
    if (this.#spill.failure) return Promise.reject(this.#spill.failure)
    this.#adoptTypes(batch)
    if (batch.rowCount === 0) return
    const behind = this.#keep(this.#batches.add(batch), batch)
    this.#changed()
    return behind
  }

  /** No more rows come. `isComplete`: the statement has given them all. */
  end({ isComplete }: { isComplete: boolean }): void {
    if (this.#state !== 'streaming') return
    this.#state = 'ended'
    this.#isComplete = isComplete
    this.#changed()
  }

  /** Called at every batch and at the end. What it returns takes the listener off again. */
  onChange(listener: () => void): () => void {
    const entry = () => listener()
    this.#listeners.add(entry)
    return () => void this.#listeners.delete(entry)
  }

  /**
   * Rows `from` up to `to`, fewer where the rows so far end earlier, as Arrow. Throws
   * `invalid-request` for more than 5,000 rows or a column that is not there.
   */
  async window({ from, to, columns }: WindowRequest): Promise<ResultWindow> {
    this.#requireOpen()
    requireWindowSize({ from, to })
    return this.#window(from, columns, () => this.#rangesOf(from, Math.min(to, this.rowCount)))
  }

  /** A window as above, of the rows with these numbers in this order; `from` is for its own count. */
  async windowOf(
    rows: Uint32Array,
    { from, columns }: Pick<WindowRequest, 'from' | 'columns'>,
  ): Promise<ResultWindow> {
    this.#requireOpen()
    return this.#window(from, columns, () => this.#gather(rows))
  }

  /** The rows with these numbers in this order, whole, each column in its widest type. */
  batchesOf(rows: Uint32Array, { signal }: { signal: AbortSignal }): AsyncIterable<Batch> {
    return gatherBatches(
      rows,
      {
        types: this.#columns.map(({ type }) => type),
        rowBytes: this.#batches.rowBytes,
        gather: (some) => this.rangesOf(some),
      },
      signal,
    )
  }

  async *ranges(from: number, to: number): AsyncGenerator<BatchRange[], void, void> {
    for (const stored of this.#batches.between(from, Math.min(to, this.rowCount))) {
      this.#requireOpen()
      yield [rangeWithin(stored, await this.#loadOnce(stored), { from, to })]
    }
  }

  /** Ranges of one row each, with these numbers in this order. */
  async rangesOf(rows: Uint32Array): Promise<BatchRange[]> {
    this.#requireOpen()
    return this.#gather(rows)
  }

  /** One value, or of a larger one its first `limitBytes`; null for NULL. */
  async cell(row: number, columnIndex: number, limitBytes = Infinity): Promise<CellBytes | null> {
    this.#requireOpen()
    this.#requireColumn(columnIndex)
    if (row >= this.rowCount)
      throw new WorkbenchError(
        'invalid-request',
        `Row ${row} was asked for; the result has ${this.rowCount} rows so far.`,
        { details: { row, rowCount: this.rowCount } },
      )
    const [stored] = this.#batches.between(row, row + 1)
    const column = (await this.#load(stored!)).columns[columnIndex]!
    const isBinary = this.#columns[columnIndex]!.type.kind === 'binary'
    return readCellBytes(column, row - stored!.from, { isBinary, limitBytes })
  }

  /** All batches in order, with those still to come; ends with the result. */
  async *batches({ signal }: { signal: AbortSignal }): AsyncGenerator<Batch, void, void> {
    for (let index = 0; ; index++) {
      let stored: StoredBatch | undefined
      while (!(stored = this.#batches.get(index))) {
        this.#requireOpen()
        if (this.#state === 'ended') return
        await this.#nextChange(signal)
      }
      signal.throwIfAborted()
      this.#requireOpen()
      yield await this.#loadOnce(stored)
    }
  }

  /** Resolves when no more rows come; throws when it is closed before. */
  async ended({ signal }: { signal: AbortSignal }): Promise<void> {
    while (this.#state === 'streaming') await this.#nextChange(signal)
    this.#requireOpen()
  }

  /** Frees memory and disk. Never rejects: a file that cannot be removed goes with its folder. */
  async close(): Promise<void> {
    if (this.#state === 'closed') return
    this.#state = 'closed'
    for (const stored of this.#batches) {
      this.#recent.forget(stored)
      stored.batch = null
    }
    this.#budget.giveBack(this.#memoryBytes)
    this.#memoryBytes = 0
    this.#changed()
    this.#listeners.clear()
    await this.#spill.close()
  }

  #keep(stored: StoredBatch, batch: Batch): void | Promise<void> {
    if (this.#budget.tryTake(stored.sizeBytes, this.#memoryBytes)) {
      this.#memoryBytes += stored.sizeBytes
      return
    }
    return this.#spill.add(batch, stored.sizeBytes, (place) => {
      stored.place = place
      stored.batch = null
    })
  }

  #adoptTypes(batch: Batch): void {
    if (batch.columns.length !== this.#columns.length)
      throw new Error(
        `A batch of ${batch.columns.length} columns came for a result of ${this.#columns.length}.`,
      )
    this.#columns.forEach((column, index) => {
      const incoming = batch.columns[index]!.type
      if (incoming === column.type || isSameType(incoming, column.type)) return
      const type = widen(column.type, incoming)
      if (!isSameType(type, column.type))
        this.#columns = this.#columns.with(index, { ...column, type })
    })
  }

  async #window(
    from: number,
    columns: readonly number[] | undefined,
    findRanges: () => Promise<BatchRange[]>,
  ): Promise<ResultWindow> {
    const indexes = columns ?? this.#columns.map((_, index) => index)
    for (const index of indexes) this.#requireColumn(index)
    const types = indexes.map((index) => this.#columns[index]!.type)
    return buildWindow({ from, ranges: await findRanges(), indexes, types })
  }

  #gather(rows: Uint32Array): Promise<BatchRange[]> {
    return gatherRows(rows, this.#batches, (stored) => this.#load(stored))
  }

  async #rangesOf(from: number, to: number): Promise<BatchRange[]> {
    const ranges: BatchRange[] = []
    for (const stored of this.#batches.between(from, to))
      ranges.push(rangeWithin(stored, await this.#load(stored), { from, to }))
    return ranges
  }

  async #load(stored: StoredBatch): Promise<Batch> {
    return stored.batch ?? this.#recent.get(stored, () => this.#loadOnce(stored))
  }

  /** Does not count as a recent read: an export that passes by would push all others out. */
  async #loadOnce(stored: StoredBatch): Promise<Batch> {
    if (stored.batch) return stored.batch
    this.#requireOpen()
    try {
      return await this.#spill.read(stored.place!, stored.types)
    } catch (error) {
      this.#requireOpen()
      throw error
    }
  }

  #nextChange(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const done = () => {
        removeListener()
        signal.removeEventListener('abort', abort)
        resolve()
      }
      const abort = () => {
        removeListener()
        reject(signal.reason as Error)
      }
      const removeListener = this.onChange(done)
      signal.addEventListener('abort', abort, { once: true })
      if (signal.aborted) abort()
    })
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) listener()
  }

  #requireColumn(index: number): void {
    if (index >= 0 && index < this.#columns.length) return
    throw new WorkbenchError(
      'invalid-request',
      `Column ${index} was asked for; the result has ${this.#columns.length}, counted from 0.`,
      { details: { column: index, columnCount: this.#columns.length } },
    )
  }

  #requireOpen(): void {
    if (this.#state === 'closed') throw this.#closedError()
  }

  #closedError(): WorkbenchError {
    return resultClosed(this.resultId)
  }
}

/** Those of a batch's rows that stand from `from` up to `to` in the result. */
const rangeWithin = (
  stored: StoredBatch,
  batch: Batch,
  { from, to }: Pick<WindowRequest, 'from' | 'to'>,
): BatchRange => ({
  batch,
  from: Math.max(0, from - stored.from),
  to: Math.min(stored.rowCount, to - stored.from),
})
