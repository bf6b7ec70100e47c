import type { Dock, Layout } from '../../contract/layout.ts'

export type PanelId = 'explorer' | 'history' | 'saved' | 'monitor'
export type Place = Layout['places'][string]

export const USUAL_LAYOUT: Layout = {
  places: { explorer: 'left', history: 'left', saved: 'left', monitor: 'tab' },
  shown: { left: 'explorer', right: null, bottom: null },
  results: 'below',
  sizes: { left: 272, right: 360, bottom: 260 },
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

export const withSize = (layout: Layout, dock: Dock, size: number): Layout => ({
  ...layout,
  sizes: { ...layout.sizes, [dock]: Math.round(size) },
})
