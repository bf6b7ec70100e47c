import { useTabs } from '../editor/tabsStore.ts'
import { setPage } from './monitorStore.ts'

/** Opens the monitor at the page of one pool. */
export function showPool(poolId: string): void {
  setPage({ kind: 'pool', poolId })
  useTabs.getState().openMonitor()
}

/** Opens the monitor at all pools. */
export function showAllPools(): void {
  setPage({ kind: 'overview' })
  useTabs.getState().openMonitor()
}

/** Opens the monitor at the alerts. */
export function showAlerts(): void {
  setPage({ kind: 'alerts' })
  useTabs.getState().openMonitor()
}
