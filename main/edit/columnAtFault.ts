import type { Column } from '../../contract/columns.ts'
import type { RowChange } from '../../contract/edits.ts'
import { escapePattern } from '../escapePattern.ts'

/**
 * The cell that a server's message is about: the only one that was changed, or the only column of the
 * result that the message names. Null: the row as a whole.
 */
export function columnAtFault(
  message: string,
  change: RowChange,
  columns: readonly Column[],
): number | null {
  if (change.kind === 'delete') return null
  const named = columns.flatMap(({ name }, index) => (names(message, name) ? [index] : []))
  if (named.length === 1) return named[0]!
  const changed = change.values.map(({ column }) => column)
  const both = named.filter((index) => changed.includes(index))
  if (both.length === 1) return both[0]!
  return named.length === 0 && changed.length === 1 ? changed[0]! : null
}

const names = (message: string, name: string): boolean =>
  name !== '' &&
  new RegExp(`(?<![\\p{L}\\p{N}_])${escapePattern(name)}(?![\\p{L}\\p{N}_])`, 'iu').test(message)
