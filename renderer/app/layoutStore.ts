import { create } from 'zustand'
import type { Dock, Layout } from '../../contract/layout.ts'
import {
  isLayout,
  isPanelShown,
  narrowed,
  placeOf,
  USUAL_LAYOUT,
  widened,
  withHidden,
  withMoved,
  withOnlyNew,
  withShown,
  withSize,
  type PanelId,
  type Place,
} from './layout.ts'
import { choose, usePreferences } from './preferencesStore.ts'

/** Under which a window keeps its own layout, for as long as it is open. */
const WINDOW_KEY = 'sluice.layout'
const SAVE_PAUSE_MS = 500

/** Where panels have no room beside the editors, as at a zoom of 200 % and more. */
const narrowWindow = globalThis.matchMedia?.('(max-width: 720px), (max-height: 420px)')

type LayoutState = {
  /** As it is shown. */
  layout: Layout
  /** While the window is narrow, what it goes back to; null: it is not. */
  wide: Layout | null
  dragged: PanelId | null
}

const store = create<LayoutState>()(() => ({ layout: USUAL_LAYOUT, wide: null, dragged: null }))

export const useLayout = (): Layout => store(({ layout }) => layout)
/** Panels stand over the editors and not beside them. */
export const useIsNarrow = (): boolean => store(({ wide }) => wide !== null)
export const isNarrow = (): boolean => store.getState().wide !== null
export const currentLayout = (): Layout => store.getState().layout

/** The panel that is being dragged to another side. */
export const useDraggedPanel = (): PanelId | null => store(({ dragged }) => dragged)
export const setDraggedPanel = (dragged: PanelId | null): void => store.setState({ dragged })

/** A window that is loaded again has its own layout; a new one that of the last that was changed. */
export function restoreLayout(): void {
  const layout = ownLayout() ?? usePreferences.getState().layout
  if (layout) store.setState({ layout })
  followWidth()
  narrowWindow?.addEventListener('change', followWidth)
}

function followWidth(): void {
  const { layout, wide } = store.getState()
  if (narrowWindow?.matches && !wide) store.setState({ layout: narrowed(layout), wide: layout })
  if (!narrowWindow?.matches && wide) store.setState({ layout: wide, wide: null })
}

function ownLayout(): Layout | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(WINDOW_KEY) ?? 'null')
    return isLayout(kept) ? kept : null
  } catch {
    return null // Broken off while it was written.
  }
}

let timer: ReturnType<typeof setTimeout> | undefined

function change(next: (layout: Layout) => Layout): void {
  const { layout: before, wide } = store.getState()
  const layout = next(before)
  if (layout === before) return
  if (!wide) {
    store.setState({ layout })
    return keep(layout)
  }
  const after = widened(wide, layout)
  store.setState({ layout: withOnlyNew(before, layout), wide: after })
  keep(after)
}

function keep(layout: Layout): void {
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
