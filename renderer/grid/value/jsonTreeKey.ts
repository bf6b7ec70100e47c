import type { JsonRow } from './jsonRows.ts'

type Place = {
  readonly rows: readonly JsonRow[]
  readonly active: number
  /** Null: there is nothing inside. */
  readonly isOpen: boolean | null
  readonly pageRows: number
}

export type JsonTreeStep =
  | { readonly kind: 'toggle' }
  | { readonly kind: 'go'; readonly to: number }

/** What a key does in a tree (https://www.w3.org/WAI/ARIA/apg/patterns/treeview/). */
export function jsonTreeKey(key: string, place: Place): JsonTreeStep | null {
  const { rows, active, isOpen, pageRows } = place
  const go = (to: number): JsonTreeStep => ({
    kind: 'go',
    to: Math.max(0, Math.min(to, rows.length - 1)),
  })
  switch (key) {
    case 'ArrowDown':
      return go(active + 1)
    case 'ArrowUp':
      return go(active - 1)
    case 'PageDown':
      return go(active + pageRows)
    case 'PageUp':
      return go(active - pageRows)
    case 'Home':
      return go(0)
    case 'End':
      return go(rows.length - 1)
    case 'ArrowRight':
      return isOpen === true ? go(active + 1) : isOpen === false ? { kind: 'toggle' } : null
    case 'ArrowLeft':
      return isOpen === true ? { kind: 'toggle' } : go(parentOf(rows, active))
    case 'Enter':
    case ' ':
      return isOpen === null ? null : { kind: 'toggle' }
    default:
      return null
  }
}

function parentOf(rows: readonly JsonRow[], active: number): number {
  const level = rows[active]!.level
  const at = rows.slice(0, active).findLastIndex((row) => row.level < level)
  return at < 0 ? active : at
}
