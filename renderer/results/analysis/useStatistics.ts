import { useEffect, useState } from 'react'
import { toWireError, type WireError } from '../../../contract/errors.ts'
import type { ColumnStatistics } from '../../../contract/frames.ts'
import { api } from '../../api/api.ts'

export type StatisticsState =
  | { readonly kind: 'loading'; readonly startedAtMs: number | null }
  | { readonly kind: 'failed'; readonly error: WireError }
  | { readonly kind: 'known'; readonly statistics: ColumnStatistics }

const NOT_ASKED: StatisticsState = { kind: 'loading', startedAtMs: null }

/** The statistics of a column of a result or view. Another column or view gives the last up. */
export function useStatistics(resultId: string, column: number): StatisticsState {
  const [state, setState] = useState<{ of: string; shown: StatisticsState } | null>(null)
  const of = `${resultId} ${column}`
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const tell = (shown: StatisticsState): void => {
      if (!signal.aborted) setState({ of, shown })
    }
    tell({ kind: 'loading', startedAtMs: performance.now() })
    api.call('frames.statistics', { resultId, column }, { signal }).then(
      (statistics) => tell({ kind: 'known', statistics }),
      (error: unknown) => tell({ kind: 'failed', error: toWireError(error) }),
    )
    return () => controller.abort()
  }, [of, resultId, column])
  return state?.of === of ? state.shown : NOT_ASKED
}
