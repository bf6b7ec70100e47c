import pl, { type DataFrame, type Expr } from 'nodejs-polars'
import type { Column, ColumnType } from '../../contract/columns.ts'
import { decodeArrow } from '../frame/arrowCodec.ts'
import type { Batch } from '../frame/Batch.ts'
import { polarsFrame } from '../frame/polarsFrame.ts'
import { widenRows } from '../frame/widenColumn.ts'
import { canContain, comparable, shownText } from './comparable.ts'
import { columnsOf, type SelectionPlan } from './messages.ts'
import { contains, predicate } from './predicate.ts'

const ROW_NUMBER = 'row'
/** Batches are looked at together up to this: a call into Polars takes milliseconds by itself. */
const CHUNK_ROWS = 131_072
const CHUNK_BYTES = 16 * 1024 * 1024

/**
 * Finds the rows of a frame that fulfil a plan's filters, in the order it asks for. Batches come one
 * after the other; of each only the columns to sort by are kept, of the rows that stay.
 */
export class RowSelection {
  readonly #plan: SelectionPlan
  readonly #columns: readonly number[]
  readonly #sortColumns: readonly number[]
  readonly #texts: readonly number[]
  readonly #condition: Expr | null
  readonly #kept: DataFrame[] = []
  #waiting: DataFrame[] = []
  #waitingRows = 0
  #waitingBytes = 0
  #rowCount = 0

  /** Throws `invalid-request` where an operand is not of its column's type. */
  constructor(plan: SelectionPlan) {
    this.#plan = plan
    this.#columns = columnsOf(plan)
    this.#sortColumns = [...new Set(plan.sort.map(({ column }) => column))]
    this.#texts = this.#columns.filter((index) => this.#needsText(index))
    this.#condition = this.#conditionOf(plan)
  }

  /** `bytes`: Arrow IPC of the columns that `columnsOf` tells, in the types they came with. */
  add(bytes: Uint8Array, types: readonly ColumnType[]): void {
    this.#waiting.push(this.#frameOf(decodeArrow(bytes, types), bytes))
    this.#waitingRows += this.#waiting.at(-1)!.height
    this.#waitingBytes += bytes.length
    if (this.#waitingRows >= CHUNK_ROWS || this.#waitingBytes >= CHUNK_BYTES) this.#sift()
  }

  /** Numbers of the rows found. */
  finish(): Uint32Array<ArrayBuffer> {
    this.#sift()
    if (this.#kept.length === 0) return new Uint32Array()
    const found = joined(this.#kept)
    const { sort } = this.#plan
    const sorted =
      sort.length === 0
        ? found
        : found.sort({
            by: sort.map(({ column }) => String(column)),
            descending: sort.map(({ descending }) => descending),
            nullsLast: true,
            maintainOrder: true,
          })
    // A copy of its own buffer, which can be handed to another thread.
    return Uint32Array.from(sorted.getColumn(ROW_NUMBER).toTypedArray() as Uint32Array)
  }

  /** Keeps what is needed of the batches that wait. */
  #sift(): void {
    if (this.#waitingRows > 0) {
      const numbers = numbersFrom(this.#rowCount, this.#waitingRows)
      const all = joined(this.#waiting).withColumn(pl.Series(ROW_NUMBER, numbers))
      const found = this.#condition ? all.filter(this.#condition) : all
      if (found.height > 0)
        this.#kept.push(found.select(...this.#sortColumns.map(String), ROW_NUMBER))
    }
    this.#rowCount += this.#waitingRows
    this.#waiting = []
    this.#waitingRows = 0
    this.#waitingBytes = 0
  }

  #frameOf({ columns, rowCount }: Batch, bytes: Uint8Array): DataFrame {
    const widened = columns.map((column, position) => {
      const { type } = this.#plan.columns[this.#columns[position]!]!
      return widenRows({ column, from: 0, to: rowCount }, type).column
    })
    const texts = this.#texts.map((index) => shownText(widened[this.#columns.indexOf(index)]!))
    const read = [...widened.map(comparable), ...texts]
    // Most columns are compared as they came, and need not be written anew.
    const isAsCame =
      read.length === columns.length && read.every((each, at) => each === columns[at])
    const frame = polarsFrame({ rowCount, columns: read }, isAsCame ? bytes : null)
    frame.columns = [...this.#columns.map(String), ...this.#texts.map(textName)]
    return frame
  }

  #conditionOf({ filters, search, columns }: SelectionPlan): Expr | null {
    const conditions = filters.map((filter) =>
      predicate(filter, columns[filter.column]!, this.#expressionsOf(filter.column)),
    )
    if (search !== '') conditions.push(this.#searchCondition(search))
    return conditions.length === 0 ? null : conditions.reduce((all, one) => all.and(one))
  }

  #searchCondition(search: string): Expr {
    return this.#columns
      .filter((index) => canContain(this.#columnAt(index).type, search))
      .map((index) => contains(this.#expressionsOf(index).shown, search).fillNull(pl.lit(false)))
      .reduce((any, one) => any.or(one), pl.lit(false))
  }

  #expressionsOf(index: number): { comparable: Expr; shown: Expr } {
    const plain = pl.col(String(index))
    return {
      comparable: plain,
      shown: this.#texts.includes(index) ? pl.col(textName(index)) : plain,
    }
  }

  /** Whether a column's text is looked at, and is another than what is compared. */
  #needsText(index: number): boolean {
    const { type } = this.#columnAt(index)
    if (type.kind === 'text' && type.mark !== 'decimal') return false
    const { search, filters } = this.#plan
    if (search !== '' && canContain(type, search)) return true
    return filters.some(
      ({ column, operator }) =>
        column === index && (operator === 'contains' || operator === 'starts-with'),
    )
  }

  #columnAt(index: number): Column {
    return this.#plan.columns[index]!
  }
}

const joined = (frames: readonly DataFrame[]): DataFrame =>
  frames.length === 1 ? frames[0]! : pl.concat([...frames])

function numbersFrom(first: number, count: number): Uint32Array {
  const numbers = new Uint32Array(count)
  for (let at = 0; at < count; at++) numbers[at] = first + at
  return numbers
}

const textName = (index: number): string => `${index} text`
