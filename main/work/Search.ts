import type { FoundCell } from '../../contract/results.ts'
import { ResultView } from '../frame/ResultView.ts'
import type { StoredBatch } from '../frame/StoredBatches.ts'
import type { StoredResult } from '../frame/StoredResult.ts'
import { TimeSlice } from '../frame/TimeSlice.ts'
import { portionsOf } from './FrameLoader.ts'
import { Matches, type MatchPlace } from './Matches.ts'
import type { FindPlan } from './messages.ts'
import { columnsToFind, partsToFind } from './neededParts.ts'
import type { Workshop } from './Workshop.ts'

/** The first rows are soon gone through; then each portion is twice the one before, up to a limit. */
const FIRST_BYTES = 1024 * 1024
const LARGEST_BYTES = 32 * 1024 * 1024

export type FindDirection = 'first' | 'next' | 'previous'

/**
 * A text that is sought in the cells of a result or view, in the order of the rows: what was gone
 * through tells its matches while the rest is still to come. It goes on only when it is asked to.
 */
export class Search {
  readonly #workshop: Workshop
  readonly #source: StoredResult
  readonly #columns: readonly number[]
  readonly #plan: FindPlan
  readonly #portions: readonly (readonly StoredBatch[])[]
  readonly #matches: Matches
  /** Of a view: where each row of its result stands in it. */
  readonly #places: Int32Array | null
  /** Portions of which all matches are known. */
  #doneCount = 0
  #takenCount = 0

  constructor(
    result: StoredResult | ResultView,
    { columns, needle }: { columns: readonly number[]; needle: string },
    workshop: Workshop,
  ) {
    this.#source = result instanceof ResultView ? result.source : result
    this.#places = result instanceof ResultView ? result.places() : null
    this.#workshop = workshop
    this.#columns = columns
    this.#matches = new Matches(result.rowCount, columns)
    const sought = { columns: result.columns, needle }
    this.#plan = { ...sought, indexes: columnsToFind(sought, columns) }
    this.#portions = this.#plan.indexes.length === 0 ? [] : [...this.#portionsOf()]
  }

  /** All rows have been gone through. */
  get isWhole(): boolean {
    return this.#doneCount === this.#portions.length
  }

  /** Matches so far. */
  get total(): number {
    return this.#matches.total
  }

  /** The nearest match; null: there is none, or a nearer one may still come. */
  find(from: MatchPlace, direction: FindDirection): FoundCell | null {
    const found = this.#matches.find(from, direction)
    if (!found || this.isWhole) return found
    // The rows of a view come in another order than those gone through.
    if (this.#places || Math.max(found.row, from.row) >= this.#searchedRows) return null
    const positionOf = ({ column }: MatchPlace) => this.#columns.indexOf(column)
    const order = found.row - from.row || positionOf(found) - positionOf(from)
    const isOnTheWay =
      direction === 'previous' ? order < 0 : direction === 'next' ? order > 0 : order >= 0
    return isOnTheWay ? found : null
  }

  /** Goes through the next portion. Aborting loses no more than that. */
  async goOn(signal: AbortSignal): Promise<void> {
    const at = this.#doneCount
    const portion = this.#portions[at]
    if (!portion) return
    const found = await this.#findIn(portion, signal)
    if (this.#takenCount > at) return // another call was quicker
    this.#takenCount = at + 1
    const slice = new TimeSlice()
    for (const [order, column] of this.#plan.indexes.entries()) {
      this.#matches.add(this.#columns.indexOf(column), this.#placed(found[order]!))
      await slice.breathe()
    }
    this.#doneCount = at + 1
  }

  get #searchedRows(): number {
    const last = this.#portions[this.#doneCount - 1]?.at(-1)
    return last ? last.from + last.rowCount : 0
  }

  #findIn(portion: readonly StoredBatch[], signal: AbortSignal): Promise<readonly Uint32Array[]> {
    const [result, plan] = [this.#source, this.#plan]
    const loading = { result, parts: partsToFind(plan), portion, signal }
    return this.#workshop.use({ results: [result], signal }, (thread, loader) =>
      loader.onPortion(thread, loading, async (frameId) => {
        const answer = await thread.ask({ kind: 'find', frameId, plan })
        if (answer.kind !== 'found') throw new Error('The thread gave no rows.')
        return answer.rows
      }),
    )
  }

  #placed(rows: Uint32Array): Iterable<number> {
    const places = this.#places
    return places ? Array.from(rows, (row) => places[row]!).filter((place) => place >= 0) : rows
  }

  #portionsOf(): Generator<StoredBatch[]> {
    const bytesOf = (portion: number): number => Math.min(LARGEST_BYTES, FIRST_BYTES * 2 ** portion)
    return portionsOf(this.#source.stored, partsToFind(this.#plan), bytesOf)
  }
}
