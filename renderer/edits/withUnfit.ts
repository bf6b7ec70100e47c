import type { UnfitChange } from '../../contract/keptEdits.ts'
import { type Stage, withDeletedRows, withValue } from './stage.ts'

/** The change is made of the row as it is now. `names`: of the table, by the result's columns. */
export function withUnfit(
  present: Stage,
  { change, row }: UnfitChange,
  names: readonly (string | null)[],
): Stage {
  if (row === null || change.kind === 'insert') return present
  const ref = { kind: 'stored' as const, row }
  if (change.kind === 'delete')
    return present.deleted.has(row) ? present : withDeletedRows(present, [ref])
  return change.values.reduce((next, { column, value }) => {
    const index = names.indexOf(column)
    return index < 0 ? next : withValue(next, ref, index, value)
  }, present)
}
