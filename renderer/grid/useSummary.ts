import { useEffect, useState } from 'react'
import type { CellBlock } from '../../contract/cellBlocks.ts'
import type { CellSummary } from '../../contract/results.ts'
import { api } from '../api/api.ts'

/** While cells are still being dragged over, nothing is asked. */
const PAUSE_MS = 150

export type SummaryState =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'done'; readonly summary: CellSummary }

/** What several cells come to; a selection that changes gives the last question up. */
export function useSummary(
  resultId: string,
  block: CellBlock | null,
  cellCount: number,
): SummaryState {
  const [answer, setAnswer] = useState<{ asked: string; state: SummaryState } | null>(null)
  const asked = block && cellCount > 1 ? JSON.stringify([resultId, block]) : null
  useEffect(() => {
    if (asked === null) return
    const controller = new AbortController()
    const { signal } = controller
    const timer = setTimeout(() => {
      const [id, cells] = JSON.parse(asked) as [string, CellBlock]
      api.call('results.summary', { resultId: id, block: cells }, { signal }).then(
        (summary) => !signal.aborted && setAnswer({ asked, state: { kind: 'done', summary } }),
        // The rows themselves say what is wrong with the result.
        () => !signal.aborted && setAnswer({ asked, state: { kind: 'none' } }),
      )
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [asked])
  if (asked === null) return { kind: 'none' }
  return answer?.asked === asked ? answer.state : { kind: 'loading' }
}
