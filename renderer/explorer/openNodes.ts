import { api } from '../api/api.ts'

const WINDOW_KEY = 'sluice.explorer.open'
/** Bounds of what is kept for the next start. */
const MAX_NODES = 5_000
const MAX_ID_LENGTH = 2_000

/** Null: the window is a new one. */
export function readOpenNodes(): ReadonlySet<string> | null {
  try {
    const ids: unknown = JSON.parse(sessionStorage.getItem(WINDOW_KEY) ?? 'null')
    return Array.isArray(ids) ? new Set(ids.filter((id) => typeof id === 'string')) : null
  } catch {
    return null // Of another version, or no window at all, as in a test.
  }
}

export function keepOpenNodes(ids: ReadonlySet<string>): void {
  try {
    sessionStorage.setItem(WINDOW_KEY, JSON.stringify([...ids]))
  } catch {
    // Full: the tree is only closed after a reload.
  }
  const openNodes = [...ids].filter(({ length }) => length <= MAX_ID_LENGTH).slice(-MAX_NODES)
  // Main may be away: the next node that is opened or closed is kept again.
  api.call('workspace.savePreferences', { preferences: { openNodes } }).catch(() => {})
}
