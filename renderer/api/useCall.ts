import { useCallback, useEffect, useState } from 'react'
import type { CallName, Calls } from '../../contract/api.ts'
import type { RequestInput, Response } from '../../contract/contract.ts'
import type { WorkbenchError } from '../../contract/errors.ts'
import { api } from './api.ts'

export type CallState<T> =
  | { state: 'loading'; value: T | null; error: null }
  | { state: 'done'; value: T; error: null }
  | { state: 'failed'; value: T | null; error: WorkbenchError }

/**
 * What a call answers, asked for when the request changes in content. A value stays while a newer one
 * loads; leaving aborts the call.
 */
export function useCall<N extends CallName>(
  name: N,
  request: RequestInput<Calls[N]>,
): CallState<Response<Calls[N]>> & { reload: () => void } {
  type Value = Response<Calls[N]>
  const [round, setRound] = useState(0)
  const [answer, setAnswer] = useState<{ asked: string; call: CallState<Value> }>({
    asked: '',
    call: { state: 'loading', value: null, error: null },
  })
  const asked = JSON.stringify([round, name, request])

  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const [, called, sent] = JSON.parse(asked) as [number, N, RequestInput<Calls[N]>]
    api.call(called, sent, { signal }).then(
      (value) => {
        if (!signal.aborted) setAnswer({ asked, call: { state: 'done', value, error: null } })
      },
      (error: WorkbenchError) => {
        if (signal.aborted) return
        setAnswer(({ call }) => ({ asked, call: { state: 'failed', value: call.value, error } }))
      },
    )
    return () => controller.abort()
  }, [asked])

  const reload = useCallback(() => setRound((current) => current + 1), [])
  if (answer.asked === asked) return { ...answer.call, reload }
  return { state: 'loading', value: answer.call.value, error: null, reload }
}
