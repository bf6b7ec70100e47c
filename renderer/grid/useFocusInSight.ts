import { type RefObject, useEffect } from 'react'
import type { DataGridHandle } from '../ui/dataGrid.ts'
import type { SidePanel } from './GridActions.tsx'

/** A panel takes room of the grid: the cell that it is opened for is brought back into sight. */
export function useFocusInSight(
  grid: RefObject<DataGridHandle | null>,
  panel: SidePanel | null,
): void {
  useEffect(() => {
    if (panel === null) return
    // The grid has its new width with the second frame.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        const selected = grid.current?.selected()
        if (selected?.cellCount === 1) grid.current?.reveal(selected.focus)
      })
    })
    return () => cancelAnimationFrame(frame)
  }, [grid, panel])
}
