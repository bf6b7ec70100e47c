import { type MonitorPage, setPage, useMonitor } from '../monitor/monitorStore.ts'
import { MONITOR_ID, useTabs } from './tabsStore.ts'

/** Under which a window keeps its monitor for as long as it is open, as it does its layout. */
const KEY = 'sluice.monitor'

type Kept = { readonly isInFront: boolean; readonly page: MonitorPage }

/** Before the editors come back: a window that is loaded again has its monitor where it was. */
export function restoreMonitor(): void {
  const kept = readKept()
  if (!kept) return
  setPage(kept.page)
  useTabs.setState({ isMonitorOpen: true, ...(kept.isInFront && { activeId: MONITOR_ID }) })
}

/** Keeps it up to date; returns how to stop. */
export function keepMonitor(): () => void {
  const keep = (): void => {
    const { isMonitorOpen, activeId } = useTabs.getState()
    const kept: Kept = { isInFront: activeId === MONITOR_ID, page: useMonitor.getState().page }
    if (isMonitorOpen) sessionStorage.setItem(KEY, JSON.stringify(kept))
    else sessionStorage.removeItem(KEY)
  }
  const stops = [useTabs.subscribe(keep), useMonitor.subscribe(keep)]
  return () => stops.forEach((stop) => stop())
}

function readKept(): Kept | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Kept | null
    return kept && typeof kept.page.kind === 'string' ? kept : null
  } catch {
    return null // Of another version.
  }
}
