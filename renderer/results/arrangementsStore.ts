import { create } from 'zustand'
import { type WireError, toWireError } from '../../contract/errors.ts'
import type { Filter, SortKey } from '../../contract/filters.ts'
import type { ResultView } from '../../contract/results.ts'
import { api } from '../api/api.ts'
import type { ResultState } from './runState.ts'

/** In which order and how much of a result is shown. */
export type Arrangement = {
  readonly sort: readonly SortKey[]
  readonly filters: readonly Filter[]
  readonly search: string
}

export type Arranged = Arrangement & {
  /** What is shown; null: the result as it came. While another is made, the last one stays. */
  readonly view: ResultView | null
  readonly isBusy: boolean
  readonly error: WireError | null
}

const PLAIN: Arranged = {
  sort: [],
  filters: [],
  search: '',
  view: null,
  isBusy: false,
  error: null,
}

/** By the id of the result. */
const store = create<{ byResult: Readonly<Record<string, Arranged>> }>()(() => ({ byResult: {} }))
const requests = new Map<string, AbortController>()

export const useArrangement = (resultId: string | undefined): Arranged =>
  store(({ byResult }) => byResult[resultId ?? ''] ?? PLAIN)

/** The result as it is shown: under the id of its view, where it has one. */
export const shownResult = (result: ResultState, { view }: Arranged): ResultState =>
  view ? { ...result, ...view } : result

/**
 * Shows a result in another arrangement; one that is still being made for it is given up. What was
 * shown stays until the new one is there, and if that fails.
 */
export async function arrange(resultId: string, change: Partial<Arrangement>): Promise<void> {
  requests.get(resultId)?.abort()
  const { sort, filters, search } = { ...currentArrangement(resultId), ...change }
  const isPlain = sort.length === 0 && filters.length === 0 && search === ''
  set(resultId, { sort, filters, search, isBusy: !isPlain, error: null })
  if (isPlain) return show(resultId, null)
  const request = new AbortController()
  requests.set(resultId, request)
  try {
    const view = await api.call(
      'results.view',
      { resultId, sort: [...sort], filters: [...filters], search },
      { signal: request.signal },
    )
    if (request.signal.aborted) close([view.resultId])
    else show(resultId, view)
  } catch (error) {
    if (!request.signal.aborted) set(resultId, { isBusy: false, error: toWireError(error) })
  }
}

/** The results are closed, and their views with them. */
export function forgetArrangements(resultIds: readonly string[]): void {
  for (const resultId of resultIds) {
    requests.get(resultId)?.abort()
    requests.delete(resultId)
  }
  store.setState(({ byResult }) => ({
    byResult: Object.fromEntries(
      Object.entries(byResult).filter(([resultId]) => !resultIds.includes(resultId)),
    ),
  }))
}

export const currentArrangement = (resultId: string): Arranged =>
  store.getState().byResult[resultId] ?? PLAIN

function show(resultId: string, view: ResultView | null): void {
  requests.delete(resultId)
  const last = currentArrangement(resultId).view
  set(resultId, { view, isBusy: false })
  if (last) close([last.resultId])
}

function set(resultId: string, change: Partial<Arranged>): void {
  store.setState(({ byResult }) => ({
    byResult: { ...byResult, [resultId]: { ...currentArrangement(resultId), ...change } },
  }))
}

function close(resultIds: string[]): void {
  // A view goes with its result at the latest; a lost call costs nothing.
  api.call('results.close', { resultIds }).catch(() => {})
}
