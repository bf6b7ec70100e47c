import { create } from 'zustand'
import { layoutSchema, type Dock, type Layout } from '../../contract/layout.ts'
import {
  isPanelShown,
  placeOf,
  USUAL_LAYOUT,
  withHidden,
  withMoved,
  withShown,
  withSize,
  type PanelId,
  type Place,
} from './layout.ts'
import { choose, usePreferences } from './preferencesStore.ts'

/** Under which a window keeps its own layout, for as long as it is open. */
const WINDOW_KEY = 'sluice.layout'
const SAVE_PAUSE_MS = 500

const store = create<{ layout: Layout; dragged: PanelId | null }>()(() => ({
  layout: USUAL_LAYOUT,
  dragged: null,
}))

export const useLayout = (): Layout => store(({ layout }) => layout)
export const currentLayout = (): Layout => store.getState().layout

/** The panel that is being dragged to another side. */
export const useDraggedPanel = (): PanelId | null => store(({ dragged }) => dragged)
export const setDraggedPanel = (dragged: PanelId | null): void => store.setState({ dragged })

/** A window that is loaded again has its own layout; a new one that of the last that was changed. */
export function restoreLayout(): void {
  const layout = ownLayout() ?? usePreferences.getState().layout
  if (layout) store.setState({ layout })
}

function ownLayout(): Layout | null {
  try {
    return layoutSchema.parse(JSON.parse(sessionStorage.getItem(WINDOW_KEY) ?? 'null'))
  } catch {
    return null // None yet, or one of another version.
  }
}

let timer: ReturnType<typeof setTimeout> | undefined

function change(next: (layout: Layout) => Layout): void {
  const layout = next(currentLayout())
  if (layout === currentLayout()) return
  store.setState({ layout })
  sessionStorage.setItem(WINDOW_KEY, JSON.stringify(layout))
  clearTimeout(timer)
  timer = setTimeout(() => void choose({ layout }), SAVE_PAUSE_MS)
}

export const showPanel = (panel: PanelId): void => change((layout) => withShown(layout, panel))
export const hidePanel = (panel: PanelId): void => change((layout) => withHidden(layout, panel))

export const togglePanel = (panel: PanelId): void =>
  change((layout) =>
    isPanelShown(layout, panel) ? withHidden(layout, panel) : withShown(layout, panel),
  )

export const movePanel = (panel: PanelId, place: Place): void => {
  if (place !== placeOf(currentLayout(), panel)) change((layout) => withMoved(layout, panel, place))
}

export const resizeDock = (dock: Dock, size: number): void =>
  change((layout) =>
    Math.round(size) === layout.sizes[dock] ? layout : withSize(layout, dock, size),
  )

export const placeResults = (results: Layout['results']): void =>
  change((layout) => (layout.results === results ? layout : { ...layout, results }))

export const resetLayout = (): void => change(() => USUAL_LAYOUT)
