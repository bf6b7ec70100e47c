import { useCallback, useEffect, useRef, useState } from 'react'
import { toWireError, type WireError } from '../../../contract/errors.ts'
import type { MadeResult } from '../../../contract/frames.ts'
import { addResult } from '../runsStore.ts'

export type MakingState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'busy'; readonly startedAtMs: number }
  | { readonly kind: 'failed'; readonly error: WireError }

export type Making = {
  state: MakingState
  /** Makes a result and shows it in the tab, under the title. */
  make: (title: string, call: (signal: AbortSignal) => Promise<MadeResult>) => void
  cancel: () => void
}

/** A result that is made of others. Leaving gives it up. */
export function useMaking(tabId: string, onMade: () => void): Making {
  const [state, setState] = useState<MakingState>({ kind: 'idle' })
  const controller = useRef<AbortController | null>(null)
  const latest = useRef(onMade)
  useEffect(() => void (latest.current = onMade))
  useEffect(() => () => controller.current?.abort(), [])

  const make = useCallback<Making['make']>(
    (title, call) => {
      controller.current?.abort()
      const { signal } = (controller.current = new AbortController())
      const startedAtMs = performance.now()
      setState({ kind: 'busy', startedAtMs })
      call(signal).then(
        (made) => {
          addResult(tabId, made, { title, elapsedMs: performance.now() - startedAtMs })
          setState({ kind: 'idle' })
          latest.current()
        },
        (error: unknown) => {
          if (!signal.aborted) setState({ kind: 'failed', error: toWireError(error) })
        },
      )
    },
    [tabId],
  )
  const cancel = useCallback(() => {
    controller.current?.abort()
    setState({ kind: 'idle' })
  }, [])
  return { state, make, cancel }
}
