import type { DataFrame } from 'nodejs-polars'
import { canContain, type PartOfColumn, partOf } from './columnParts.ts'
import type { FindPlan } from './messages.ts'
import { RowSelection } from './RowSelection.ts'

/** The columns that can hold a text, of those that are asked for. */
export const columnsToFind = (
  { columns, needle }: Pick<FindPlan, 'columns' | 'needle'>,
  asked: readonly number[],
): number[] => asked.filter((index) => canContain(columns[index]!.type, needle))

export const partsToFind = ({ columns, indexes }: FindPlan): PartOfColumn[] =>
  indexes.map((index) => partOf(columns, index, 'shown'))

/** For each of the plan's columns the numbers of the rows that hold the text. */
export const findRows = (
  frame: DataFrame,
  { columns, indexes, needle }: FindPlan,
): Uint32Array<ArrayBuffer>[] =>
  indexes.map((column) => {
    const filters = [{ column, operator: 'contains' as const, value: needle }]
    const selection = new RowSelection({ columns, sort: [], filters, search: '' })
    selection.add(frame)
    return selection.finish()
  })
