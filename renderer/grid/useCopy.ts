import { useCallback, useEffect, useRef, useState } from 'react'
import { blockCellCount } from '../../contract/cellBlocks.ts'
import { COPY_CELLS } from '../../contract/copies.ts'
import { toWireError } from '../../contract/errors.ts'
import { formatBytes } from '../results/formatAmounts.ts'
import { useText } from '../text/text.ts'
import { toast } from '../ui/toast.ts'
import { copyCells, type CopyOrder } from './copyCells.ts'

export type CopyState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly sizeBytes: number }
  /** There is more than fits the clipboard well: the user decides. */
  | { readonly kind: 'asking'; readonly order: CopyOrder }

/** The largest text that a clipboard takes. */
const ANY_BYTES = 512 * 1024 * 1024

/** One copy at a time. `note` is said once it is done, besides how much there was. */
export function useCopy(note: string | null): {
  state: CopyState
  copy: (order: CopyOrder) => void
  /** Of what was asked about. */
  copyAnyway: () => void
  cancel: () => void
} {
  const text = useText()
  const [state, setState] = useState<CopyState>({ kind: 'idle' })
  const controller = useRef<AbortController | null>(null)
  useEffect(() => () => controller.current?.abort(), [])

  const start = useCallback(
    async (order: CopyOrder): Promise<void> => {
      controller.current?.abort()
      const { signal } = (controller.current = new AbortController())
      setState({ kind: 'running', sizeBytes: 0 })
      try {
        const onProgress = (sizeBytes: number): void => setState({ kind: 'running', sizeBytes })
        const sizeBytes = await copyCells(order, { onProgress, signal })
        if (signal.aborted) return
        setState({ kind: 'idle' })
        const cells = text('grid.cells', { count: blockCellCount(order.block) })
        const copied = text('grid.copied', { cells, size: formatBytes(sizeBytes) })
        toast(note ? `${copied} ${note}` : copied)
      } catch (error) {
        if (signal.aborted) return
        const { code, message } = toWireError(error)
        const isTooLarge = code === 'too-large' && order.limitBytes === undefined
        setState(isTooLarge ? { kind: 'asking', order } : { kind: 'idle' })
        if (!isTooLarge) toast(text('results.copyFailed', { reason: message }), 'error')
      }
    },
    [text, note],
  )
  const copy = useCallback(
    (order: CopyOrder) => {
      if (blockCellCount(order.block) > COPY_CELLS) setState({ kind: 'asking', order })
      else void start(order)
    },
    [start],
  )
  const cancel = useCallback(() => {
    controller.current?.abort()
    setState({ kind: 'idle' })
  }, [])
  const copyAnyway = (): void => {
    if (state.kind === 'asking') void start({ ...state.order, limitBytes: ANY_BYTES })
  }
  return { state, copy, copyAnyway, cancel }
}
