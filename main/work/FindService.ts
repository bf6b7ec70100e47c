import type { CallContext, Request, Response } from '../../contract/contract.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type { resultCalls } from '../../contract/results.ts'
import type { ReadableResult } from '../frame/ReadableResult.ts'
import { ResultView } from '../frame/ResultView.ts'
import { StoredResult } from '../frame/StoredResult.ts'
import { TimeSlice } from '../frame/TimeSlice.ts'
import { canContain } from './columnParts.ts'
import { Matches } from './Matches.ts'
import type { ViewService } from './ViewService.ts'

export type FindRequest = Request<(typeof resultCalls)['results.find']>
type FindAnswer = Response<(typeof resultCalls)['results.find']>

export type FindServiceOptions = {
  frames: { get(resultId: string): ReadableResult }
  views: Pick<ViewService, 'rowsThat'>
}

/** Searches are gone through match by match; those of a few results are kept for it. */
const KEPT_SEARCHES = 4

/** Finds text in all cells of a result or view, without the window holding any of them. */
export class FindService {
  readonly #options: FindServiceOptions
  /** In order of use, the latest last. */
  readonly #searches = new Map<string, Matches>()

  constructor(options: FindServiceOptions) {
    this.#options = options
  }

  /** See `results.find` of the contract. Throws `invalid-request`, `result-closed`, `aborted`. */
  async find(request: FindRequest, { signal }: Pick<CallContext, 'signal'>): Promise<FindAnswer> {
    const { resultId, needle, columns, from, direction } = request
    const result = this.#options.frames.get(resultId)
    await result.ended({ signal })
    const key = JSON.stringify([resultId, needle, columns])
    const matches = this.#searches.get(key) ?? (await this.#search(result, request, signal))
    this.#keep(key, matches)
    return { total: matches.total, found: matches.find(from, direction) }
  }

  async #search(
    result: ReadableResult,
    { needle, columns }: FindRequest,
    signal: AbortSignal,
  ): Promise<Matches> {
    const missing = columns.find((column) => column >= result.columns.length)
    if (missing !== undefined) throw noColumn(missing, result.columns.length)
    const source = sourceOf(result)
    const places = result instanceof ResultView ? result.places() : null
    const slice = new TimeSlice()
    const found: Iterable<number>[] = []
    for (const column of columns) {
      if (!canContain(result.columns[column]!.type, needle)) {
        found.push([])
        continue
      }
      const filters = [{ column, operator: 'contains' as const, value: needle }]
      const rows = await this.#options.views.rowsThat({ source, filters }, signal)
      found.push(places ? rows.map((row) => places[row]!).filter(isThere) : rows)
      await slice.breathe()
    }
    return new Matches(result.rowCount, columns, found)
  }

  #keep(key: string, matches: Matches): void {
    this.#searches.delete(key)
    this.#searches.set(key, matches)
    const [oldest] = this.#searches.keys()
    if (this.#searches.size > KEPT_SEARCHES) this.#searches.delete(oldest!)
  }
}

/** In a view of 32-bit row numbers, -1 is the largest there is. */
const isThere = (row: number): boolean => row !== 0xffff_ffff

function sourceOf(result: ReadableResult): StoredResult {
  if (result instanceof ResultView) return result.source
  if (result instanceof StoredResult) return result
  throw new WorkbenchError('unsupported', 'Only stored results and their views can be searched.')
}

const noColumn = (column: number, columnCount: number): WorkbenchError =>
  new WorkbenchError(
    'invalid-request',
    `Column ${column} was asked for; the result has ${columnCount}, counted from 0.`,
    { details: { column, columnCount } },
  )
