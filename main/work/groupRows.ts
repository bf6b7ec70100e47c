import pl, { type DataFrame, type Expr } from 'nodejs-polars'
import type { AggregateFunction } from '../../contract/frames.ts'
import {
  aggregateColumn,
  aggregateExpression,
  isOfAnyLength,
  requireFitting,
} from './aggregates.ts'
import { type ColumnPart, partName, partOf } from './columnParts.ts'
import { exactFigures, type Figured, type Grouping } from './exactFigures.ts'
import { ROW_NUMBER } from './FrameLoading.ts'
import type { GroupPlan } from './neededParts.ts'
import type { Outcome } from './Outcome.ts'

/** One row a group, in the order of their first rows. Throws `unsupported` and `invalid-request`. */
export function groupRows(frame: DataFrame, plan: GroupPlan): Outcome {
  const { columns, aggregates } = plan
  const keys = [...new Set(plan.keys)]
  const nameOf = (column: number, part: ColumnPart) => partName(partOf(columns, column, part))
  const keyNames = keys.map((column) => nameOf(column, 'key'))
  const grouping: Grouping = {
    frame,
    keys: keyNames,
    collect: (figures) => collectGroups(frame, keyNames, figures),
  }
  const made = aggregates.map((aggregate): Made => {
    const column = aggregate.column === null ? null : columns[aggregate.column]!
    if (column) requireFitting(aggregate.function, column)
    const figured = column && {
      column,
      stored: nameOf(aggregate.column!, 'stored'),
      key: nameOf(aggregate.column!, 'key'),
    }
    return figured && isByHand(aggregate.function, figured, grouping)
      ? { texts: exactFigures(aggregate.function, figured, grouping) }
      : { expression: aggregateExpression(aggregate, columns, nameOf) }
  })
  const values = [
    ...keys.map((column) => pl.col(nameOf(column, 'stored')).first()),
    ...made.map(({ expression }) => expression ?? pl.len()),
  ].map((value, index) => value.alias(`value ${index}`))
  const byHand = made.flatMap(({ texts }, index) =>
    texts ? [pl.Series(`value ${keys.length + index}`, texts, pl.Utf8)] : [],
  )
  const figures = grouping.collect(values).withColumns(...byHand)
  return {
    frame: figures.select(...values.map((_, index) => `value ${index}`)),
    columns: [
      ...keys.map((column) => columns[column]!),
      ...aggregates.map((aggregate, index) =>
        aggregateColumn(aggregate, columns, made[index]!.texts !== undefined),
      ),
    ],
  }
}

/** A figure as Polars works it out, or worked out by hand: one of the two. */
type Made = { readonly expression?: Expr; readonly texts?: (string | null)[] }

function collectGroups(
  frame: DataFrame,
  keys: readonly string[],
  figures: readonly Expr[],
): DataFrame {
  if (keys.length === 0) {
    // Of no rows at all there is still a count, and there is no middle to be found.
    const rows = frame.height > 0 ? frame : rowOfNulls(frame)
    return rows
      .lazy()
      .select(...figures)
      .collectSync()
  }
  const order = 'first row'
  return frame
    .lazy()
    .groupBy([...keys])
    .agg(...figures, pl.col(ROW_NUMBER).min().alias(order))
    .sort([order])
    .collectSync()
}

const rowOfNulls = (frame: DataFrame): DataFrame =>
  pl
    .DataFrame({ [ROW_NUMBER]: [null] })
    .select(pl.col(ROW_NUMBER).cast(pl.UInt32))
    .join(frame, { on: ROW_NUMBER, how: 'left' })

/** What fits in 38 digits, with some room for how floating point rounds. */
const LARGEST = 9.9e37
const MAX_SCALE = 38

/** Polars sums decimals of a group beyond 38 digits without a word of what it lost. */
function isByHand(
  name: AggregateFunction,
  { column: { type }, stored }: Figured,
  { frame, collect }: Grouping,
): boolean {
  if (isOfAnyLength(type)) return name === 'sum' || name === 'mean' || name === 'median'
  if (type.kind !== 'decimal' || (name !== 'sum' && name !== 'median')) return false
  // Between two values in the middle may be a half: one digit more.
  if (name === 'median' && type.scale === MAX_SCALE) return true
  const sizes = pl.col(stored).cast(pl.Float64).abs()
  const reach = (name === 'sum' ? sizes.sum() : sizes.max().mul(pl.lit(10))).alias('reach')
  const isSafe = (reached: DataFrame): boolean => (reached.getColumn('reach').max() ?? 0) < LARGEST
  return !isSafe(frame.select(reach)) && !isSafe(collect([reach]))
}
