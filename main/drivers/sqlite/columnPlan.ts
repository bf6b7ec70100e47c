import type { Column, ColumnType } from '../../../contract/columns.ts'

/** A value as better-sqlite3 reads it with safe integers: SQLite's five storage classes. */
export type SqliteValue = null | bigint | number | string | Uint8Array
export type SqliteRow = readonly SqliteValue[]

/** Which storage classes a column's type holds exactly. `numbers`: integers and reals as text. */
export type Accepts = 'integers' | 'reals' | 'numbers' | 'texts' | 'blobs' | 'everything'

export type ColumnPlan = { readonly type: ColumnType; readonly accepts: Accepts }

export const INTEGERS: ColumnPlan = { type: { kind: 'int64' }, accepts: 'integers' }
export const REALS: ColumnPlan = { type: { kind: 'float64', text: 'sqlite' }, accepts: 'reals' }
export const NUMBERS: ColumnPlan = { type: { kind: 'text', mark: 'decimal' }, accepts: 'numbers' }
export const TEXTS: ColumnPlan = { type: { kind: 'text' }, accepts: 'texts' }
const DECIMAL_TEXTS: ColumnPlan = { type: { kind: 'text', mark: 'decimal' }, accepts: 'texts' }
const JSON_TEXTS: ColumnPlan = { type: { kind: 'text', mark: 'json' }, accepts: 'texts' }
export const BLOBS: ColumnPlan = { type: { kind: 'binary' }, accepts: 'blobs' }
export const EVERYTHING: ColumnPlan = { type: { kind: 'any' }, accepts: 'everything' }

/**
 * Decides how a column is stored, from its declared type and the values of the first rows. A column
 * whose values contradict its declaration is stored as what they are.
 */
export function planColumn(
  declaredType: string | null,
  values: readonly SqliteValue[],
): ColumnPlan {
  const declared = declaredType === null ? null : planDeclared(declaredType)
  const classes = new Set(values.map(storageClass))
  classes.delete('null')
  if (declared && [...classes].every((each) => isAccepted(declared, each))) return declared
  return planByClasses(classes)
}

/** A column as it is announced; `declaredType` null: an expression, called by what it gave. */
export function describeColumn(
  name: string,
  declaredType: string | null,
  plan: ColumnPlan,
): Column {
  return { name, type: plan.type, serverType: declaredType ?? CLASS_NAMES[plan.accepts] }
}

const CLASS_NAMES: Record<Accepts, string> = {
  integers: 'INTEGER',
  reals: 'REAL',
  numbers: 'NUMERIC',
  texts: 'TEXT',
  blobs: 'BLOB',
  everything: '',
}

/**
 * The rules of column affinity (https://www.sqlite.org/datatype3.html, 3.1), in their order. Null
 * where the declared name promises nothing about the values: dates and booleans are kept as
 * whatever was put in, and an unknown name has NUMERIC affinity without meaning numbers.
 */
function planDeclared(declaredType: string): ColumnPlan | null {
  const name = declaredType.toUpperCase()
  if (name.includes('INT')) return INTEGERS
  if (/CHAR|CLOB|TEXT/.test(name)) return planTexts(name)
  if (name.includes('BLOB')) return BLOBS
  if (/REAL|FLOA|DOUB/.test(name)) return REALS
  if (/DEC|NUM|MONEY/.test(name)) return NUMBERS
  return /^JSON\b/.test(name) ? JSON_TEXTS : null
}

function planTexts(name: string): ColumnPlan {
  if (name.includes('DEC')) return DECIMAL_TEXTS
  return name.includes('JSON') ? JSON_TEXTS : TEXTS
}

type StorageClass = 'null' | 'integer' | 'real' | 'text' | 'blob'

function storageClass(value: SqliteValue): StorageClass {
  switch (typeof value) {
    case 'bigint':
      return 'integer'
    case 'number':
      return 'real'
    case 'string':
      return 'text'
    default:
      return value === null ? 'null' : 'blob'
  }
}

const ACCEPTED: Record<Accepts, readonly StorageClass[]> = {
  integers: ['integer'],
  reals: ['real'],
  numbers: ['integer', 'real'],
  texts: ['text'],
  blobs: ['blob'],
  everything: ['integer', 'real', 'text', 'blob'],
}

const isAccepted = (plan: ColumnPlan, each: StorageClass): boolean =>
  ACCEPTED[plan.accepts].includes(each)

/** Nothing but NULL seen: anything may still come, and only `any` widens to all of it. */
function planByClasses(classes: ReadonlySet<StorageClass>): ColumnPlan {
  if (classes.size === 0) return EVERYTHING
  const plans = [INTEGERS, REALS, NUMBERS, TEXTS, BLOBS]
  return plans.find((plan) => [...classes].every((each) => isAccepted(plan, each))) ?? EVERYTHING
}
