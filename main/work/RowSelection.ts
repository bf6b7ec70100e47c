import pl, { type DataFrame, type Expr } from 'nodejs-polars'
import { type ColumnPart, partName, partOf } from './columnParts.ts'
import { ROW_NUMBER } from './FrameLoading.ts'
import type { SelectionPlan } from './messages.ts'
import { searchedColumns } from './neededParts.ts'
import { contains, predicate } from './predicate.ts'

/** An expression of Polars for Node is an object of 161 functions, and takes 0.4 ms to make. */
const rowNumber = pl.col(ROW_NUMBER)

/**
 * Finds the rows of a result that fulfil a plan's filters, in the order it asks for. The result
 * comes as one frame, or as several one after the other; of these only the columns to sort by are
 * kept, of the rows that stay.
 */
export class RowSelection {
  readonly #plan: SelectionPlan
  readonly #sortNames: readonly string[]
  readonly #conditions: readonly Expr[]
  readonly #kept: DataFrame[] = []

  /** Throws `invalid-request` where an operand is not of its column's type. */
  constructor(plan: SelectionPlan) {
    this.#plan = plan
    this.#sortNames = plan.sort.map(({ column }) => this.#nameOf(column, 'key'))
    this.#conditions = this.#conditionsOf(plan)
  }

  /** `frame`: the parts that `partsToSelect` tells, and the rows' numbers. */
  add(frame: DataFrame): void {
    const kept = [...new Set(this.#sortNames)]
    const found =
      this.#conditions.length === 0
        ? frame.select(...kept, ROW_NUMBER)
        : this.#conditions
            .reduce((rows, condition) => rows.filter(condition), frame.lazy())
            .select(...kept, rowNumber)
            .collectSync()
    if (found.height > 0) this.#kept.push(found)
  }

  /** Numbers of the rows found. */
  finish(): Uint32Array<ArrayBuffer> {
    if (this.#kept.length === 0) return new Uint32Array()
    const found = this.#kept.length === 1 ? this.#kept[0]! : pl.concat(this.#kept)
    const sorted =
      this.#sortNames.length === 0
        ? found
        : found.sort({
            by: [...this.#sortNames],
            descending: this.#plan.sort.map(({ descending }) => descending),
            nullsLast: true,
            maintainOrder: true,
          })
    // A copy of its own buffer, which can be handed to another thread.
    return new Uint32Array(sorted.getColumn(ROW_NUMBER).toTypedArray() as Uint32Array)
  }

  /** All are to be fulfilled. */
  #conditionsOf({ filters, search, columns }: SelectionPlan): Expr[] {
    const conditions = filters.map((filter) =>
      predicate(filter, columns[filter.column]!, (part) =>
        pl.col(this.#nameOf(filter.column, part)),
      ),
    )
    if (search !== '') conditions.push(this.#searchCondition(search))
    return conditions
  }

  #searchCondition(search: string): Expr {
    return searchedColumns(this.#plan.columns, search)
      .map((index) => pl.col(this.#nameOf(index, 'shown')))
      .map((shown) => contains(shown, search).fillNull(pl.lit(false)))
      .reduce((any, one) => any.or(one), pl.lit(false))
  }

  #nameOf(column: number, part: ColumnPart): string {
    return partName(partOf(this.#plan.columns, column, part))
  }
}
