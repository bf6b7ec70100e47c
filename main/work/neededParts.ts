/**
 * Which parts of the columns of a result a piece of work looks at. Apart from the work itself, since
 * the main thread asks too, and Polars is to be loaded by its threads alone.
 */
import type { Column } from '../../contract/columns.ts'
import type { Aggregate, AggregateFunction } from '../../contract/frames.ts'
import { uniqueColumnNames } from '../frame/encode/uniqueNames.ts'
import {
  canContain,
  type ColumnPart,
  type PartOfColumn,
  partName,
  partOf,
  uniqueParts,
} from './columnParts.ts'
import type { FindPlan, SelectionPlan } from './messages.ts'

/** The parts that a selection looks at. */
export function partsToSelect({ columns, sort, filters, search }: SelectionPlan): PartOfColumn[] {
  const parts = new Map<string, PartOfColumn>()
  const add = (column: number, part: ColumnPart) => {
    const needed = partOf(columns, column, part)
    parts.set(partName(needed), needed)
  }
  for (const { column } of sort) add(column, 'key')
  for (const { column, operator } of filters)
    add(column, operator === 'contains' || operator === 'starts-with' ? 'shown' : 'key')
  if (search !== '') for (const column of searchedColumns(columns, search)) add(column, 'shown')
  return [...parts.values()]
}

/** Columns of which some text may have what is searched for. */
export const searchedColumns = (columns: readonly Column[], search: string): number[] =>
  columns.flatMap(({ type }, index) => (canContain(type, search) ? [index] : []))

export type GroupPlan = {
  readonly columns: readonly Column[]
  readonly keys: readonly number[]
  readonly aggregates: readonly Aggregate[]
}

/** The parts that a grouping looks at. */
export function partsToGroup({ columns, keys, aggregates }: GroupPlan): PartOfColumn[] {
  const used = new Set([...keys, ...aggregates.flatMap(({ column }) => column ?? [])])
  // Rows are counted by a column of theirs.
  if (used.size === 0 && columns.length > 0) used.add(0)
  const compared = aggregates.flatMap(({ function: name, column }) =>
    COMPARING.has(name) ? (column ?? []) : [],
  )
  return uniqueParts([
    ...[...used].map((column) => partOf(columns, column, 'stored')),
    ...[...keys, ...compared].map((column) => partOf(columns, column, 'key')),
  ])
}

/** What needs the keys of values, which take longer to make than their sum. */
const COMPARING = new Set<AggregateFunction>(['count-distinct', 'min', 'max', 'median'])

export const partsForStatistics = (columns: readonly Column[], column: number): PartOfColumn[] =>
  uniqueParts([partOf(columns, column, 'stored'), partOf(columns, column, 'key')])

/** The form of a column that its values in Polars' own types are made of. */
const naturalPart = ({ type }: Column): ColumnPart =>
  type.kind === 'decimal'
    ? 'natural'
    : type.kind === 'any' || type.kind === 'binary'
      ? 'shown'
      : 'stored'

export const partsForNatural = (
  columns: readonly Column[],
  indexes: readonly number[],
): PartOfColumn[] => indexes.map((index) => partOf(columns, index, naturalPart(columns[index]!)))

/** The names that the columns of a result have in a statement or a frame: none empty or twice. */
export const naturalNames = (columns: readonly Column[]): string[] => uniqueColumnNames(columns)

/** The columns that can hold a text, of those that are asked for. */
export const columnsToFind = (
  { columns, needle }: Pick<FindPlan, 'columns' | 'needle'>,
  asked: readonly number[],
): number[] => asked.filter((index) => canContain(columns[index]!.type, needle))

export const partsToFind = ({ columns, indexes }: FindPlan): PartOfColumn[] =>
  indexes.map((index) => partOf(columns, index, 'shown'))
