import pl, { type DataFrame } from 'nodejs-polars'
import type { Column, ColumnType } from '../../contract/columns.ts'
import { isOfAnyLength } from './aggregates.ts'
import { partName } from './columnParts.ts'

const PRECISION = 38
const PLAIN = String.raw`^[+-]?\d+(?:\.\d+)?$`
const WHOLE = String.raw`^[+-]?0*(\d*)`
const FRACTION = String.raw`\.(\d+)$`

type Table = { readonly columns: readonly Column[]; readonly frame: DataFrame }

/**
 * Decimals without bounds as decimals of 38 digits, in the scale of the longest, so that a statement
 * compares and sums them as numbers. A column stays text where a value does not fit, such as NaN.
 */
export function fitDecimals<T extends Table>(table: T, indexes: readonly number[]): T {
  const columns = [...table.columns]
  let { frame } = table
  for (const index of indexes) {
    const column = columns[index]!
    if (!isOfAnyLength(column.type)) continue
    const stored = partName({ column: index, part: 'stored' })
    const scale = fittingScale(frame, stored)
    if (scale === null) continue
    const type: ColumnType = { kind: 'decimal', precision: PRECISION, scale }
    columns[index] = { ...column, type }
    const natural = partName({ column: index, part: 'natural' })
    const fitted = pl.col(stored).cast(pl.Decimal(PRECISION, scale))
    frame = frame.withColumn(fitted.alias(natural))
  }
  return { ...table, columns, frame }
}

/** The most places that a value has after its point; null where not all values fit. */
function fittingScale(frame: DataFrame, name: string): number | null {
  const texts = pl.col(name)
  const lengthOf = (pattern: string) => texts.str.extract(pattern, 1).str.lengths().max()
  const told = frame.select(
    texts.str.contains(PLAIN).not().cast(pl.Int64).sum().alias('others'),
    lengthOf(WHOLE).alias('whole'),
    lengthOf(FRACTION).alias('fraction'),
  )
  const figure = (of: string): number => Number(told.getColumn(of).get(0) ?? 0)
  const fits = figure('others') === 0 && figure('whole') + figure('fraction') <= PRECISION
  return fits ? figure('fraction') : null
}
