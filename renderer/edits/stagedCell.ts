import type { EditColumn, EditedValue } from '../../contract/edits.ts'
import type { Text } from '../text/text.ts'
import type { CellChange, GridCell } from '../ui/dataGrid.ts'
import { type EditProblem, isSameRow } from './editsStore.ts'
import { type RowRef, type Stage, stagedValues } from './stage.ts'

/** A staged value as the grid draws it. */
export function valueCell(value: EditedValue): GridCell {
  switch (value.kind) {
    case 'null':
      return { text: 'NULL', state: 'null', note: null }
    case 'default':
      return { text: 'DEFAULT', state: 'default', note: null }
    case 'text':
      return { text: value.text, state: value.text === '' ? 'empty' : 'value', note: null }
  }
}

/** What an added row has where nothing was said. */
const unsetCell = (column: EditColumn | undefined): GridCell =>
  valueCell({ kind: column?.hasDefault ? 'default' : 'null' })

type Staging = {
  readonly stage: Stage
  readonly problems: readonly EditProblem[]
  readonly columns: readonly EditColumn[]
  readonly text: Text
}

/** A cell with what is staged for it; `stored` is what the result has, for rows that are its own. */
export function stagedCell(
  ref: RowRef,
  column: number,
  stored: GridCell,
  { stage, problems, columns, text }: Staging,
): GridCell {
  const value = stagedValues(stage, ref).get(column)
  const problem = problems.find(
    (each) => isSameRow(each.ref, ref) && (each.kind !== 'failed' || each.column === column),
  )
  const isProblem = problem && (problem.kind === 'failed' ? true : value !== undefined)
  const mark: CellChange | null = isProblem
    ? { kind: 'problem', label: problemLabel(problem, text) }
    : ref.kind === 'added'
      ? { kind: 'added', label: text('edits.markAdded') }
      : stage.deleted.has(ref.row)
        ? { kind: 'deleted', label: text('edits.markDeleted') }
        : value
          ? { kind: 'changed', label: text('edits.markChanged', { value: stored.text }) }
          : null
  const own = ref.kind === 'added' ? unsetCell(columns[column]) : stored
  const isGoing = ref.kind === 'stored' && stage.deleted.has(ref.row)
  const cell = value && !isGoing ? valueCell(value) : own
  return mark ? { ...cell, mark } : cell
}

/** The sign at a row's number. */
export function rowMark(ref: RowRef, { stage, problems, text }: Staging): CellChange | null {
  const problem = problems.find((each) => isSameRow(each.ref, ref))
  if (problem) return { kind: 'problem', label: problemLabel(problem, text) }
  if (ref.kind === 'added') return { kind: 'added', label: text('edits.markAdded') }
  if (stage.deleted.has(ref.row)) return { kind: 'deleted', label: text('edits.markDeleted') }
  return stage.updates.has(ref.row) ? { kind: 'changed', label: text('edits.rowChanged') } : null
}

const problemLabel = (problem: EditProblem, text: Text): string =>
  problem.kind === 'failed'
    ? problem.error.message
    : text(problem.now ? 'edits.conflict' : 'edits.conflictGone')
