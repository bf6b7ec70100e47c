import { create } from 'zustand'
import type { OverviewSort } from './overviewRows.ts'

/** How far back the charts reach. */
export const spansMinutes = [5, 15, 60] as const
export type SpanMinutes = (typeof spansMinutes)[number]

/** What the monitor shows: all pools, one of them, or how the servers of a profile share the work. */
export type MonitorPage =
  | { readonly kind: 'overview' }
  | { readonly kind: 'pool'; readonly poolId: string }
  | { readonly kind: 'servers'; readonly profileId: string }

type MonitorState = {
  readonly page: MonitorPage
  readonly spanMinutes: SpanMinutes
  readonly sort: OverviewSort
  /** Whether timelines leave out what happens all the time. */
  readonly showsDecisionsOnly: boolean
}

export const useMonitor = create<MonitorState>()(() => ({
  page: { kind: 'overview' },
  spanMinutes: 5,
  sort: { column: 'name', isDescending: false },
  showsDecisionsOnly: true,
}))

export const setSpan = (spanMinutes: SpanMinutes): void => useMonitor.setState({ spanMinutes })
export const setPage = (page: MonitorPage): void => useMonitor.setState({ page })
export const setSort = (sort: OverviewSort): void => useMonitor.setState({ sort })
export const setDecisionsOnly = (showsDecisionsOnly: boolean): void =>
  useMonitor.setState({ showsDecisionsOnly })
