import { useTabs } from '../editor/tabsStore.ts'
import { setCardOpen, useMonitor } from './monitorStore.ts'

/** Opens the monitor; with a pool given, at its card. */
export function showPool(poolId: string | null): void {
  if (poolId !== null) {
    setCardOpen(poolId, true)
    useMonitor.setState({ wantedPoolId: poolId })
  }
  useTabs.getState().openMonitor()
}
