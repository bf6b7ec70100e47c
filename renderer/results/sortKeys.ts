import type { SortKey } from '../../contract/filters.ts'
import type { SortMark } from '../ui/SortMark.ts'

/**
 * What pressing a header makes of the order: ascending, then descending, then none. `isAdded` keeps
 * the other columns, else the column takes their place.
 */
export function pressHeader(
  keys: readonly SortKey[],
  column: number,
  isAdded: boolean,
): readonly SortKey[] {
  const known = keys.find((key) => key.column === column)
  const next = known?.descending ? [] : [{ column, descending: known !== undefined }]
  if (!isAdded) return next
  return known ? keys.flatMap((key) => (key === known ? next : [key])) : [...keys, ...next]
}

export function sortMark(keys: readonly SortKey[], column: number): SortMark | null {
  const at = keys.findIndex((key) => key.column === column)
  if (at < 0) return null
  const direction = keys[at]!.descending ? 'descending' : 'ascending'
  return { direction, place: keys.length === 1 ? null : at + 1 }
}
