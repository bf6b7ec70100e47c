import { useEffect, useState } from 'react'
import type { CellBlock } from '../../contract/cellBlocks.ts'
import type { RowChange } from '../../contract/edits.ts'
import type { CellSummary } from '../../contract/results.ts'
import { api } from '../api/api.ts'
import type { SelectedCells } from '../ui/SelectionModel.ts'

/** While cells are still being dragged over, nothing is asked. */
const PAUSE_MS = 150

export type SummaryState =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'done'; readonly summary: CellSummary }

/** What several cells come to as they are seen; a selection that changes gives the last question up. */
export function useSummary(
  resultId: string,
  { block, cellCount }: Pick<SelectedCells, 'block' | 'cellCount'>,
  staged: readonly RowChange[],
): SummaryState {
  const [answer, setAnswer] = useState<{ asked: string; state: SummaryState } | null>(null)
  const asked = block && cellCount > 1 ? JSON.stringify([resultId, block, staged]) : null
  useEffect(() => {
    if (asked === null) return
    const controller = new AbortController()
    const { signal } = controller
    const timer = setTimeout(() => {
      const [id, cells, changes] = JSON.parse(asked) as [string, CellBlock, RowChange[]]
      const request = { resultId: id, block: cells, staged: changes }
      api.call('results.summary', request, { signal }).then(
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
