import pl, { type DataFrame } from 'nodejs-polars'
import type { ColumnType } from '../../contract/columns.ts'
import type { Batch, ColumnData } from '../frame/Batch.ts'
import { BatchBuilder } from '../frame/BatchBuilder.ts'
import { columnSizeBytes } from '../frame/batchSize.ts'
import { polarsFrame } from '../frame/polarsFrame.ts'
import { widenRows } from '../frame/widenColumn.ts'
import { formOf, type PartOfColumn, partName } from './columnParts.ts'

/** The column of a frame that tells the number each row has in its result. */
export const ROW_NUMBER = 'row'
/** Batches are parsed together up to this: a call into Polars takes about a millisecond by itself. */
const CHUNK_BYTES = 16 * 1024 * 1024

export type LoadPlan = {
  readonly frameId: string
  /** The number of its first row in the result. */
  readonly firstRow: number
  /** Indexes of the columns that are to come of each batch, in this order. */
  readonly columns: readonly number[]
  /** In which type each of them is wanted: that of the result, as widened at its end. */
  readonly types: readonly ColumnType[]
  readonly parts: readonly PartOfColumn[]
}

/** Columns of a result on their way into a frame. */
export class FrameLoading {
  readonly plan: LoadPlan
  readonly #frames: DataFrame[] = []
  #waiting: Batch[] = []
  #waitingBytes = 0

  constructor(plan: LoadPlan) {
    this.plan = plan
  }

  /** Batches of the plan's columns; `bytes` is the Arrow stream they are views of. */
  add(batches: readonly Batch[], bytes: Uint8Array): void {
    const formed = batches.map((batch) => this.#formed(batch))
    if (batches.every((batch, at) => isSameBatch(batch, formed[at]!))) {
      this.#flush()
      this.#parse(formed, bytes)
    } else for (const batch of formed) this.#wait(batch)
  }

  /** A batch with all columns of the result. */
  addWhole({ rowCount, columns }: Batch): void {
    const wanted = this.plan.columns.map((index) => columns[index]!)
    this.#wait(this.#formed({ rowCount, columns: wanted }))
  }

  finish(): DataFrame {
    if (this.#frames.length === 0 && this.#waiting.length === 0)
      this.#wait(this.#formed(new BatchBuilder(this.plan.types).take()))
    this.#flush()
    const frame = this.#frames.length === 1 ? this.#frames[0]! : pl.concat(this.#frames)
    return frame.withRowIndex(ROW_NUMBER, this.plan.firstRow)
  }

  #formed({ rowCount, columns }: Batch): Batch {
    const { columns: indexes, types, parts } = this.plan
    const widened = columns.map(
      (column, at) => widenRows({ column, from: 0, to: rowCount }, types[at]!).column,
    )
    const formed = parts.map(({ column, part }) => formOf(widened[indexes.indexOf(column)]!, part))
    return { rowCount, columns: formed }
  }

  #wait(batch: Batch): void {
    this.#waiting.push(batch)
    for (const column of batch.columns) this.#waitingBytes += columnSizeBytes(column)
    if (this.#waitingBytes >= CHUNK_BYTES) this.#flush()
  }

  #flush(): void {
    const waiting = this.#waiting
    if (waiting.length === 0) return
    this.#waiting = []
    this.#waitingBytes = 0
    this.#parse(waiting)
  }

  #parse(batches: readonly Batch[], bytes: Uint8Array | null = null): void {
    const frame = polarsFrame(batches, bytes)
    frame.columns = this.plan.parts.map(partName)
    this.#frames.push(frame)
  }
}

/** A column that came in the form and type it is wanted in is the same object. */
const isSameBatch = (came: Batch, formed: Batch): boolean =>
  came.columns.length === formed.columns.length &&
  came.columns.every((column, at) => hasSameValues(column, formed.columns[at]!))

const hasSameValues = (came: ColumnData, formed: ColumnData): boolean =>
  came.values === formed.values && arrowKind(came.type) === arrowKind(formed.type)

/** Marks are no matter of Arrow's. */
const arrowKind = (type: ColumnType): string =>
  type.kind === 'text' || type.kind === 'any' ? 'text' : JSON.stringify(type)
