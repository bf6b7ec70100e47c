import type { SavedItem } from '../../contract/saved.ts'

/** A line of the panel: an item with how deep it stands. */
export type SavedRow = {
  readonly item: SavedItem
  readonly depth: number
  /** Queries below a folder, at whatever depth. */
  readonly count: number
  readonly isOpen: boolean
}

/**
 * The lines of the panel, folders first. While one searches, the matches by name or text, with the
 * folders they stand in, all open.
 */
export function savedRows(
  items: readonly SavedItem[],
  isClosed: (folderId: string) => boolean,
  search = '',
): SavedRow[] {
  const wanted = search.trim().toLowerCase()
  const children = Map.groupBy(items, ({ parentId }) => parentId)
  const matches = ({ name, text }: SavedItem): boolean =>
    name.toLowerCase().includes(wanted) || text.toLowerCase().includes(wanted)

  const rowsOf = (parentId: string | null, depth: number, isAll: boolean): SavedRow[] =>
    (children.get(parentId) ?? []).toSorted(byKind).flatMap((item): SavedRow[] => {
      const isMatch = isAll || matches(item)
      if (item.kind === 'query') return isMatch ? [{ item, depth, count: 0, isOpen: false }] : []
      const below = rowsOf(item.id, depth + 1, isMatch)
      if (!isMatch && below.length === 0) return []
      const isOpen = wanted !== '' || !isClosed(item.id)
      const row = { item, depth, count: queriesBelow(item.id, items).length, isOpen }
      return isOpen ? [row, ...below] : [row]
    })
  return rowsOf(null, 0, wanted === '')
}

/** Folders first; among their like, in the order they came. */
const byKind = (a: SavedItem, b: SavedItem): number =>
  Number(a.kind === 'query') - Number(b.kind === 'query')

export function queriesBelow(folderId: string, items: readonly SavedItem[]): SavedItem[] {
  return items
    .filter(({ parentId }) => parentId === folderId)
    .flatMap((item) => (item.kind === 'query' ? [item] : queriesBelow(item.id, items)))
}

/** Where an item can be moved: folders with their whole path, but those in itself. */
export function foldersFor(
  items: readonly SavedItem[],
  moved: SavedItem | null,
): { id: string; path: string }[] {
  const pathsOf = (parentId: string | null, before: string): { id: string; path: string }[] =>
    items
      .filter((item) => item.kind === 'folder' && item.parentId === parentId && item !== moved)
      .flatMap((folder) => {
        const path = before + folder.name
        return [{ id: folder.id, path }, ...pathsOf(folder.id, `${path} / `)]
      })
  return pathsOf(null, '')
}
