import type { TreeRow } from './treeNode.ts'

/** What the keys have to know of a line. */
type KeyRow = Pick<TreeRow, 'level' | 'isExpanded'>

export type TreeAction =
  | { kind: 'focus'; index: number }
  | { kind: 'toggle'; index: number }
  | { kind: 'activate'; index: number }

/** What a key does in the tree, by the pattern that ARIA gives for trees; null: nothing. */
export function treeKey(
  rows: readonly KeyRow[],
  current: number,
  key: string,
  pageRows: number,
): TreeAction | null {
  const row = rows[current]
  if (!row) return rows.length > 0 && isMove(key) ? { kind: 'focus', index: 0 } : null
  switch (key) {
    case 'ArrowDown':
      return focus(rows, current + 1)
    case 'ArrowUp':
      return focus(rows, current - 1)
    case 'PageDown':
      return focus(rows, current + pageRows)
    case 'PageUp':
      return focus(rows, current - pageRows)
    case 'Home':
      return focus(rows, 0)
    case 'End':
      return focus(rows, rows.length - 1)
    case 'ArrowRight':
      if (row.isExpanded === false) return { kind: 'toggle', index: current }
      return row.isExpanded && isChild(row, rows[current + 1]) ? focus(rows, current + 1) : null
    case 'ArrowLeft':
      if (row.isExpanded) return { kind: 'toggle', index: current }
      return parentOf(rows, current)
    case 'Enter':
    case ' ':
      return { kind: 'activate', index: current }
    default:
      return null
  }
}

/** The next row, wrapping, whose label begins with what was typed; null: none. */
export function typeAhead(rows: readonly TreeRow[], current: number, typed: string): number | null {
  const wanted = typed.toLowerCase()
  // One letter goes on to the next; more letters may stay on the row they have found.
  const first = typed.length > 1 ? Math.max(0, current) : current + 1
  for (let step = 0; step < rows.length; step++) {
    const index = (first + step) % rows.length
    if (rows[index]?.label.toLowerCase().startsWith(wanted)) return index
  }
  return null
}

const focus = (rows: readonly KeyRow[], index: number): TreeAction => ({
  kind: 'focus',
  index: Math.max(0, Math.min(index, rows.length - 1)),
})

const isMove = (key: string) => /^(Arrow|Page|Home$|End$)/.test(key)

const isChild = (row: KeyRow, next: KeyRow | undefined) => (next?.level ?? 0) > row.level

function parentOf(rows: readonly KeyRow[], current: number): TreeAction | null {
  const level = rows[current]?.level ?? 1
  for (let index = current - 1; index >= 0; index--)
    if ((rows[index]?.level ?? level) < level) return { kind: 'focus', index }
  return null
}
