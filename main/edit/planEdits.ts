import type { RawCell } from '../../contract/cellText.ts'
import { type Column, type ColumnType, isNumeric } from '../../contract/columns.ts'
import type { LiteralStyle } from '../../contract/drivers.ts'
import type { EditableRows, EditedValue, RowChange } from '../../contract/edits.ts'
import type { ColumnInfo } from '../../contract/explorer.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type { SimpleSelect } from '../../contract/sql/select/simpleSelect.ts'
import type { Dialect, Parameter, Statement } from '../drivers/driver.ts'
import type { EditDialect, EditedColumn, RowStatement } from '../drivers/editDialect.ts'

/** A cell with the type its batch has it in, which the result may have widened; `raw` null: NULL. */
export type StoredValue = { readonly type: ColumnType; readonly raw: RawCell | null }
/** A row of a result. */
export type StoredRow = readonly StoredValue[]

/** All that statements about the rows of a result are written from. */
export type EditGround = {
  readonly rows: EditableRows
  /** Of the result. */
  readonly columns: readonly Column[]
  /** Of the table. */
  readonly tableColumns: readonly ColumnInfo[]
  readonly select: SimpleSelect
  readonly dialect: Pick<Dialect, 'quoteIdentifier' | 'literals'>
  readonly edits: EditDialect
  readonly hasTriggers: boolean
}

/** A statement with its values bound, and how the same reads with them written into it. */
export type WrittenStatement = { readonly statement: Statement; readonly text: string }

/** Rows that make room come first: a value that one gives up may be taken by another. */
const ORDER: Record<RowChange['kind'], number> = { delete: 0, update: 1, insert: 2 }

/** Places in the list of changes, in the order in which their statements run. */
export const runningOrder = (changes: readonly RowChange[]): number[] =>
  changes
    .map((_, index) => index)
    .toSorted((a, b) => ORDER[changes[a]!.kind] - ORDER[changes[b]!.kind] || a - b)

/** The columns by which a changed row is read again, as places in the result. */
export const keyColumns = ({ rows }: Pick<EditGround, 'rows'>): number[] =>
  rows.key.columns.map((name) => rows.columns.findIndex((column) => column.name === name))

/** Whether the statement of a change answers with the key of the row it made. */
export const answersWithKey = ({ edits, hasTriggers }: EditGround): boolean =>
  edits.returnsBesideTriggers || !hasTriggers

/** `original`: the row as the result has it; null for one that is added. */
export function writeChange(
  ground: EditGround,
  change: RowChange,
  original: StoredRow | null,
): WrittenStatement {
  return write(ground, (bind) => changeSql(ground, change, original, bind))
}

/** Reads a row by the values of its key, as the result would show it. */
export function writeRead(ground: EditGround, key: readonly StoredValue[]): WrittenStatement {
  const { select } = ground
  return write(ground, (bind) => {
    const conditions = keyColumns(ground).flatMap((column, at) =>
      conditionOf(ground, column, key[at]!, bind),
    )
    return `SELECT ${select.list} FROM ${select.from} WHERE ${conditions.join(' AND ')}`
  })
}

export const keyOf = (ground: EditGround, row: StoredRow): StoredValue[] =>
  keyColumns(ground).map((column) => row[column]!)

/**
 * The key that a row has when the change is done, as far as that is known without asking: null where
 * the server makes a part of it.
 */
export function keyAfter(
  ground: EditGround,
  change: Exclude<RowChange, { kind: 'delete' }>,
  original: StoredRow | null,
): StoredValue[] | null {
  const key = keyColumns(ground).map((column): StoredValue | null => {
    const value = change.values.find((each) => each.column === column)?.value
    const { type } = ground.columns[column]!
    if (value?.kind === 'null') return { type, raw: null }
    if (value?.kind === 'text') return { type: { kind: 'text' }, raw: value.text }
    return value ? null : (original?.[column] ?? null)
  })
  return key.every((value) => value !== null) ? key : null
}

/** Gives what stands in the statement for a value. */
type Bind = (value: Parameter, column: EditedColumn) => string

function write(ground: EditGround, build: (bind: Bind) => string): WrittenStatement {
  const parameters: Parameter[] = []
  const { edits, dialect } = ground
  const sql = build((value) => edits.placeholder(parameters.push(value)))
  const text = build((value, column) => literalOf(value, column, dialect.literals!))
  return { statement: { sql, parameters }, text }
}

function changeSql(
  ground: EditGround,
  change: RowChange,
  original: StoredRow | null,
  bind: Bind,
): string {
  const { edits, dialect, rows } = ground
  const values = change.kind === 'delete' ? [] : assignedValues(ground, change, bind)
  const returned = change.kind !== 'delete' && answersWithKey(ground) ? rows.key.columns : []
  const row: RowStatement = {
    table: `${dialect.quoteIdentifier(rows.schema)}.${dialect.quoteIdentifier(rows.table)}`,
    values,
    conditions: change.kind === 'insert' ? [] : conditionsOf(ground, change, original!, bind),
    returned: returned.map((name) => dialect.quoteIdentifier(name)),
  }
  return edits[change.kind](row)
}

/** The key, and unless it is forced what the row had: all of it where it goes, else what changes. */
function conditionsOf(
  ground: EditGround,
  change: Exclude<RowChange, { kind: 'insert' }>,
  original: StoredRow,
  bind: Bind,
): string[] {
  const key = keyColumns(ground)
  const seen =
    change.kind === 'update'
      ? change.values.map(({ column }) => column)
      : ground.rows.columns.flatMap(({ name }, column) => (name === null ? [] : [column]))
  const compared = change.isForced ? key : [...new Set([...key, ...seen])]
  return compared.flatMap((column) => conditionOf(ground, column, original[column]!, bind))
}

function conditionOf(
  { rows, columns, dialect, edits }: EditGround,
  column: number,
  { type, raw }: StoredValue,
  bind: Bind,
): string[] {
  const name = dialect.quoteIdentifier(rows.columns[column]!.name!)
  if (raw === null) return [`${name} IS NULL`]
  const edited = { type, serverType: columns[column]!.serverType }
  // Asked first: what is not compared must not be bound.
  if (edits.equals(name, '', edited) === null) return []
  return [edits.equals(name, bind(edits.bindStored(raw, edited), edited), edited)!]
}

function assignedValues(
  ground: EditGround,
  change: Exclude<RowChange, { kind: 'delete' }>,
  bind: Bind,
): { column: string; value: string }[] {
  const { rows, dialect } = ground
  return change.values.flatMap(({ column, value }) => {
    const { name, isEditable } = rows.columns[column] ?? { name: null, isEditable: false }
    if (name === null || !isEditable)
      throw new WorkbenchError('invalid-request', `Column ${column} cannot be changed.`)
    // An added row has the default where nothing is said.
    if (value.kind === 'default' && change.kind === 'insert') return []
    return [{ column: dialect.quoteIdentifier(name), value: valueSql(ground, column, value, bind) }]
  })
}

function valueSql(
  { rows, columns, tableColumns, edits }: EditGround,
  column: number,
  value: EditedValue,
  bind: Bind,
): string {
  const { name } = rows.columns[column]!
  const info = tableColumns.find((each) => each.name === name)
  switch (value.kind) {
    case 'null':
      return 'NULL'
    case 'default':
      return edits.defaultValue(info?.defaultExpression ?? null)
    case 'text': {
      const edited = columns[column]!
      return edits.value(bind(bindText(edits, value.text, edited), edited), edited)
    }
  }
}

function bindText(edits: EditDialect, text: string, column: Column): Parameter {
  try {
    return edits.bind(text, column)
  } catch (error) {
    // Such as BigInt of a text that is no number.
    throw new WorkbenchError(
      'invalid-request',
      `This is no value of the type ${column.serverType} of “${column.name}”.`,
      { cause: error },
    )
  }
}

const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?$/

function literalOf(value: Parameter, { type }: EditedColumn, literals: LiteralStyle): string {
  if (value === null) return 'NULL'
  if (value instanceof Uint8Array)
    return literals.bytes[0] + Buffer.from(value).toString('hex') + literals.bytes[1]
  if (typeof value === 'boolean') return literals.booleans[value ? 1 : 0]
  if (typeof value !== 'string') return String(value)
  if ((isNumeric(type) && PLAIN_NUMBER.test(value)) || type.kind === 'bool') return value
  return `${literals.textPrefix}'${value.replaceAll("'", "''")}'`
}
