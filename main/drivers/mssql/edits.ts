import { cellText } from '../../../contract/cellText.ts'
import type { Parameter } from '../driver.ts'
import {
  assignments,
  bytesOf,
  type EditDialect,
  type EditedColumn,
  insertedValues,
} from '../editDialect.ts'

/** Types of the CLR and those that hold any type: neither compared nor written from text. */
const UNCOMPARED = /^(?:sql_variant|geometry|geography|hierarchyid)\b/i
/** Types without equality, and what has one. */
const LARGE_TEXT = /^(?:n?text|xml)\b/i
const LARGE_BYTES = /^image\b/i

export const edits: EditDialect = {
  // https://learn.microsoft.com/sql/t-sql/queries/output-clause-transact-sql: not without INTO then.
  returnsBesideTriggers: false,
  placeholder: (index) => `@p${index}`,
  bind,
  bindStored: (raw, column) =>
    raw instanceof Uint8Array ? raw.slice() : bind(cellText(column.type, raw), column),
  value: cast,
  defaultValue: () => 'DEFAULT',
  equals(name, placeholder, column) {
    const { serverType } = column
    if (UNCOMPARED.test(serverType)) return null
    if (LARGE_TEXT.test(serverType)) return `CAST(${name} AS nvarchar(max)) = ${placeholder}`
    if (LARGE_BYTES.test(serverType)) return `CAST(${name} AS varbinary(max)) = ${placeholder}`
    // An nvarchar beside a varchar column would keep its index from being used.
    if (/^(?:var)?char\(/i.test(serverType))
      return `${name} = CAST(${placeholder} AS ${serverType})`
    return `${name} = ${cast(placeholder, column)}`
  },
  insert: ({ table, values, returned }) =>
    `INSERT INTO ${table} ${insertedValues(values, outputClause(returned))}`,
  update: ({ table, values, conditions, returned }) =>
    `UPDATE ${table} SET ${assignments(values)} ${outputClause(returned)}WHERE ${conditions.join(' AND ')}`,
  delete: ({ table, conditions }) => `DELETE FROM ${table} WHERE ${conditions.join(' AND ')}`,
}

function bind(text: string, { type }: EditedColumn): Parameter {
  switch (type.kind) {
    case 'bool':
      return text === 'true'
    case 'int16':
    case 'int32':
    case 'int64':
      return BigInt(text)
    case 'float32':
    case 'float64':
      return Number(text)
    case 'binary':
      return bytesOf(text)
    default:
      return text
  }
}

/** Texts become the column's type by its exact name; those of the old moments by way of the new. */
function cast(placeholder: string, { type, serverType }: EditedColumn): string {
  switch (type.kind) {
    case 'timestamp':
      // In their own form texts are read by the session's order of day and month.
      return /^(?:small)?datetime$/i.test(serverType)
        ? `CAST(CAST(${placeholder} AS datetime2) AS ${serverType})`
        : `CAST(${placeholder} AS ${serverType})`
    case 'decimal':
    case 'date':
    case 'time':
      return `CAST(${placeholder} AS ${serverType})`
    case 'text':
      return type.mark === 'uuid' || type.mark === 'decimal'
        ? `CAST(${placeholder} AS ${serverType})`
        : placeholder
    default:
      return placeholder
  }
}

const outputClause = (returned: readonly string[]): string =>
  returned.length === 0 ? '' : `OUTPUT ${returned.map((name) => `inserted.${name}`).join(', ')} `
