import type { TreeRow } from './treeNode.ts'

/** On which part of a row something is let go. */
export type DropPart = 'before' | 'into' | 'after'

/** What can be moved: connections, and folders with all that is in them. */
export const canMove = ({ node }: TreeRow): boolean =>
  node.kind === 'profile' || node.kind === 'folder'

/**
 * What letting go over a row means; null: nothing can be let go there. `share`: how far down the row
 * the pointer is, 0–1. Beside a connection goes a connection; a folder takes both, and the list's own
 * connections stand for the outermost level.
 */
export function dropPart(dragged: TreeRow, over: TreeRow, share: number): DropPart | null {
  if (dragged.id === over.id || !canMove(dragged)) return null
  if (over.node.kind === 'folder') return 'into'
  if (over.node.kind !== 'profile') return null
  if (dragged.node.kind === 'folder') return 'into'
  return share < 0.5 ? 'before' : 'after'
}
