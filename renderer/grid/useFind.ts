import { useCallback, useEffect, useRef, useState } from 'react'
import { toWireError, type WireError } from '../../contract/errors.ts'
import type { FoundCell } from '../../contract/results.ts'
import { api } from '../api/api.ts'
import type { CellPlace } from '../ui/moveFocus.ts'

export type FindState = {
  readonly needle: string
  readonly isBusy: boolean
  /** Matches in all rows; null: not known yet. */
  readonly total: number | null
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

const NOTHING: FindState = { needle: '', isBusy: false, total: null, found: null, error: null }
/** A search follows what is typed once the fingers rest. */
const PAUSE_MS = 200

/** Goes from match to match; a search under way is given up for the next. */
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
    try {
      const from = place()
      const { total, found } = await api.call(
        'results.find',
        { resultId, needle, columns: [...columns], from, direction },
        { signal },
      )
      if (signal.aborted) return
      setState({ needle, isBusy: false, total, found, error: null })
      if (found) onFound(found)
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
