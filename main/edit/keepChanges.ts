import { createHash } from 'node:crypto'
import { cellText } from '../../contract/cellText.ts'
import type { RowChange } from '../../contract/edits.ts'
import type { KeptChange, OldValue } from '../../contract/keptEdits.ts'
import { type EditGround, keyColumns, type StoredRow, type StoredValue } from './planEdits.ts'

/** Of longer values the beginning is kept, and a digest tells whether it is still the same. */
const KEPT_CHARACTERS = 1_000

/** Changes of a result's rows as they can be found again when it is closed. */
export const keepChanges = (
  ground: EditGround,
  changes: readonly RowChange[],
  originals: ReadonlyMap<number, StoredRow>,
): KeptChange[] => changes.map((change) => keptOf(ground, change, originals))

function keptOf(
  ground: EditGround,
  change: RowChange,
  originals: ReadonlyMap<number, StoredRow>,
): KeptChange {
  const nameOf = (column: number): string => ground.rows.columns[column]?.name ?? ''
  const valuesOf = (values: Extract<RowChange, { kind: 'insert' }>['values']) =>
    values.map(({ column, value }) => ({ column: nameOf(column), value }))
  if (change.kind === 'insert') return { kind: 'insert', values: valuesOf(change.values) }
  const row = originals.get(change.row)!
  const seen =
    change.kind === 'update'
      ? change.values.map(({ column }) => column)
      : ground.rows.columns.flatMap(({ name }, column) => (name === null ? [] : [column]))
  const old = [...new Set([...keyColumns(ground), ...seen])].map((column) => ({
    column: nameOf(column),
    ...oldText(row[column]!),
  }))
  return change.kind === 'delete'
    ? { kind: 'delete', old }
    : { kind: 'update', old, values: valuesOf(change.values) }
}

/** What is kept of a value, and what it is known by. */
export function oldText({ type, raw }: StoredValue): Omit<OldValue, 'column'> {
  if (raw === null) return { text: null, digest: null }
  const text = cellText(type, raw)
  if (text.length <= KEPT_CHARACTERS) return { text, digest: null }
  return {
    text: text.slice(0, KEPT_CHARACTERS),
    digest: createHash('sha256').update(text).digest('hex'),
  }
}
