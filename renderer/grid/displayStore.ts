import { create } from 'zustand'
import type { CellPlace } from '../ui/moveFocus.ts'
import type { KeptSelection } from '../ui/SelectionModel.ts'
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

export const notePlace = (resultId: string, place: CellPlace): void =>
  noteLatest(places, resultId, place)

/** What was selected in a grid that is not drawn now, by the id of the rows as they were shown. */
const selections = new Map<string, KeptSelection>()

export const lastSelection = (resultId: string): KeptSelection | undefined =>
  selections.get(resultId)

export const noteSelection = (resultId: string, kept: KeptSelection): void =>
  noteLatest(selections, resultId, kept)

/** The rows go on under another id, and there may be fewer. */
export function movePlace(resultId: string, toId: string, rowCount: number): void {
  const place = places.get(resultId)
  if (place) notePlace(toId, { ...place, row: Math.max(0, Math.min(place.row, rowCount - 1)) })
}

function noteLatest<T>(known: Map<string, T>, resultId: string, noted: T): void {
  known.delete(resultId)
  known.set(resultId, noted)
  const [oldest] = known.keys()
  if (known.size > MAX_PLACES) known.delete(oldest!)
}
