import { create } from 'zustand'
import type { OverviewSort } from './overviewRows.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** How far back the charts reach. */
export const spans = [
  { name: '1min', spanMs: MINUTE_MS },
  { name: '5min', spanMs: 5 * MINUTE_MS },
  { name: '15min', spanMs: 15 * MINUTE_MS },
  { name: '1h', spanMs: HOUR_MS },
  { name: '6h', spanMs: 6 * HOUR_MS },
  { name: '1d', spanMs: 24 * HOUR_MS },
  { name: '7d', spanMs: 7 * 24 * HOUR_MS },
] as const

/** What the monitor shows: all pools, what was found worth a look, one of them, or how the servers of a profile share the work. */
export type MonitorPage =
  | { readonly kind: 'overview' }
  | { readonly kind: 'alerts' }
  | { readonly kind: 'pool'; readonly poolId: string }
  | { readonly kind: 'servers'; readonly profileId: string }

type MonitorState = {
  readonly page: MonitorPage
  readonly spanMs: number
  readonly sort: OverviewSort
  /** Whether timelines leave out what happens all the time. */
  readonly showsDecisionsOnly: boolean
  /** The list of leases is to have the focus once it is there. */
  readonly isToLeases: boolean
}

export const useMonitor = create<MonitorState>()(() => ({
  page: { kind: 'overview' },
  spanMs: 5 * MINUTE_MS,
  sort: { column: 'name', isDescending: false },
  showsDecisionsOnly: true,
  isToLeases: false,
}))

export const setSpan = (spanMs: number): void => useMonitor.setState({ spanMs })
export const setPage = (page: MonitorPage): void => useMonitor.setState({ page })
export const setSort = (sort: OverviewSort): void => useMonitor.setState({ sort })
export const setDecisionsOnly = (showsDecisionsOnly: boolean): void =>
  useMonitor.setState({ showsDecisionsOnly })
