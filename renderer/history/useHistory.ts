import { useEffect, useRef, useState } from 'react'
import type { WorkbenchError } from '../../contract/errors.ts'
import type { HistoryEntry } from '../../contract/workspace.ts'
import { api } from '../api/api.ts'

/** A letter typed within this time of the last asks anew for both at once. */
const TYPING_PAUSE_MS = 150

type History = {
  /** Newest first; null until the first answer. */
  readonly entries: readonly HistoryEntry[] | null
  readonly error: WorkbenchError | null
}

type HistoryQuery = {
  readonly search: string
  /** Null: of all connections. */
  readonly profileId: string | null
  readonly limit: number
}

/** What was run, kept up with what is being run. */
export function useHistory({ search, profileId, limit }: HistoryQuery): History & {
  readonly retry: () => void
} {
  const [history, setHistory] = useState<History>({ entries: null, error: null })
  const again = useRef(() => {})
  useEffect(() => {
    const given = new AbortController()
    const { signal } = given
    const ask = (): void => {
      const request = { search, limit, ...(profileId !== null && { profileId }) }
      api.call('workspace.history', request, { signal }).then(
        (entries) => signal.aborted || setHistory({ entries, error: null }),
        (error: WorkbenchError) =>
          signal.aborted || setHistory(({ entries }) => ({ entries, error })),
      )
    }
    again.current = ask
    const timer = setTimeout(ask, search === '' ? 0 : TYPING_PAUSE_MS)
    const stop = api.subscribe('workspace.historyChanged', {}, ask)
    return () => {
      given.abort()
      clearTimeout(timer)
      stop()
    }
  }, [search, profileId, limit])
  return { ...history, retry: () => again.current() }
}
