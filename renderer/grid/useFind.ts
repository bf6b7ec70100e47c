import { useCallback, useEffect, useRef, useState } from 'react'
import { toWireError, type WireError } from '../../contract/errors.ts'
import type { FoundCell } from '../../contract/results.ts'
import { api } from '../api/api.ts'
import type { CellPlace } from '../ui/moveFocus.ts'

export type FindState = {
  readonly needle: string
  readonly isBusy: boolean
  /** Matches in the rows gone through; null: none have been. */
  readonly total: number | null
  /** All rows have been gone through. */
  readonly isWhole: boolean
  readonly found: FoundCell | null
  readonly error: WireError | null
}

type FindOptions = {
  readonly resultId: string
  /** Looked at, in the order in which they are shown. */
  readonly columns: readonly number[]
  readonly place: () => CellPlace
  readonly onFound: (found: FoundCell) => void
}

const NOTHING: FindState = {
  needle: '',
  isBusy: false,
  total: null,
  isWhole: true,
  found: null,
  error: null,
}
/** A search follows what is typed once the fingers rest. */
const PAUSE_MS = 200

/**
 * Goes from match to match, the first of them shown while the rest are still being counted. A search
 * under way is given up for the next.
 */
export function useFind({ resultId, columns, place, onFound }: FindOptions) {
  const [state, setState] = useState<FindState>(NOTHING)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const request = useRef<AbortController | null>(null)

  const giveUp = useCallback((): void => {
    clearTimeout(timer.current)
    request.current?.abort()
  }, [])
  useEffect(() => giveUp, [giveUp])

  const search = async (
    needle: string,
    direction: 'first' | 'next' | 'previous',
  ): Promise<void> => {
    giveUp()
    if (needle === '' || columns.length === 0) return setState({ ...NOTHING, needle })
    const { signal } = (request.current = new AbortController())
    setState((known) => ({ ...known, needle, isBusy: true, error: null }))
    const sought = { resultId, needle, columns: [...columns], from: place(), direction }
    try {
      let [isShown, isOver] = [false, false]
      while (!isOver) {
        const answer = await api.call('results.find', { ...sought, goesOn: isShown }, { signal })
        if (signal.aborted) return
        const { found, isWhole } = answer
        setState({ ...answer, needle, isBusy: !found && !isWhole, error: null })
        if (found && !isShown) onFound(found)
        isShown = found !== null
        isOver = isWhole
      }
    } catch (error) {
      if (!signal.aborted) setState({ ...NOTHING, needle, error: toWireError(error) })
    }
  }

  const type = (needle: string): void => {
    giveUp()
    setState((known) => ({ ...known, needle, isBusy: needle !== '' }))
    timer.current = setTimeout(() => void search(needle, 'first'), PAUSE_MS)
  }
  const go = (direction: 'next' | 'previous'): void =>
    void search(state.needle, state.total === null ? 'first' : direction)
  const close = (): void => {
    giveUp()
    setState(NOTHING)
  }
  return { state, type, go, close }
}
