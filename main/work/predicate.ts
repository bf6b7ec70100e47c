import pl, { type Expr } from 'nodejs-polars'
import { type Column, isNumeric } from '../../contract/columns.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type { Filter } from '../../contract/filters.ts'
import { parseSpecial } from '../frame/summary/ExactTotal.ts'
import { ANY_BLOB, ANY_NUMBER, ANY_TEXT } from './columnParts.ts'
import { numberKey } from './numberKey.ts'
import { readDate, readNumber, readTime, readTimestamp, type Whole } from './readWhole.ts'

type Comparison = '=' | '<' | '<=' | '>' | '>='

/**
 * A filter as a condition on a column of a frame, in the part of it that the operator compares. NULL
 * where the value is NULL. Throws `invalid-request` where an operand is not of the column's type.
 */
export function predicate(
  filter: Filter,
  column: Column,
  valuesOf: (part: 'key' | 'shown') => Expr,
): Expr {
  // An expression takes 0.4 ms to make, so none is made without need.
  const compare = (operator: Comparison, text: string): Expr =>
    comparison(valuesOf('key'), operator, text, column)
  switch (filter.operator) {
    case 'is-null':
      return valuesOf('key').isNull()
    case 'is-not-null':
      return valuesOf('key').isNotNull()
    case 'in':
      return filter.values.map((value) => compare('=', value)).reduce((all, one) => all.or(one))
    case 'contains':
      return contains(valuesOf('shown'), filter.value)
    case 'starts-with':
      return valuesOf('shown').str.contains(`(?i)^${escapeRegex(filter.value)}`)
    case '!=':
      return compare('=', filter.value).not()
    default:
      return compare(filter.operator, filter.value)
  }
}

/** Upper and lower case are the same, in every script that has them. */
export const contains = (shown: Expr, needle: string): Expr =>
  shown.str.contains(`(?i)${escapeRegex(needle)}`)

const escapeRegex = (text: string): string =>
  text.replaceAll(/[\\^$.*+?()[\]{}|#&~-]/g, (character) => `\\${character}`)

function comparison(value: Expr, operator: Comparison, text: string, column: Column): Expr {
  const { type } = column
  const operand = type.kind === 'text' && type.mark !== 'decimal' ? text : text.trim()
  switch (type.kind) {
    case 'text':
      return type.mark === 'decimal'
        ? compareTo(value, operator, numberKey(operand) ?? refuse(column))
        : compareTo(value, operator, operand)
    case 'any':
      return compareAny(value, operator, text)
    case 'binary':
      return compareTo(
        value,
        operator,
        /^0x((?:[\da-f]{2})*)$/i.exec(operand)?.[1]?.toLowerCase() ?? refuse(column),
      )
    case 'bool':
      return compareTo(value, operator, readBool(operand) ?? refuse(column))
    case 'float32':
    case 'float64':
      return compareFloat(value, operator, readFloat(operand) ?? refuse(column), type.kind)
    default:
      return compareWhole(value, operator, readWhole(operand, column) ?? refuse(column), column)
  }
}

function compareTo(value: Expr, operator: Comparison, operand: string | boolean | Expr): Expr {
  const other = typeof operand === 'object' ? operand : pl.lit(operand)
  switch (operator) {
    case '=':
      return value.eq(other)
    case '<':
      return value.lt(other)
    case '<=':
      return value.ltEq(other)
    case '>':
      return value.gt(other)
    case '>=':
      return value.gtEq(other)
  }
}

function compareFloat(
  value: Expr,
  operator: Comparison,
  operand: number,
  kind: 'float32' | 'float64',
): Expr {
  if (kind === 'float64') return compareTo(value, operator, pl.lit(operand))
  // What is shown as 0.1 is the nearest number of 32 bits.
  return compareTo(value, operator, pl.lit(Math.fround(operand)).cast(pl.Float32))
}

const POWER_38 = 10n ** 38n
const wholeKinds = {
  int16: { dtype: pl.Int16, limit: 2n ** 15n },
  int32: { dtype: pl.Int32, limit: 2n ** 31n },
  int64: { dtype: pl.Int64, limit: 2n ** 63n },
  date: { dtype: pl.Int32, limit: 2n ** 31n },
  time: { dtype: pl.Int64, limit: 2n ** 63n },
  timestamp: { dtype: pl.Int64, limit: 2n ** 63n },
  decimal: { dtype: pl.Decimal(38, 0), limit: POWER_38 },
} as const

function readWhole(operand: string, { type }: Column): Whole | null {
  switch (type.kind) {
    case 'date':
      return readDate(operand)
    case 'time':
      return readTime(operand, type.unit)
    case 'timestamp':
      return readTimestamp(operand, type.unit, type.zone !== null)
    default:
      return readNumber(operand, type.kind === 'decimal' ? type.scale : 0)
  }
}

/** Between two whole numbers there is none: what lies there is compared with the one below it. */
function compareWhole(
  value: Expr,
  operator: Comparison,
  { floor, isExact }: Whole,
  { type }: Column,
): Expr {
  const { dtype, limit } = wholeKinds[type.kind as keyof typeof wholeKinds]
  const none = (): Expr => value.isNull().and(pl.lit(null).cast(pl.Bool))
  const all = (): Expr => none().not()
  if (operator === '=' && !isExact) return none()
  if (floor >= limit) return operator === '<' || operator === '<=' ? all() : none()
  if (floor < -limit) return operator === '>' || operator === '>=' ? all() : none()
  const rounded =
    !isExact && operator === '<' ? '<=' : !isExact && operator === '>=' ? '>' : operator
  // As text: a number would pass through floating point.
  return compareTo(value, rounded, pl.lit(String(floor)).cast(dtype))
}

/** A number is compared with numbers, a text with texts, as in SQLite; `=` with what looks the same. */
function compareAny(value: Expr, operator: Comparison, operand: string): Expr {
  const number = numberKey(operand.trim())
  if (operator === '=') {
    const keys = [ANY_TEXT + operand]
    if (number !== null) keys.push(ANY_NUMBER + number)
    if (operand.startsWith('0x')) keys.push(ANY_BLOB + operand.slice(2).toLowerCase())
    return keys.map((key) => value.eq(pl.lit(key))).reduce((all, one) => all.or(one))
  }
  const [first, end] = number === null ? [ANY_TEXT, ANY_BLOB] : [ANY_NUMBER, ANY_TEXT]
  const isOfClass = value.gtEq(pl.lit(first)).and(value.lt(pl.lit(end)))
  return compareTo(value, operator, first + (number ?? operand)).and(isOfClass)
}

function readBool(operand: string): boolean | null {
  if (/^(true|t|1)$/i.test(operand)) return true
  return /^(false|f|0)$/i.test(operand) ? false : null
}

function readFloat(operand: string): number | null {
  return parseSpecial(operand) ?? (numberKey(operand) === null ? null : Number(operand))
}

function refuse(column: Column): never {
  const { name, type, serverType } = column
  const wanted = isNumeric(type) ? 'a number' : WANTED[type.kind]
  throw new WorkbenchError(
    'invalid-request',
    `The filter on “${name}” (${serverType}) needs ${wanted ?? 'another value'}.`,
    { details: { column: name } },
  )
}

const WANTED: Partial<Record<Column['type']['kind'], string>> = {
  bool: 'true or false',
  date: 'a date, such as 2024-01-31',
  time: 'a time of day, such as 13:05 or 13:05:09.25',
  timestamp: 'a date with or without a time, such as 2024-01-31 13:05',
  binary: 'bytes, such as 0xcafe',
}
