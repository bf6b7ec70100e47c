import { create } from 'zustand'

/** How far back the charts reach. */
export const spansMinutes = [5, 15, 60] as const
export type SpanMinutes = (typeof spansMinutes)[number]

type MonitorState = {
  spanMinutes: SpanMinutes
  /** Cards that the user opened or closed; others follow the usual. */
  openByPool: ReadonlyMap<string, boolean>
  /** The pool to bring into sight, once. */
  wantedPoolId: string | null
}

export const useMonitor = create<MonitorState>()(() => ({
  spanMinutes: 5,
  openByPool: new Map(),
  wantedPoolId: null,
}))

export const setSpan = (spanMinutes: SpanMinutes): void => useMonitor.setState({ spanMinutes })

export function setCardOpen(poolId: string, isOpen: boolean): void {
  useMonitor.setState(({ openByPool }) => ({
    openByPool: new Map(openByPool).set(poolId, isOpen),
  }))
}
