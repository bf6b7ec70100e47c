import { useCallback, useEffect, useRef, useState } from 'react'
import { toWireError, type WireError } from '../../../contract/errors.ts'
import type { MadeResult } from '../../../contract/frames.ts'

export type MakingState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'busy'; readonly startedAtMs: number }
  | { readonly kind: 'failed'; readonly error: WireError }

export type Making = {
  state: MakingState
  /** Makes a result and has it shown. */
  make: <T extends MadeResult>(
    call: (signal: AbortSignal) => Promise<T>,
    show: (made: T, elapsedMs: number) => void,
  ) => void
  cancel: () => void
}

/** A result that is being made, of others or of a file. Leaving gives it up. */
export function useMaking(onMade: () => void): Making {
  const [state, setState] = useState<MakingState>({ kind: 'idle' })
  const controller = useRef<AbortController | null>(null)
  const latest = useRef(onMade)
  useEffect(() => void (latest.current = onMade))
  useEffect(() => () => controller.current?.abort(), [])

  const make = useCallback<Making['make']>((call, show) => {
    controller.current?.abort()
    const { signal } = (controller.current = new AbortController())
    const startedAtMs = performance.now()
    setState({ kind: 'busy', startedAtMs })
    call(signal).then(
      (made) => {
        show(made, performance.now() - startedAtMs)
        setState({ kind: 'idle' })
        latest.current()
      },
      (error: unknown) => {
        if (!signal.aborted) setState({ kind: 'failed', error: toWireError(error) })
      },
    )
  }, [])
  const cancel = useCallback(() => {
    controller.current?.abort()
    setState({ kind: 'idle' })
  }, [])
  return { state, make, cancel }
}
