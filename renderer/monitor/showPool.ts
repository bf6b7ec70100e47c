import { useTabs } from '../editor/tabsStore.ts'
import { setPage } from './monitorStore.ts'

/** Opens the monitor; with a pool given, at its page. */
export function showPool(poolId: string | null): void {
  if (poolId !== null) setPage({ kind: 'pool', poolId })
  useTabs.getState().openMonitor()
}
