import { useCallback, useEffect, useRef, useState } from 'react'
import type { calls } from '../../contract/api.ts'
import type { RequestInput } from '../../contract/contract.ts'
import { toWireError, type WireError } from '../../contract/errors.ts'
import type { ExportProgress } from '../../contract/exports.ts'
import { api } from '../api/api.ts'
import { startDownload } from '../ui/startDownload.ts'

type ResultRequest = Omit<RequestInput<(typeof calls)['exports.run']>, 'exportId'>
type QueryRequest = Omit<RequestInput<(typeof calls)['exports.runQuery']>, 'exportId'>
export type ExportRequest = ResultRequest | QueryRequest
export type ExportFileRequest = Omit<ResultRequest, 'resultId'>

export type ExportState =
  | { readonly kind: 'choosing' }
  | { readonly kind: 'running'; readonly progress: ExportProgress | null }
  | { readonly kind: 'done'; readonly progress: ExportProgress }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly error: WireError }

/** One export, from its start to its end. Leaving cancels it. */
export function useExport(): {
  state: ExportState
  start: (request: ExportRequest) => void
  cancel: () => void
  /** Back to what and where to, once it has ended. */
  reset: () => void
} {
  const [state, setState] = useState<ExportState>({ kind: 'choosing' })
  const controller = useRef<AbortController | null>(null)
  useEffect(() => () => controller.current?.abort(), [])

  const start = useCallback((request: ExportRequest) => {
    const exportId = crypto.randomUUID()
    const { signal } = (controller.current = new AbortController())
    const stops = [
      api.subscribe('exports.progress', { exportId }, (progress) =>
        setState((known) => (known.kind === 'running' ? { kind: 'running', progress } : known)),
      ),
      api.subscribe('exports.download', { exportId }, ({ url }) => startDownload(url)),
    ]
    setState({ kind: 'running', progress: null })
    void run(request, exportId, signal)
      .then(endState, (error: unknown): ExportState => {
        const failed = toWireError(error)
        const isCancelled = signal.aborted || failed.code === 'aborted'
        return isCancelled ? { kind: 'cancelled' } : { kind: 'failed', error: failed }
      })
      .then((end) => {
        for (const stop of stops) stop()
        setState(end)
      })
  }, [])

  const cancel = useCallback(() => controller.current?.abort(), [])
  const reset = useCallback(() => setState({ kind: 'choosing' }), [])
  return { state, start, cancel, reset }
}

const run = (
  request: ExportRequest,
  exportId: string,
  signal: AbortSignal,
): Promise<ExportProgress> =>
  'resultId' in request
    ? api.call('exports.run', { ...request, exportId }, { signal })
    : api.call('exports.runQuery', { ...request, exportId }, { signal })

function endState(progress: ExportProgress): ExportState {
  if (progress.state === 'cancelled') return { kind: 'cancelled' }
  if (progress.error) return { kind: 'failed', error: progress.error }
  return { kind: 'done', progress }
}
