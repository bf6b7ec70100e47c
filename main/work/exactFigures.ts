import pl, { type DataFrame, type Expr } from 'nodejs-polars'
import type { RawCell } from '../../contract/cellText.ts'
import type { Column, ColumnType } from '../../contract/columns.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type { Aggregate } from '../../contract/frames.ts'
import { readCell } from '../frame/readCell.ts'
import { ExactTotal } from '../frame/summary/ExactTotal.ts'
import { ROW_NUMBER } from './FrameLoading.ts'
import { readFrame } from './Outcome.ts'

/** Rows in groups: `keys` are the names of what they have in common. */
export type Grouping = {
  readonly frame: DataFrame
  readonly keys: readonly string[]
  /** A row a group, in the order of their first rows. */
  readonly collect: (figures: readonly Expr[]) => DataFrame
}

/** A column to be worked on, with its names in the frame. */
export type Figured = { readonly column: Column; readonly stored: string; readonly key: string }

/**
 * Sum, mean or median of each group as text, exact at any number of digits: Polars has no type for
 * more than 38. Throws `unsupported` where a value is no number.
 */
export function exactFigures(
  name: Aggregate['function'],
  figured: Figured,
  grouping: Grouping,
): (string | null)[] {
  const totals = name === 'median' ? middles(figured, grouping) : allOf(figured, grouping)
  return totals.map((total) => (name === 'sum' ? total.sum() : total.mean()))
}

function allOf({ column, stored }: Figured, { frame, keys }: Grouping): ExactTotal[] {
  const groups = groupsOf(frame, keys)
  const totals = new Map<number, ExactTotal>()
  if (keys.length === 0) totals.set(0, new ExactTotal())
  let at = 0
  for (const { rowCount, columns } of readFrame(frame.select(stored).rechunk(), [column]))
    for (let row = 0; row < rowCount; row++) {
      const group = groups[at++] ?? 0
      let total = totals.get(group)
      if (!total) totals.set(group, (total = new ExactTotal()))
      addCell(total, column, readCell(columns[0]!, row))
    }
  return [...totals].toSorted(([a], [b]) => a - b).map(([, total]) => total)
}

/** The first row of the group that each row is in. */
function groupsOf(frame: DataFrame, [key, ...others]: readonly string[]): Uint32Array {
  if (key === undefined) return new Uint32Array()
  const first = pl.col(ROW_NUMBER).min()
  const groups = frame.select(first.over(key, ...others)).getColumn(ROW_NUMBER)
  return groups.toTypedArray() as Uint32Array
}

/** Of each group the value in the middle, or the two there. */
function middles({ column, stored, key }: Figured, { collect }: Grouping): ExactTotal[] {
  const sorted = pl.col(stored).sortBy([pl.col(key)], [false])
  const count = pl.col(stored).count().cast(pl.Int64)
  const nullCount = pl.col(stored).isNull().cast(pl.Int64).sum()
  const at = (place: Expr): Expr => {
    // NULLs come first; of nothing but NULLs the first will do.
    const middle = nullCount.add(place.div(pl.lit(2)).floor().cast(pl.Int64))
    const row = pl
      .when(count.gt(pl.lit(0)))
      .then(middle)
      .otherwise(pl.lit(0).cast(pl.Int64))
    return sorted.gather(row).first()
  }
  const one = pl.lit(1).cast(pl.Int64)
  const figures = [at(count.sub(one)).alias('low'), at(count).alias('high')]
  const collected = collect(figures).select('low', 'high').rechunk()
  return readFrame(collected, [column, column]).flatMap(({ rowCount, columns }) =>
    Array.from({ length: rowCount }, (_, row) => {
      const total = new ExactTotal()
      for (const data of columns) addCell(total, column, readCell(data, row))
      return total
    }),
  )
}

function addCell(total: ExactTotal, { name, type }: Column, raw: RawCell | null): void {
  if (raw === null) return
  if (typeof raw === 'bigint') total.add({ unscaled: raw, scale: scaleOf(type) })
  else if (!total.addText(raw as string))
    throw new WorkbenchError('unsupported', `“${String(raw)}” in “${name}” is no number.`, {
      details: { column: name },
    })
}

const scaleOf = (type: ColumnType): number => (type.kind === 'decimal' ? type.scale : 0)
