import { useEffect, useState } from 'react'
import { toWireError, type WireError } from '../../contract/errors.ts'
import type { ResultState } from '../results/runState.ts'
import type { ChartSettings } from '../../contract/charts.ts'
import { loadChart, type ChartData } from './loadChart.ts'

export type ChartDataState = {
  /** Stays while newer data is on its way. */
  readonly data: ChartData | null
  readonly error: WireError | null
  /** Of `performance.now()`; null: nothing is on its way. */
  readonly startedAtMs: number | null
}

/** What the chart draws; asked for anew when the result, the settings or the zone change. */
export function useChartData(
  result: ResultState,
  settings: ChartSettings,
  zone: string,
): ChartDataState {
  const [state, setState] = useState<ChartDataState>({ data: null, error: null, startedAtMs: null })
  const { resultId, columns, state: progress } = result
  const isEnded = progress !== 'streaming'
  useEffect(() => {
    if (!isEnded) return
    const controller = new AbortController()
    const { signal } = controller
    const begin = (): void =>
      setState(({ data }) => ({ data, error: null, startedAtMs: performance.now() }))
    begin()
    loadChart({ resultId, columns }, settings, zone, signal).then(
      (data) => {
        if (!signal.aborted) setState({ data, error: null, startedAtMs: null })
      },
      (error: unknown) => {
        if (!signal.aborted) setState({ data: null, error: toWireError(error), startedAtMs: null })
      },
    )
    return () => controller.abort()
  }, [resultId, columns, settings, zone, isEnded])
  return state
}
