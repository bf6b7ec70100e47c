import pl, { type DataFrame, type Expr } from 'nodejs-polars'
import type { Column, ColumnType } from '../../contract/columns.ts'
import { columnTypeName } from '../../contract/columnTypeName.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type { Outcome } from './Outcome.ts'

/** A frame in any of Polars' types as columns of the vocabulary, each in its stored form. */
export function typedOutcome(frame: DataFrame): Outcome {
  const typed = frame.columns.map((name) => typedColumn(frame, name))
  const columns = typed.map(({ name, type }): Column => ({
    name,
    type,
    serverType: columnTypeName(type),
  }))
  if (typed.length === 0) return { frame, columns }
  const series = typed.map(({ values }, index) => values.alias(String(index)))
  const nested = frame.withColumns(...typed.flatMap(({ texts }) => (texts ? [texts] : [])))
  return { frame: nested.select(...series).rechunk(), columns }
}

type TypedColumn = {
  name: string
  type: ColumnType
  /** The stored form. */
  values: Expr
  /** What stands in the place of the column, where Polars has no expression for it. */
  texts?: ReturnType<typeof pl.Series>
}

function typedColumn(frame: DataFrame, name: string): TypedColumn {
  const plain = pl.col(name)
  const { variant, inner } = polarsType(frame, name)
  const as = (type: ColumnType, values: Expr = plain): TypedColumn => ({
    name,
    type,
    values,
  })
  switch (variant) {
    case 'Bool':
      return as({ kind: 'bool' })
    case 'Int8':
    case 'UInt8':
    case 'Int16':
      return as({ kind: 'int16' }, plain.cast(pl.Int16))
    case 'UInt16':
    case 'Int32':
      return as({ kind: 'int32' }, plain.cast(pl.Int32))
    case 'UInt32':
    case 'Int64':
      return as({ kind: 'int64' }, plain.cast(pl.Int64))
    case 'UInt64':
    case 'Int128':
      return as({ kind: 'decimal', precision: 38, scale: 0 }, plain.cast(pl.Decimal(38, 0)))
    case 'Float32':
      return as({ kind: 'float32' })
    case 'Float64':
      return as({ kind: 'float64' })
    case 'Decimal': {
      const [precision, scale] = inner as [number | null, number]
      return as({ kind: 'decimal', precision: precision ?? 38, scale })
    }
    case 'Date':
      return as({ kind: 'date' }, plain.cast(pl.Int32))
    case 'Time':
      return as({ kind: 'time', unit: 'ns' }, plain.cast(pl.Int64))
    case 'Datetime': {
      const [unit, zone] = inner as [string, string]
      return as(
        { kind: 'timestamp', unit: unit === 'ns' ? 'ns' : 'us', zone: zone ? 'UTC' : null },
        (unit === 'ms' ? plain.cast(pl.Datetime('us', zone || undefined)) : plain).cast(pl.Int64),
      )
    }
    case 'Duration':
      return { ...as({ kind: 'text', mark: 'interval' }), texts: intervalTexts(frame, name) }
    case 'String':
      return as({ kind: 'text' })
    case 'Categorical':
    case 'Enum':
    case 'Null':
      return as({ kind: 'text' }, plain.cast(pl.String))
    case 'List':
    case 'Array':
    case 'Struct':
      return { ...as({ kind: 'text', mark: 'json' }), texts: jsonTexts(frame, name) }
    default:
      throw new WorkbenchError(
        'unsupported',
        `The column “${name}” is of the type ${variant}, which results do not have. Cast it, for ` +
          'example to varchar.',
        { details: { column: name, type: variant } },
      )
  }
}

/** Polars for Node has no words for two of its types, and tells only in an error. */
function polarsType(frame: DataFrame, name: string): { variant: string; inner: unknown } {
  try {
    const [type] = frame.select(name).dtypes
    const { variant, inner } = type as unknown as { variant: string; inner: unknown }
    return { variant, inner }
  } catch (error) {
    const named = /DataType (\w+) is not supported/.exec(String(error))
    if (!named) throw error
    return { variant: named[1]!, inner: null }
  }
}

/** A value a line, written by Polars itself, so that no number passes through JavaScript. */
function jsonTexts(frame: DataFrame, name: string): ReturnType<typeof pl.Series> {
  const column = frame.select(pl.col(name).alias('v'))
  const lines = column.writeJSON({ format: 'lines' }).toString().trimEnd().split('\n')
  const texts = lines.slice(0, frame.height).map((line) => line.slice('{"v":'.length, -1))
  const nulls = column.select(pl.col('v').isNull().alias('null')).getColumn('null').toArray()
  return pl.Series(
    name,
    texts.map((text, row) => (nulls[row] === true ? null : text)),
    pl.Utf8,
  )
}

/** Whatever its unit: a duration has none that can be asked for, but can be added to a moment. */
function intervalTexts(frame: DataFrame, name: string): ReturnType<typeof pl.Series> {
  const epoch = pl.lit(0).cast(pl.Int64).cast(pl.Datetime('us'))
  const micros = frame.select(epoch.add(pl.col(name)).cast(pl.Int64).cast(pl.String).alias('v'))
  const texts = micros.getColumn('v').toArray() as (string | null)[]
  return pl.Series(
    name,
    texts.map((text) => (text === null ? null : intervalText(BigInt(text)))),
    pl.Utf8,
  )
}

/** `-1 day 02:03:04.5` has a sign for all of it: `-26:03:04.5`. */
function intervalText(micros: bigint): string {
  const sign = micros < 0n ? '-' : ''
  const absolute = micros < 0n ? -micros : micros
  const seconds = absolute / 1_000_000n
  const two = (value: bigint): string => String(value).padStart(2, '0')
  const clock = `${two(seconds / 3_600n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}`
  const fraction = String(absolute % 1_000_000n)
    .padStart(6, '0')
    .replace(/0+$/, '')
  return sign + clock + (fraction && `.${fraction}`)
}
