import { useEffect, useState } from 'react'
import type { CallName, Calls } from '../../contract/api.ts'
import type { RequestInput, Response } from '../../contract/contract.ts'
import type { WorkbenchError } from '../../contract/errors.ts'
import { api } from '../api/api.ts'

export type Asked<T> =
  | { readonly state: 'idle' | 'loading'; readonly value: null; readonly error: null }
  | { readonly state: 'done'; readonly value: T; readonly error: null }
  | { readonly state: 'failed'; readonly value: null; readonly error: WorkbenchError }

const IDLE = { state: 'idle', value: null, error: null } as const
const LOADING = { state: 'loading', value: null, error: null } as const

/** What a call answers to a request, asked anew when its content changes; null: nothing to ask. */
export function useAsked<N extends CallName>(
  name: N,
  request: RequestInput<Calls[N]> | null,
): Asked<Response<Calls[N]>> {
  const asked = JSON.stringify(request)
  const [answer, setAnswer] = useState<{ asked: string; call: Asked<Response<Calls[N]>> }>({
    asked: 'null',
    call: IDLE,
  })
  useEffect(() => {
    const sent = JSON.parse(asked) as RequestInput<Calls[N]> | null
    if (sent === null) return
    const controller = new AbortController()
    const { signal } = controller
    api.call(name, sent, { signal }).then(
      (value) =>
        !signal.aborted && setAnswer({ asked, call: { state: 'done', value, error: null } }),
      (error: WorkbenchError) =>
        !signal.aborted && setAnswer({ asked, call: { state: 'failed', value: null, error } }),
    )
    return () => controller.abort()
  }, [asked, name])
  if (asked === 'null') return IDLE
  return answer.asked === asked ? answer.call : LOADING
}
