import type { ColumnType } from './columns.ts'

/** What a column is of a point of a time series: what it is looked up by, what it says, or when. */
export const pointRoles = ['tag', 'field', 'time'] as const
export type PointRole = (typeof pointRoles)[number]

/** What whole numbers since 1970 count. */
export const timeUnits = ['s', 'ms', 'us', 'ns'] as const
export type TimeUnit = (typeof timeUnits)[number]

export const NANOSECONDS: Readonly<Record<TimeUnit, bigint>> = {
  s: 1_000_000_000n,
  ms: 1_000_000n,
  us: 1_000n,
  ns: 1n,
}

export type PointColumn = {
  readonly role: PointRole
  /** Of a time that is a whole number; nanoseconds where it is left out. */
  readonly unit?: TimeUnit
}

/** A column of the series as it is so far. */
export type KnownPointColumn = {
  readonly name: string
  readonly role: PointRole
  readonly serverType: string
}

/** The columns of a series: its time, its tags as the server calls them, and fields of a type. */
export const knownPointColumns = (
  columns: readonly { readonly name: string; readonly serverType: string }[],
): KnownPointColumn[] =>
  columns.map(({ name, serverType }) => ({
    name,
    serverType,
    role: /^_?time$/.test(name) ? 'time' : serverType === 'tag' ? 'tag' : 'field',
  }))

type FileColumn = { readonly name: string; readonly type: ColumnType }

const TIME_NAME = /^_?(time|timestamp|ts|date|datetime|at)$/i
const isNumberOfTime = ({ kind }: ColumnType): boolean => /^int(16|32|64)$/.test(kind)
const isTime = ({ kind }: ColumnType): boolean => kind === 'timestamp' || kind === 'date'

/**
 * What each column most likely is: what the series has it as so far, the time by its name or type,
 * texts tags and the rest fields. Of points without a field, the last column becomes one.
 */
export function guessPointRoles(
  columns: readonly FileColumn[],
  known: readonly KnownPointColumn[] = [],
): PointRole[] {
  const named = columns.findIndex(
    ({ name, type }) => TIME_NAME.test(name) && (isTime(type) || isNumberOfTime(type)),
  )
  const typed = columns.findIndex(({ type }) => type.kind === 'timestamp')
  const timeAt = [named, typed, columns.findIndex(({ type }) => isTime(type))].find((at) => at >= 0)
  const roles = columns.map(({ name, type }, index): PointRole => {
    if (index === timeAt) return 'time'
    const before = known.find((each) => each.name === name && each.role !== 'time')
    return before?.role ?? (isName(type) ? 'tag' : 'field')
  })
  const isFree = (role: PointRole, at: number) =>
    role === 'tag' && !known.some(({ name }) => name === columns[at]!.name)
  const last = roles.findLastIndex(isFree)
  if (!roles.includes('field') && last >= 0) roles[last] = 'field'
  return roles
}

const isName = (type: ColumnType): boolean =>
  type.kind === 'text' && (type.mark === undefined || type.mark === 'uuid')

/** The types that a column of the role can be read as, the guessed one first where it is among them. */
export function pointTypes(role: PointRole, guessed: ColumnType): ColumnType[] {
  switch (role) {
    case 'tag':
      return [{ kind: 'text' }]
    case 'time':
      return [
        ...(isTime(guessed) ? [guessed] : []),
        ...(isNumberOfTime(guessed) ? [INTEGER] : []),
        ...TIMES,
        INTEGER,
      ]
    case 'field':
      return [fieldType(guessed), ...FIELDS]
  }
}

const INTEGER: ColumnType = { kind: 'int64' }
const REAL: ColumnType = { kind: 'float64' }
const TEXT: ColumnType = { kind: 'text' }
const FIELDS: readonly ColumnType[] = [REAL, INTEGER, TEXT, { kind: 'bool' }]
const TIMES: readonly ColumnType[] = [
  { kind: 'timestamp', unit: 'ns', zone: null },
  { kind: 'timestamp', unit: 'ns', zone: 'UTC' },
  { kind: 'date' },
]

/** Series keep reals, whole numbers, booleans and texts; decimals become reals. */
function fieldType({ kind }: ColumnType): ColumnType {
  switch (kind) {
    case 'bool':
      return { kind }
    case 'int16':
    case 'int32':
    case 'int64':
      return INTEGER
    case 'float32':
    case 'float64':
    case 'decimal':
      return REAL
    default:
      return TEXT
  }
}

/** By the words of each generation of the server. */
const TYPE_OF_FIELD: Readonly<Record<string, ColumnType>> = {
  float: REAL,
  float64: REAL,
  integer: INTEGER,
  int64: INTEGER,
  string: TEXT,
  utf8: TEXT,
  boolean: { kind: 'bool' },
}

/** The type to read a column as: that of the field so far, else the first that fits its role. */
export function pointType(
  { name, type }: FileColumn,
  role: PointRole,
  known: readonly KnownPointColumn[] = [],
): ColumnType {
  const field = known.find((each) => each.name === name && each.role === 'field')
  const own = role === 'field' && field ? TYPE_OF_FIELD[field.serverType.toLowerCase()] : undefined
  return own ?? pointTypes(role, type)[0]!
}

/** The unit in which a number is a time of our days. */
export function guessTimeUnit(text: string): TimeUnit {
  const digits = text.replace(/^[+-]/, '').length
  if (digits <= 11) return 's'
  if (digits <= 14) return 'ms'
  return digits <= 17 ? 'us' : 'ns'
}
