import type { RawCell } from '../../contract/cellText.ts'
import type { ColumnType } from '../../contract/columns.ts'
import type { Parameter } from './driver.ts'

/** A column as values of it are bound and compared. */
export type EditedColumn = {
  readonly type: ColumnType
  /** The database's own name of the type, such as `numeric(12,2)`. */
  readonly serverType: string
}

/** One row and what is done with it; names are quoted, values are placeholders with what they need. */
export type RowStatement = {
  readonly table: string
  readonly values: readonly { readonly column: string; readonly value: string }[]
  /** All of them hold for the row; none where it is added. */
  readonly conditions: readonly string[]
  /** Columns that the statement answers with, as the row has them then. */
  readonly returned: readonly string[]
}

/** Pure: how statements change single rows, with bound values. */
export interface EditDialect {
  /** Counted from 1. */
  placeholder(index: number): string
  /** A value written as the grid shows it. */
  bind(text: string, column: EditedColumn): Parameter
  /** A value as a result holds it, so that it is equal to what is stored. */
  bindStored(raw: RawCell, column: EditedColumn): Parameter
  /** What stands for a bound value in SET and VALUES. */
  value(placeholder: string, column: EditedColumn): string
  /** What gives a column its default again in SET. */
  defaultValue(expression: string | null): string
  /** A condition that the column has the bound value; null: values of the type are not compared. */
  equals(name: string, placeholder: string, column: EditedColumn): string | null
  /** Whether a column of the declared type keeps numbers as `keptNumber` writes them; left out: none. */
  keepsNumbers?(declaredType: string): boolean
  insert(row: RowStatement): string
  update(row: RowStatement): string
  delete(row: RowStatement): string
  /** Statements may answer with columns even where the table has triggers. */
  readonly returnsBesideTriggers: boolean
}

/** For databases that answer by RETURNING at the end. */
export const returningStatements: Pick<EditDialect, 'insert' | 'update' | 'delete'> = {
  insert: ({ table, values, returned }) =>
    `INSERT INTO ${table} ${insertedValues(values)}${returningClause(returned)}`,
  update: ({ table, values, conditions, returned }) =>
    `UPDATE ${table} SET ${assignments(values)} WHERE ${conditions.join(' AND ')}${returningClause(returned)}`,
  delete: ({ table, conditions }) => `DELETE FROM ${table} WHERE ${conditions.join(' AND ')}`,
}

export const assignments = (values: RowStatement['values']): string =>
  values.map(({ column, value }) => `${column} = ${value}`).join(', ')

/** `between`: what stands in front of VALUES. */
export const insertedValues = (values: RowStatement['values'], between = ''): string => {
  if (values.length === 0) return `${between}DEFAULT VALUES`
  const columns = values.map(({ column }) => column).join(', ')
  return `(${columns}) ${between}VALUES (${values.map(({ value }) => value).join(', ')})`
}

const returningClause = (returned: readonly string[]): string =>
  returned.length === 0 ? '' : ` RETURNING ${returned.join(', ')}`

/** The bytes that `0x…` stands for. */
export const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from(Buffer.from(text.replace(/^(?:0x|\\x)/i, ''), 'hex'))
