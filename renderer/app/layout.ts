import { DOCKS } from '../../contract/preferenceChoices.ts'
import type { Dock, Layout } from '../../contract/layout.ts'

export type PanelId = 'explorer' | 'history' | 'saved' | 'monitor'
export type Place = Layout['places'][string]

export const USUAL_LAYOUT: Layout = {
  places: { explorer: 'left', history: 'left', saved: 'left', monitor: 'tab' },
  shown: { left: 'explorer', right: null, bottom: null },
  results: 'below',
  sizes: { left: 272, right: 360, bottom: 260 },
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** Whether what a window kept of itself is a layout, of this version. */
export function isLayout(kept: unknown): kept is Layout {
  if (!isObject(kept)) return false
  const { places, shown, results, sizes } = kept
  const known = new Set<unknown>([...DOCKS, 'tab'])
  return (
    isObject(places) &&
    Object.values(places).every((place) => known.has(place)) &&
    isObject(shown) &&
    DOCKS.every((dock) => shown[dock] === null || typeof shown[dock] === 'string') &&
    (results === 'below' || results === 'beside') &&
    isObject(sizes) &&
    DOCKS.every((dock) => typeof sizes[dock] === 'number')
  )
}

export const placeOf = ({ places }: Layout, panel: PanelId): Place =>
  places[panel] ?? USUAL_LAYOUT.places[panel]!

export function isPanelShown(layout: Layout, panel: PanelId): boolean {
  const place = placeOf(layout, panel)
  return place !== 'tab' && layout.shown[place] === panel
}

/** Shows it where it stands; nothing changes for one that stands among the tabs. */
export function withShown(layout: Layout, panel: PanelId): Layout {
  const place = placeOf(layout, panel)
  return place === 'tab' ? layout : { ...layout, shown: { ...layout.shown, [place]: panel } }
}

export function withHidden(layout: Layout, panel: PanelId): Layout {
  if (!isPanelShown(layout, panel)) return layout
  return { ...layout, shown: { ...layout.shown, [placeOf(layout, panel)]: null } }
}

/** Moves a panel to another place and shows it there; what it stood before keeps to itself. */
export function withMoved(layout: Layout, panel: PanelId, place: Place): Layout {
  const left = withHidden(layout, panel)
  return withShown({ ...left, places: { ...left.places, [panel]: place } }, panel)
}

const NOTHING_SHOWN: Layout['shown'] = { left: null, right: null, bottom: null }

/** For a window with no room beside the editors: panels stand over them, one at a time, when asked for. */
export const narrowed = (layout: Layout): Layout => ({ ...layout, shown: NOTHING_SHOWN })

/** What a narrow window makes of a change: only what was asked for last is shown. */
export function withOnlyNew(before: Layout, after: Layout): Layout {
  const dock = DOCKS.find((each) => after.shown[each] !== before.shown[each])
  if (dock === undefined) return after
  return { ...after, shown: { ...NOTHING_SHOWN, [dock]: after.shown[dock] } }
}

/** What stays of a change in a narrow window once it is wide again: all but what is shown. */
export const widened = (wide: Layout, { places, results }: Layout): Layout => ({
  ...wide,
  places,
  results,
})

export const withSize = (layout: Layout, dock: Dock, size: number): Layout => ({
  ...layout,
  sizes: { ...layout.sizes, [dock]: Math.round(size) },
})
