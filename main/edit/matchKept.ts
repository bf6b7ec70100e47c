import type { RowChange } from '../../contract/edits.ts'
import type { KeptChange, OldValue, UnfitChange } from '../../contract/keptEdits.ts'
import type { Batch } from '../frame/Batch.ts'
import { readCell } from '../frame/readCell.ts'
import { TimeSlice } from '../frame/TimeSlice.ts'
import { oldText } from './keepChanges.ts'
import { type EditGround, keyColumns } from './planEdits.ts'

type Ground = Pick<EditGround, 'rows'>
type Found = { readonly row: number; readonly now: readonly Omit<OldValue, 'column'>[] }
type Sought = {
  readonly change: Exclude<KeptChange, { kind: 'insert' }>
  readonly columns: readonly number[]
  fit: number | null
  /** The first row of this key, whatever else it has. */
  other: Found | null
}

/**
 * Finds the rows of kept changes in a result by their keys. A change fits where the row has still the
 * values that it had; of rows that are all alike, each change takes one of its own.
 */
export async function matchKept(
  ground: Ground,
  kept: readonly KeptChange[],
  batches: AsyncIterable<Batch>,
): Promise<{ changes: RowChange[]; unfit: UnfitChange[] }> {
  const columnOf = new Map(
    ground.rows.columns.flatMap(({ name }, index) => (name === null ? [] : [[name, index]])),
  )
  const hasColumns = (change: KeptChange): boolean =>
    namesIn(change).every((name) => columnOf.has(name))
  const sought = new Map<KeptChange, Sought>(
    kept.filter(hasColumns).flatMap((change): [KeptChange, Sought][] => {
      if (change.kind === 'insert') return []
      const columns = change.old.map(({ column }) => columnOf.get(column)!)
      return [[change, { change, columns, fit: null, other: null }]]
    }),
  )
  if (sought.size > 0) await search(ground, [...sought.values()], batches)

  const changes: RowChange[] = []
  const unfit: UnfitChange[] = []
  for (const change of kept) {
    const found = sought.get(change)
    if (!hasColumns(change)) unfit.push({ change, reason: 'column', row: null, now: null })
    else if (change.kind === 'insert')
      changes.push({ kind: 'insert', values: numbered(change.values, columnOf) })
    else if (!found || found.fit === null) unfit.push(unfitOf(change, found?.other ?? null))
    else if (change.kind === 'delete')
      changes.push({ kind: 'delete', row: found.fit, isForced: false })
    else {
      const values = numbered(change.values, columnOf)
      changes.push({ kind: 'update', row: found.fit, values, isForced: false })
    }
  }
  return { changes, unfit }
}

const namesIn = (change: KeptChange): string[] => [
  ...(change.kind === 'insert' ? [] : change.old.map(({ column }) => column)),
  ...(change.kind === 'delete' ? [] : change.values.map(({ column }) => column)),
]

const numbered = (
  values: Extract<KeptChange, { kind: 'insert' }>['values'],
  columnOf: ReadonlyMap<string, number>,
) => values.map(({ column, value }) => ({ column: columnOf.get(column)!, value }))

const unfitOf = (change: KeptChange, other: Found | null): UnfitChange => ({
  change,
  reason: other ? 'changed' : 'gone',
  row: other?.row ?? null,
  now: other ? other.now.map(({ text }) => text) : null,
})

async function search(
  ground: Ground,
  sought: readonly Sought[],
  batches: AsyncIterable<Batch>,
): Promise<void> {
  const key = keyColumns(ground)
  const names = ground.rows.key.columns
  const byKey = Map.groupBy(sought, ({ change }) =>
    keyText(names.map((name) => change.old.find(({ column }) => column === name) ?? NOTHING)),
  )
  const slice = new TimeSlice()
  let start = 0
  for await (const batch of batches) {
    const valueAt = (row: number) => (column: number) => {
      const data = batch.columns[column]!
      return oldText({ type: data.type, raw: readCell(data, row) })
    }
    for (let row = 0; row < batch.rowCount; row++) {
      if (row % ROWS_AT_A_TIME === 0) await slice.breathe()
      const candidates = byKey.get(keyText(key.map(valueAt(row))))
      if (candidates) place(candidates, start + row, valueAt(row))
    }
    start += batch.rowCount
  }
}

const ROWS_AT_A_TIME = 500
const NOTHING: Omit<OldValue, 'column'> = { text: null, digest: null }

const keyText = (key: readonly Omit<OldValue, 'column'>[]): string =>
  JSON.stringify(key.map(({ text, digest }) => [text, digest]))

function place(
  candidates: readonly Sought[],
  row: number,
  valueAt: (column: number) => Omit<OldValue, 'column'>,
): void {
  for (const candidate of candidates.filter(({ fit }) => fit === null)) {
    const now = candidate.columns.map(valueAt)
    const isSame = now.every(({ text, digest }, at) => {
      const was = candidate.change.old[at]!
      return was.text === text && was.digest === digest
    })
    if (isSame) return void (candidate.fit = row)
    candidate.other ??= { row, now }
  }
}
