/**
 * Which nodes of the tree are open. A reload of the window shows the same tree. A new window or start
 * shows connections closed, for it opens none that nobody asked for; what was open below one is open
 * again when the connection is opened.
 */
export const openAtStart = (
  ofWindow: ReadonlySet<string> | null,
  kept: readonly string[],
): ReadonlySet<string> => ofWindow ?? new Set(kept.filter((id) => id.includes('/')))
