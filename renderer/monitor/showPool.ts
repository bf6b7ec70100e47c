import { placeOf } from '../app/layout.ts'
import { currentLayout, showPanel } from '../app/layoutStore.ts'
import { useTabs } from '../editor/tabsStore.ts'
import { setPage, useMonitor } from './monitorStore.ts'

/** In its tab, or at the side where the user has it. */
function revealMonitor(): void {
  if (placeOf(currentLayout(), 'monitor') === 'tab') useTabs.getState().openMonitor()
  else showPanel('monitor')
}

/** Opens the monitor at the page of one pool. */
export function showPool(poolId: string): void {
  setPage({ kind: 'pool', poolId })
  revealMonitor()
}

/** Opens the monitor at those who hold a connection of one pool, to cancel what runs or to kill it. */
export function showLeases(poolId: string): void {
  useMonitor.setState({ isToLeases: true })
  showPool(poolId)
}

/** Opens the monitor at all pools. */
export function showAllPools(): void {
  setPage({ kind: 'overview' })
  revealMonitor()
}

/** Opens the monitor at the alerts. */
export function showAlerts(): void {
  setPage({ kind: 'alerts' })
  revealMonitor()
}
