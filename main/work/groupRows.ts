import pl, { type DataFrame, type Expr } from 'nodejs-polars'
import type { Column } from '../../contract/columns.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type { Aggregate } from '../../contract/frames.ts'
import { aggregateColumn, aggregateExpression } from './aggregates.ts'
import { type ColumnPart, type PartOfColumn, partName, partOf, uniqueParts } from './columnParts.ts'
import { ROW_NUMBER } from './FrameLoading.ts'
import type { Outcome } from './Outcome.ts'

export type GroupPlan = {
  readonly columns: readonly Column[]
  readonly keys: readonly number[]
  readonly aggregates: readonly Aggregate[]
}

/** The parts of columns that a grouping needs. */
export function partsToGroup({ columns, keys, aggregates }: GroupPlan): PartOfColumn[] {
  const used = new Set([...keys, ...aggregates.flatMap(({ column }) => column ?? [])])
  // Rows are counted by a column of theirs.
  if (used.size === 0 && columns.length > 0) used.add(0)
  const parts = [...used].flatMap((column) => [
    partOf(columns, column, 'stored'),
    partOf(columns, column, 'key'),
  ])
  return uniqueParts(parts)
}

type NameOf = (column: number, part: ColumnPart) => string

/** One row a group, in the order of their first rows. Throws `unsupported` and `invalid-request`. */
export function groupRows(frame: DataFrame, plan: GroupPlan): Outcome {
  const { columns, aggregates } = plan
  const keys = [...new Set(plan.keys)]
  const nameOf: NameOf = (column, part) => partName(partOf(columns, column, part))
  const values = [
    ...keys.map((column) => pl.col(nameOf(column, 'stored')).first()),
    ...aggregates.map((aggregate) => aggregateExpression(aggregate, columns, nameOf)),
  ].map((value, index) => value.alias(`value ${index}`))
  const collect = (figures: readonly Expr[]) =>
    collectGroups(
      frame,
      keys.map((column) => nameOf(column, 'key')),
      figures,
    )
  requireExact(plan, { frame, collect, nameOf })
  return {
    frame: collect(values).select(...values.map((_, index) => `value ${index}`)),
    columns: [
      ...keys.map((column) => columns[column]!),
      ...aggregates.map((aggregate) => aggregateColumn(aggregate, columns)),
    ],
  }
}

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

type Guarded = {
  readonly frame: DataFrame
  readonly collect: (figures: readonly Expr[]) => DataFrame
  readonly nameOf: NameOf
}

/** Polars sums decimals of a group beyond 38 digits without a word of what it lost. */
function requireExact(plan: GroupPlan, { frame, collect, nameOf }: Guarded): void {
  for (const { function: name, column } of plan.aggregates) {
    if (column === null || (name !== 'sum' && name !== 'median')) continue
    const { type, name: title } = plan.columns[column]!
    if (type.kind !== 'decimal') continue
    const sizes = pl.col(nameOf(column, 'stored')).cast(pl.Float64).abs()
    // Between two values in the middle may be a half: one digit more.
    const reach = (name === 'sum' ? sizes.sum() : sizes.max().mul(pl.lit(10))).alias('reach')
    const isSafe = (reached: DataFrame): boolean =>
      (reached.getColumn('reach').max() ?? 0) < LARGEST
    if (isSafe(frame.select(reach)) || isSafe(collect([reach]))) continue
    throw new WorkbenchError(
      'unsupported',
      `The ${name} of “${title}” would have more than the 38 digits that are worked with ` +
        'exactly. Group by more columns, or let the database do it.',
      { details: { column: title, function: name } },
    )
  }
}
