import { create } from 'zustand'
import type { CellPlace } from '../ui/moveFocus.ts'
import type { SidePanel } from './GridActions.tsx'

type Display = {
  /** What stands beside all grids. */
  readonly panel: SidePanel | null
}

/** How grids are looked at, whichever result is in them. */
export const useDisplay = create<Display>()(() => ({ panel: null }))

export const showPanel = (panel: SidePanel | null): void => useDisplay.setState({ panel })

/** Where the focus was last, by the id of the result: one comes back to it with its tab. */
const places = new Map<string, CellPlace>()
const MAX_PLACES = 200

export const lastPlace = (resultId: string): CellPlace | undefined => places.get(resultId)

export function notePlace(resultId: string, place: CellPlace): void {
  places.delete(resultId)
  places.set(resultId, place)
  const [oldest] = places.keys()
  if (places.size > MAX_PLACES) places.delete(oldest!)
}
