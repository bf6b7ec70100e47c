import pl, { type DataFrame } from 'nodejs-polars'
import { cellText, type RawCell } from '../../contract/cellText.ts'
import { type Column, type ColumnType, isNumeric } from '../../contract/columns.ts'
import type { ColumnStatistics, TopValue } from '../../contract/frames.ts'
import type { ColumnData } from '../frame/Batch.ts'
import { readCell } from '../frame/readCell.ts'
import { partName, partOf } from './columnParts.ts'
import { ROW_NUMBER } from './FrameLoading.ts'
import { histogramOf } from './histogram.ts'
import { meanText } from './meanText.ts'
import { readFrame } from './Outcome.ts'

const DECIMAL_38 = pl.Decimal(38, 0)
const MOST_WHOLE = 10n ** 38n
const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95]
const TOP_VALUES = 10
/** Longer ones are cut: they are no operands of a filter either. */
const TOP_VALUE_LENGTH = 10_000

/** See `frames.statistics` of the contract. */
export function columnStatistics(
  frame: DataFrame,
  columns: readonly Column[],
  index: number,
): ColumnStatistics {
  const column = columns[index]!
  const stored = partName(partOf(columns, index, 'stored'))
  const key = partName(partOf(columns, index, 'key'))
  const values = frame.lazy().filter(pl.col(stored).isNotNull()).collectSync()
  const numbers = withoutNaN(values, column.type, stored)
  const sorted = sortedColumn(numbers, column, { stored, key })
  const { length } = sorted
  const textAt = (row: number): string => cellText(column.type, readCell(sorted, row)!)
  return {
    rowCount: frame.height,
    nullCount: frame.height - values.height,
    nanCount: values.height - numbers.height,
    distinctCount: values.getColumn(key).nUnique(),
    min: length === 0 ? null : textAt(0),
    max: length === 0 ? null : textAt(length - 1),
    mean: meanText(sorted),
    std: standardDeviation(numbers, stored, sorted),
    quantiles:
      length === 0 || !hasFigures(column.type)
        ? []
        : QUANTILES.map((ratio) => ({ ratio, value: textAt(Math.ceil(ratio * length) - 1) })),
    histogram: hasFigures(column.type) ? histogramOf(sorted) : [],
    top: topValues(values, column, { stored, key }),
  }
}

/** Numbers and moments: what lies between two of them means something. */
export const hasFigures = (type: ColumnType): boolean =>
  isNumeric(type) || type.kind === 'date' || type.kind === 'time' || type.kind === 'timestamp'

function withoutNaN(values: DataFrame, type: ColumnType, stored: string): DataFrame {
  if (type.kind === 'float32' || type.kind === 'float64')
    return values.filter(pl.col(stored).isNotNan())
  if (type.kind === 'text' && type.mark === 'decimal')
    return values.filter(pl.col(stored).str.contains('(?i)^nan$').not())
  return values
}

type Names = { readonly stored: string; readonly key: string }

/** Of what has no figures, the first and the last value will do. */
function sortedColumn(values: DataFrame, { type, ...column }: Column, names: Names): ColumnData {
  const { stored, key } = names
  const sorted = values.select(...new Set([stored, key])).sort({ by: [key] })
  const ends = hasFigures(type)
    ? sorted
    : sorted.height < 2
      ? sorted
      : pl.concat([sorted.head(1), sorted.tail(1)])
  const [batch] = readFrame(ends.select(stored).rechunk(), [{ ...column, type }])
  return batch?.columns[0] ?? EMPTY
}

const EMPTY: ColumnData = {
  type: { kind: 'bool' },
  length: 0,
  nullCount: 0,
  validity: null,
  values: new Uint8Array(),
  offsets: null,
}

/** What differs in the last of 19 digits is told apart only when most of it is taken off. */
function standardDeviation(values: DataFrame, stored: string, sorted: ColumnData): string | null {
  const { type, length } = sorted
  if (!isNumeric(type) || length < 2) return null
  const plain = pl.col(stored)
  const least = readCell(sorted, 0)!
  const greatest = readCell(sorted, length - 1)!
  const isWhole = typeof least === 'bigint' && typeof greatest === 'bigint'
  const figures =
    isWhole && greatest - least < MOST_WHOLE
      ? plain.cast(DECIMAL_38).sub(pl.lit(String(least)).cast(DECIMAL_38))
      : plain
  const std = values.select(figures.cast(pl.Float64).std().alias('std')).getColumn('std').get(0) as
    | number
    | null
  if (std === null) return null
  return String(type.kind === 'decimal' ? std / 10 ** type.scale : std)
}

function topValues(values: DataFrame, column: Column, { stored, key }: Names): TopValue[] {
  const counted = values
    .lazy()
    .groupBy([key])
    .agg(
      pl.col(stored).first().alias('value'),
      pl.len().cast(pl.Int64).alias('count'),
      pl.col(ROW_NUMBER).min().alias('first row'),
    )
    .sort({ by: ['count', 'first row'], descending: [true, false] })
    .head(TOP_VALUES)
    .collectSync()
    .rechunk()
  const [batch] = readFrame(counted.select('value', 'count'), [
    column,
    { name: '', type: { kind: 'int64' }, serverType: '' },
  ])
  const [shown, counts] = batch?.columns ?? []
  return Array.from({ length: counted.height }, (_, row) => ({
    value: cellText(column.type, readCell(shown!, row) as RawCell).slice(0, TOP_VALUE_LENGTH),
    rowCount: Number(readCell(counts!, row)),
  }))
}
