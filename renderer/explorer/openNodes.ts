const WINDOW_KEY = 'sluice.explorer.open'

/**
 * Which nodes of the tree are open, kept by a window for as long as it lives: a reload shows the same
 * tree, and a new start opens no connection that nobody asked for.
 */
export function readOpenNodes(): ReadonlySet<string> {
  try {
    const ids: unknown = JSON.parse(sessionStorage.getItem(WINDOW_KEY) ?? '[]')
    return new Set(Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [])
  } catch {
    return new Set() // Of another version, or no window at all, as in a test.
  }
}

export function keepOpenNodes(ids: ReadonlySet<string>): void {
  try {
    sessionStorage.setItem(WINDOW_KEY, JSON.stringify([...ids]))
  } catch {
    // Full: the tree is only closed after a reload.
  }
}
