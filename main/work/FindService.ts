import type { CallContext, Request, Response } from '../../contract/contract.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type { resultCalls } from '../../contract/results.ts'
import type { ReadableResult } from '../frame/ReadableResult.ts'
import { ResultView } from '../frame/ResultView.ts'
import { StoredResult } from '../frame/StoredResult.ts'
import { Search } from './Search.ts'
import type { Workshop } from './Workshop.ts'

export type FindRequest = Request<(typeof resultCalls)['results.find']>
type FindAnswer = Response<(typeof resultCalls)['results.find']>

export type FindServiceOptions = {
  frames: { get(resultId: string): ReadableResult }
  workshop: Workshop
}

/** Searches are gone through match by match; those of a few results are kept for it. */
const KEPT_SEARCHES = 4
/** How long a call goes on before it tells what there is so far. */
const PACE_MS = 200

/** Finds text in all cells of a result or view, without the window holding any of them. */
export class FindService {
  readonly #options: FindServiceOptions
  /** In order of use, the latest last. */
  readonly #searches = new Map<string, Search>()

  constructor(options: FindServiceOptions) {
    this.#options = options
  }

  /** See `results.find` of the contract. Throws `invalid-request`, `result-closed`, `aborted`. */
  async find(request: FindRequest, { signal }: Pick<CallContext, 'signal'>): Promise<FindAnswer> {
    const { resultId, from, direction, goesOn } = request
    const result = this.#options.frames.get(resultId)
    await result.ended({ signal })
    const search = this.#searchIn(result, request)
    const startedAtMs = performance.now()
    for (;;) {
      const found = search.find(from, direction)
      const isTime = performance.now() - startedAtMs >= PACE_MS
      if (search.isWhole || isTime || (found && !goesOn))
        return { total: search.total, isWhole: search.isWhole, found }
      await search.goOn(signal)
    }
  }

  #searchIn(result: ReadableResult, { resultId, needle, columns }: FindRequest): Search {
    const key = JSON.stringify([resultId, needle, columns])
    const search = this.#searches.get(key) ?? this.#begin(result, { needle, columns })
    this.#searches.delete(key)
    this.#searches.set(key, search)
    const [oldest] = this.#searches.keys()
    if (this.#searches.size > KEPT_SEARCHES) this.#searches.delete(oldest!)
    return search
  }

  #begin(
    result: ReadableResult,
    { needle, columns }: Pick<FindRequest, 'needle' | 'columns'>,
  ): Search {
    const missing = columns.find((column) => column >= result.columns.length)
    if (missing !== undefined) throw noColumn(missing, result.columns.length)
    if (!(result instanceof ResultView || result instanceof StoredResult))
      throw new WorkbenchError('unsupported', 'Only stored results and their views are searched.')
    return new Search(result, { needle, columns }, this.#options.workshop)
  }
}

const noColumn = (column: number, columnCount: number): WorkbenchError =>
  new WorkbenchError(
    'invalid-request',
    `Column ${column} was asked for; the result has ${columnCount}, counted from 0.`,
    { details: { column, columnCount } },
  )
