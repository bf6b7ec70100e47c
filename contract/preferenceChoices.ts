import type { Preferences } from './workspace.ts'

// Apart from the schemas, so that the window reads it without them.

/** `system`: light, dark or of high contrast, as the computer is set. */
export const THEMES = ['system', 'light', 'dark', 'contrast-light', 'contrast-dark'] as const
export const LANGUAGES = ['system', 'en', 'zh-CN'] as const
/** Of code and data, in pixels. */
export const TEXT_SIZES = [11, 12, 13, 14, 15, 16] as const

/** Bounds of what counts as a slow statement. */
export const SLOW_MS = { min: 1, max: 3_600_000 } as const

/** The zone of moments as they are stored. */
export const STORED_ZONE = 'UTC'

/** Where a panel of the window may stand; `tab`: among the editors. */
export const DOCKS = ['left', 'right', 'bottom'] as const

/** Before anything was chosen. */
export const usualPreferences: Preferences = {
  theme: 'system',
  language: 'system',
  timeZone: STORED_ZONE,
  textSize: 13,
  keys: {},
  slowMs: 1_000,
  isTourSeen: false,
  closedFolders: [],
  openNodes: [],
  layout: null,
  editorPercents: {},
  activeTabId: null,
  rightTabIds: [],
  otherTabId: null,
  rowsTabIds: [],
  views: [],
}
