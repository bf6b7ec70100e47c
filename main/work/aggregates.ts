import pl, { type Expr } from 'nodejs-polars'
import type { Column, ColumnType } from '../../contract/columns.ts'
import { columnTypeName } from '../../contract/columnTypeName.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type { Aggregate, AggregateFunction } from '../../contract/frames.ts'
import type { ColumnPart } from './columnParts.ts'
import { ROW_NUMBER } from './FrameLoading.ts'

type NameOf = (column: number, part: ColumnPart) => string

const INTEGERS = new Set<ColumnType['kind']>(['int16', 'int32', 'int64'])
const FLOATS = new Set<ColumnType['kind']>(['float32', 'float64'])
const MOMENTS = new Set<ColumnType['kind']>(['date', 'time', 'timestamp'])
const COUNT: ColumnType = { kind: 'int64' }
const DECIMAL_38 = pl.Decimal(38, 0)

/** What numbers of any number of digits come as. */
const ANY_DIGITS: ColumnType = { kind: 'text', mark: 'decimal' }

export const isOfAnyLength = (type: ColumnType): boolean =>
  type.kind === 'text' && type.mark === 'decimal'

/**
 * The column that an aggregate makes: its values are in the stored form of its type. `isByHand`:
 * they are those of `exactFigures`.
 */
export function aggregateColumn(
  { function: name, column }: Aggregate,
  columns: readonly Column[],
  isByHand: boolean,
): Column {
  if (column === null) return { name: 'count', type: COUNT, serverType: columnTypeName(COUNT) }
  const source = columns[column]!
  const title = `${name === 'count-distinct' ? 'count distinct' : name} ${source.name}`.trim()
  if (name === 'min' || name === 'max' || name === 'first' || name === 'last')
    return { ...source, name: title }
  if (isByHand) return { name: title, type: ANY_DIGITS, serverType: 'numeric' }
  const type = figureType(name, source)
  return { name: title, type, serverType: columnTypeName(type) }
}

function figureType(name: AggregateFunction, source: Column): ColumnType {
  const { type } = source
  const scale = type.kind === 'decimal' ? type.scale : 0
  switch (name) {
    case 'count':
    case 'count-distinct':
      return { kind: 'int64' }
    case 'mean':
      return { kind: 'float64' }
    case 'sum':
      if (FLOATS.has(type.kind)) return { kind: 'float64' }
      return isNarrow(type) ? { kind: 'int64' } : { kind: 'decimal', precision: 38, scale }
    default:
      if (MOMENTS.has(type.kind)) return type
      if (FLOATS.has(type.kind)) return { kind: 'float64' }
      // Between two values there may be a half.
      return { kind: 'decimal', precision: 38, scale: Math.min(38, scale + 1) }
  }
}

/** No sum of these leaves 64 bits. */
const isNarrow = ({ kind }: ColumnType): boolean => kind === 'int16' || kind === 'int32'

/** What Polars works out; the column is `requireFitting`, and none to be worked on by hand. */
export function aggregateExpression(
  { function: name, column }: Aggregate,
  columns: readonly Column[],
  nameOf: NameOf,
): Expr {
  if (column === null) {
    if (name !== 'count') throw new WorkbenchError('invalid-request', `“${name}” needs a column.`)
    return pl.col(ROW_NUMBER).count().cast(pl.Int64)
  }
  const source = columns[column]!
  const stored = pl.col(nameOf(column, 'stored'))
  const key = pl.col(nameOf(column, 'key'))
  switch (name) {
    case 'count':
      return stored.count().cast(pl.Int64)
    case 'count-distinct':
      return key.dropNulls().nUnique().cast(pl.Int64)
    case 'first':
      return stored.first()
    case 'last':
      return stored.last()
    case 'min':
    case 'max':
      return extreme(name, source, stored, key)
    case 'sum':
      return orNull(sumOf(source, stored), stored)
    case 'mean':
      return meanOf(source, stored)
    case 'median':
      return medianOf(source, stored)
  }
}

function sumOf({ type }: Column, stored: Expr): Expr {
  if (FLOATS.has(type.kind)) return stored.cast(pl.Float64).sum()
  return isNarrow(type) ? stored.cast(pl.Int64).sum() : stored.cast(DECIMAL_38).sum()
}

function meanOf({ type }: Column, stored: Expr): Expr {
  const mean = stored.cast(pl.Float64).mean()
  return type.kind === 'decimal' && type.scale > 0 ? mean.div(pl.lit(10 ** type.scale)) : mean
}

/** As in SQL, the sum of nothing is NULL. */
const orNull = (figure: Expr, stored: Expr): Expr =>
  pl
    .when(stored.count().gt(pl.lit(0)))
    .then(figure)
    .otherwise(pl.lit(null))

function extreme(name: 'min' | 'max', { type }: Column, stored: Expr, key: Expr): Expr {
  if (type.kind === 'any' || isOfAnyLength(type)) {
    const sorted = stored.sortBy([key], [false]).dropNulls()
    return name === 'min' ? sorted.first() : sorted.last()
  }
  if (FLOATS.has(type.kind)) return extremeFloat(name, stored)
  return name === 'min' ? stored.min() : stored.max()
}

/** NaN is above all numbers, as in PostgreSQL and in sorting. */
function extremeFloat(name: 'min' | 'max', stored: Expr): Expr {
  const numbers = stored.dropNulls().dropNans()
  if (name === 'min')
    return pl
      .when(numbers.count().gt(pl.lit(0)))
      .then(numbers.min())
      .otherwise(stored.max())
  const nanCount = stored.dropNulls().isNan().cast(pl.Int64).sum()
  return pl
    .when(nanCount.gt(pl.lit(0)))
    .then(pl.lit(NaN))
    .otherwise(numbers.max())
}

/** The value in the middle, or between the two there; of moments, the first of the two. */
function medianOf({ type }: Column, stored: Expr): Expr {
  const sorted = stored.sort({ descending: false, nullsLast: true })
  const count = stored.count().cast(pl.Int64)
  const last = count.sub(pl.lit(1).cast(pl.Int64))
  const at = (place: Expr): Expr =>
    sorted.gather(place.div(pl.lit(2)).floor().cast(pl.Int64)).first()
  // Of nothing but NULLs the first, which is one.
  const low = at(
    pl
      .when(count.gt(pl.lit(0)))
      .then(last)
      .otherwise(count),
  )
  if (MOMENTS.has(type.kind)) return low
  const high = at(count)
  if (FLOATS.has(type.kind)) return low.cast(pl.Float64).add(high.cast(pl.Float64)).div(pl.lit(2))
  const five = pl.lit('5').cast(DECIMAL_38)
  return low.cast(DECIMAL_38).add(high.cast(DECIMAL_38)).mul(five)
}

/** Throws `unsupported` where there is no such figure of the column's values. */
export function requireFitting(name: AggregateFunction, column: Column): void {
  const { type, name: title, serverType } = column
  const isFigure =
    INTEGERS.has(type.kind) ||
    FLOATS.has(type.kind) ||
    type.kind === 'decimal' ||
    isOfAnyLength(type)
  const isFitting =
    name === 'sum' || name === 'mean'
      ? isFigure
      : name === 'median'
        ? isFigure || MOMENTS.has(type.kind)
        : true
  if (isFitting) return
  throw new WorkbenchError(
    'unsupported',
    `No ${name} of “${title}” (${serverType}): its values are no numbers. Cast the column in the ` +
      'statement, for example to numeric.',
    { details: { column: title, function: name } },
  )
}
