import { type Column, type ColumnType, isNumeric } from '../../../contract/columns.ts'
import {
  type Aggregate,
  type AggregateFunction,
  aggregateFunctions,
} from '../../../contract/frames.ts'

/** A row of the dialog; `column` is `rows` or an index. */
export type AggregateDraft = {
  readonly id: number
  readonly column: string
  readonly name: AggregateFunction
}

export const ROWS = 'rows'

const FIGURES = new Set<AggregateFunction>(['sum', 'mean', 'median'])

/** What can be worked out of a column, the one wanted most often first. */
export function functionsFor(
  columns: readonly Column[],
  column: string,
): readonly AggregateFunction[] {
  if (column === ROWS) return ['count']
  const { type } = columns[Number(column)]!
  const possible = aggregateFunctions.filter((name) => !FIGURES.has(name) || hasFigure(type, name))
  return hasFigure(type, 'sum') ? ['sum', ...possible.filter((name) => name !== 'sum')] : possible
}

function hasFigure(type: ColumnType, name: AggregateFunction): boolean {
  if (isNumeric(type)) return true
  const isMoment = type.kind === 'date' || type.kind === 'time' || type.kind === 'timestamp'
  return name === 'median' && isMoment
}

/** Another column for an aggregate, with a function that it has: the one chosen, else the usual. */
export function withColumn(
  draft: AggregateDraft,
  columns: readonly Column[],
  column: string,
): AggregateDraft {
  const possible = functionsFor(columns, column)
  const isKept = draft.column !== ROWS && possible.includes(draft.name)
  return { ...draft, column, name: isKept ? draft.name : possible[0]! }
}

/** One more: the sum of the first column of numbers that has no use yet, else a count. */
export function nextAggregate(
  drafts: readonly AggregateDraft[],
  columns: readonly Column[],
  keys: readonly number[],
): AggregateDraft {
  const id = Math.max(0, ...drafts.map((draft) => draft.id)) + 1
  const isUsed = (index: number): boolean =>
    keys.includes(index) || drafts.some(({ column }) => column === String(index))
  const free = columns.findIndex(({ type }, index) => isNumeric(type) && !isUsed(index))
  return free < 0 ? { id, column: ROWS, name: 'count' } : { id, column: String(free), name: 'sum' }
}

export const aggregateOf = ({ column, name }: AggregateDraft): Aggregate => ({
  function: name,
  column: column === ROWS ? null : Number(column),
})
