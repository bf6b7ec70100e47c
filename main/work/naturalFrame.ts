import pl, { type DataFrame, type Expr } from 'nodejs-polars'
import { cellText } from '../../contract/cellText.ts'
import type { Column, ColumnType } from '../../contract/columns.ts'
import { partName } from './columnParts.ts'
import { naturalNames, partsForNatural } from './neededParts.ts'

/** 24:00, which a time of PostgreSQL may be and one of Polars may not. */
const DAY_US = 86_400_000_000

type TimeType = Extract<ColumnType, { kind: 'time' }>

/**
 * The columns in Polars' own types, under their names: moments as moments, decimals as decimals;
 * bytes and mixed values as the text that is shown. `areIntegersWide`: integers as decimals of 38
 * digits, so that no sum and no product of them overflows.
 */
export function naturalFrame(
  frame: DataFrame,
  columns: readonly Column[],
  { indexes, areIntegersWide = false }: { indexes: readonly number[]; areIntegersWide?: boolean },
): DataFrame {
  const names = naturalNames(columns)
  const parts = partsForNatural(columns, indexes)
  const late = indexes.flatMap((index, at) => {
    const name = partName(parts[at]!)
    const { type } = columns[index]!
    return type.kind === 'time' && hasLateTime(frame, name, type)
      ? [timeTexts(frame, name, type)]
      : []
  })
  const held = late.length > 0 ? frame.withColumns(...late) : frame
  const expressions = indexes.map((index, at) =>
    naturalExpression(frame, partName(parts[at]!), columns[index]!, areIntegersWide).alias(
      names[index]!,
    ),
  )
  return held.select(...expressions)
}

function naturalExpression(
  frame: DataFrame,
  name: string,
  { type }: Column,
  areIntegersWide: boolean,
): Expr {
  const plain = pl.col(name)
  switch (type.kind) {
    case 'int16':
    case 'int32':
    case 'int64':
      return plain.cast(areIntegersWide ? pl.Decimal(38, 0) : pl.Int64)
    case 'date':
      return plain.cast(pl.Date)
    case 'timestamp':
      return plain.cast(
        type.zone === null ? pl.Datetime(type.unit) : pl.Datetime(type.unit, type.zone),
      )
    case 'time': {
      const perUnit = pl.lit(type.unit === 'us' ? 1_000 : 1).cast(pl.Int64)
      return hasLateTime(frame, name, type) ? plain : plain.mul(perUnit).cast(pl.Time)
    }
    default:
      return plain
  }
}

function hasLateTime(frame: DataFrame, name: string, { unit }: TimeType): boolean {
  const latest = frame.getColumn(name).max() ?? 0
  return latest >= (unit === 'us' ? DAY_US : DAY_US * 1_000)
}

function timeTexts(frame: DataFrame, name: string, type: TimeType): ReturnType<typeof pl.Series> {
  const units = frame.select(pl.col(name).cast(pl.String)).getColumn(name).toArray()
  const texts = (units as (string | null)[]).map((text) =>
    text === null ? null : cellText(type, BigInt(text)),
  )
  return pl.Series(name, texts, pl.Utf8)
}
