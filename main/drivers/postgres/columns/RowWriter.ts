import { BatchBuilder } from '../../../frame/BatchBuilder.ts'
import type { ResultSink } from '../../driver.ts'
import type { MessageBytes } from '../wire/Wire.ts'
import { widenedReader, type CellReader, type ServerColumn } from './ServerColumn.ts'

/** The first rows are handed on early, so that they show while the rest is under way. */
const FIRST_BATCH_ROWS = 200

/** Decodes the rows of one result into batches and hands these to the sink. */
export class RowWriter {
  readonly #sink: ResultSink
  readonly #onBehind: (ready: Promise<void>) => void
  readonly #readers: CellReader[]
  /** Where the cells of the row at hand begin, and their lengths; -1: NULL. */
  readonly #starts: Int32Array
  readonly #lengths: Int32Array
  readonly #builder: BatchBuilder
  #isFirstBatch = true

  /** `onBehind` is told that the sink asks to wait. */
  constructor(
    columns: readonly ServerColumn[],
    sink: ResultSink,
    onBehind: (ready: Promise<void>) => void,
  ) {
    this.#sink = sink
    this.#onBehind = onBehind
    this.#readers = columns.map(({ reader }) => reader)
    this.#starts = new Int32Array(columns.length)
    this.#lengths = new Int32Array(columns.length)
    this.#builder = new BatchBuilder(this.#readers.map(({ type }) => type))
  }

  /** Takes one row as DataRow carries it: a count of cells, then each cell's length and bytes. */
  write(message: MessageBytes, start: number): void {
    this.#locateCells(message, start)
    const { columns } = this.#builder
    for (let index = 0; index < columns.length; index++) {
      const from = this.#starts[index]!
      const length = this.#lengths[index]!
      if (length < 0) columns[index]!.appendNull()
      else this.#readers[index]!.append(columns[index]!, message, from, from + length)
    }
    this.#builder.endRow()
    if (this.#builder.isFull || (this.#isFirstBatch && this.#builder.rowCount >= FIRST_BATCH_ROWS))
      this.flush()
  }

  /** Hands over the rows held so far. */
  flush(): void {
    if (this.#builder.rowCount === 0) return
    this.#isFirstBatch = false
    const ready = this.#sink.write(this.#builder.take())
    if (ready) this.#onBehind(ready)
  }

  #locateCells(message: MessageBytes, start: number): void {
    const { view } = message
    let at = start + 2
    for (let index = 0; index < this.#readers.length; index++) {
      const length = view.getInt32(at)
      at += 4
      this.#starts[index] = at
      this.#lengths[index] = length
      if (length < 0) continue
      const { misfit } = this.#readers[index]!
      if (misfit && !misfit.fits(message, at)) this.#widen(index)
      at += length
    }
  }

  /** From the first value that does not fit on, the column is text. */
  #widen(index: number): void {
    const reader = widenedReader(this.#readers[index]!)
    this.#readers[index] = reader
    this.#builder.widenColumn(index, reader.type)
  }
}
