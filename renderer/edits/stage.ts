import type { EditedValue, RowChange } from '../../contract/edits.ts'

/** A row of the result by its number there, or one that was added here. */
export type RowRef =
  | { readonly kind: 'stored'; readonly row: number }
  | { readonly kind: 'added'; readonly id: number }

export type AddedRow = { readonly id: number; readonly values: RowValues }
/** By column. */
export type RowValues = ReadonlyMap<number, EditedValue>

/** What is to be done with the rows of a result, and has not been done yet. */
export type Stage = {
  readonly updates: ReadonlyMap<number, RowValues>
  /** What was changed in them before is kept, for when they are brought back. */
  readonly deleted: ReadonlySet<number>
  readonly added: readonly AddedRow[]
}

export const EMPTY_STAGE: Stage = { updates: new Map(), deleted: new Set(), added: [] }

const NO_VALUES: RowValues = new Map()

export type StageCounts = {
  readonly changed: number
  readonly added: number
  readonly deleted: number
}

export function countsOf({ updates, deleted, added }: Stage): StageCounts {
  const changed = [...updates.keys()].filter((row) => !deleted.has(row)).length
  return { changed, added: added.length, deleted: deleted.size }
}

export const isEmptyStage = ({ updates, deleted, added }: Stage): boolean =>
  updates.size === 0 && deleted.size === 0 && added.length === 0

export const stagedValues = ({ updates, added }: Stage, ref: RowRef): RowValues =>
  (ref.kind === 'stored' ? updates.get(ref.row) : added.find(({ id }) => id === ref.id)?.values) ??
  NO_VALUES

/** `value` null: the cell is again as it was. */
export function withValue(
  stage: Stage,
  ref: RowRef,
  column: number,
  value: EditedValue | null,
): Stage {
  const values = new Map(stagedValues(stage, ref))
  if (value) values.set(column, value)
  else values.delete(column)
  if (ref.kind === 'added')
    return {
      ...stage,
      added: stage.added.map((row) => (row.id === ref.id ? { ...row, values } : row)),
    }
  const updates = new Map(stage.updates)
  if (values.size > 0) updates.set(ref.row, values)
  else updates.delete(ref.row)
  return { ...stage, updates }
}

/** Behind the others; `id` is that of the new row. */
export function withAddedRow(stage: Stage, values: RowValues): { stage: Stage; id: number } {
  const id = Math.max(0, ...stage.added.map((row) => row.id)) + 1
  return { stage: { ...stage, added: [...stage.added, { id, values }] }, id }
}

/** Rows of the result are marked, and all of them brought back where all were; added ones vanish. */
export function withDeletedRows(stage: Stage, refs: readonly RowRef[]): Stage {
  const rows = refs.flatMap((ref) => (ref.kind === 'stored' ? [ref.row] : []))
  const ids = new Set(refs.flatMap((ref) => (ref.kind === 'added' ? [ref.id] : [])))
  const areBack = ids.size === 0 && rows.every((row) => stage.deleted.has(row))
  const deleted = new Set(stage.deleted)
  for (const row of rows)
    if (areBack) deleted.delete(row)
    else deleted.add(row)
  return { ...stage, deleted, added: stage.added.filter(({ id }) => !ids.has(id)) }
}

/** Nothing is to be done with the row any more. */
export function withoutRow(stage: Stage, ref: RowRef): Stage {
  if (ref.kind === 'added')
    return { ...stage, added: stage.added.filter(({ id }) => id !== ref.id) }
  const updates = new Map(stage.updates)
  const deleted = new Set(stage.deleted)
  updates.delete(ref.row)
  deleted.delete(ref.row)
  return { ...stage, updates, deleted }
}

/** What main is asked for, and the row that each change is of. `forced`: rows that are overwritten. */
export function changesOf(
  { updates, deleted, added }: Stage,
  forced: ReadonlySet<number>,
): { changes: RowChange[]; refs: RowRef[] } {
  const listed = (values: RowValues) => [...values].map(([column, value]) => ({ column, value }))
  const staged: [RowChange, RowRef][] = [
    ...[...updates]
      .filter(([row]) => !deleted.has(row))
      .map(([row, values]): [RowChange, RowRef] => [
        { kind: 'update', row, values: listed(values), isForced: forced.has(row) },
        { kind: 'stored', row },
      ]),
    ...[...deleted].map((row): [RowChange, RowRef] => [
      { kind: 'delete', row, isForced: forced.has(row) },
      { kind: 'stored', row },
    ]),
    ...added.map(({ id, values }): [RowChange, RowRef] => [
      { kind: 'insert', values: listed(values) },
      { kind: 'added', id },
    ]),
  ]
  return { changes: staged.map(([change]) => change), refs: staged.map(([, ref]) => ref) }
}

/** The stage that asks main for these changes. */
export function stageOf(changes: readonly RowChange[]): Stage {
  const updates = new Map<number, RowValues>()
  const deleted = new Set<number>()
  const added: AddedRow[] = []
  const mapped = (values: Extract<RowChange, { kind: 'insert' }>['values']): RowValues =>
    new Map(values.map(({ column, value }) => [column, value]))
  for (const change of changes)
    if (change.kind === 'delete') deleted.add(change.row)
    else if (change.kind === 'update') updates.set(change.row, mapped(change.values))
    else added.push({ id: added.length + 1, values: mapped(change.values) })
  return { updates, deleted, added }
}

/** Steps back and forth through what was staged. */
export type StageHistory = {
  readonly past: readonly Stage[]
  readonly present: Stage
  readonly future: readonly Stage[]
}

export const NO_HISTORY: StageHistory = { past: [], present: EMPTY_STAGE, future: [] }
const MAX_STEPS = 200

export const staged = ({ past, present }: StageHistory, next: Stage): StageHistory => ({
  past: [...past, present].slice(-MAX_STEPS),
  present: next,
  future: [],
})

export function undo(history: StageHistory): StageHistory {
  const last = history.past.at(-1)
  if (!last) return history
  return {
    past: history.past.slice(0, -1),
    present: last,
    future: [history.present, ...history.future],
  }
}

export function redo(history: StageHistory): StageHistory {
  const [next, ...future] = history.future
  if (!next) return history
  return { past: [...history.past, history.present], present: next, future }
}
