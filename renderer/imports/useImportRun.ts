import { useCallback, useEffect, useRef, useState } from 'react'
import type { calls } from '../../contract/api.ts'
import type { RequestInput } from '../../contract/contract.ts'
import { toWireError, type WireError } from '../../contract/errors.ts'
import type { ImportProgress } from '../../contract/imports.ts'
import { api } from '../api/api.ts'

export type ImportRequest = Omit<RequestInput<(typeof calls)['imports.run']>, 'importId'>

export type ImportRun =
  | { readonly kind: 'ready' }
  | { readonly kind: 'running'; readonly progress: ImportProgress | null }
  | { readonly kind: 'done'; readonly progress: ImportProgress }
  | { readonly kind: 'cancelled' }
  | {
      readonly kind: 'failed'
      readonly error: WireError
      readonly progress: ImportProgress | null
    }

/** One import, from its start to its end. Leaving cancels it, and lets its rejected rows go. */
export function useImportRun(onDone: () => void): {
  run: ImportRun
  start: (request: ImportRequest) => void
  cancel: () => void
  reset: () => void
} {
  const [run, setRun] = useState<ImportRun>({ kind: 'ready' })
  const controller = useRef<AbortController | null>(null)
  const lastId = useRef<string | null>(null)
  useEffect(
    () => () => {
      controller.current?.abort()
      discardRejects(lastId.current)
    },
    [],
  )

  const start = (request: ImportRequest) => {
    discardRejects(lastId.current)
    const importId = (lastId.current = crypto.randomUUID())
    const { signal } = (controller.current = new AbortController())
    let last: ImportProgress | null = null
    const stop = api.subscribe('imports.progress', { importId }, (progress) => {
      last = progress
      setRun((known) => (known.kind === 'running' ? { kind: 'running', progress } : known))
    })
    setRun({ kind: 'running', progress: null })
    void api
      .call('imports.run', { ...request, importId }, { signal })
      .then(
        (progress): ImportRun => ({ kind: 'done', progress }),
        (error: unknown): ImportRun => {
          const failed = toWireError(error)
          if (signal.aborted || failed.code === 'aborted') return { kind: 'cancelled' }
          return { kind: 'failed', error: failed, progress: last }
        },
      )
      .then((end) => {
        stop()
        setRun(end)
        if (end.kind === 'done') onDone()
      })
  }
  const cancel = useCallback(() => controller.current?.abort(), [])
  const reset = useCallback(() => setRun({ kind: 'ready' }), [])
  return { run, start, cancel, reset }
}

function discardRejects(importId: string | null): void {
  if (importId === null) return
  // Main lets them go by itself when others come.
  void api.call('imports.discardRejects', { importId }).catch(() => {})
}
