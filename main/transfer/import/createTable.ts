import { WorkbenchError } from '../../../contract/errors.ts'
import type { ImportColumn, ImportTarget } from '../../../contract/imports.ts'
import type { Dialect, Driver } from '../../drivers/driver.ts'

/** The statement that makes a table for the columns. Throws `unsupported` where there is none. */
export function createTableSql(
  { label, dialect }: Pick<Driver, 'label' | 'dialect'>,
  target: ImportTarget,
  columns: readonly ImportColumn[],
): string {
  const { typeFor } = dialect
  if (!typeFor)
    throw new WorkbenchError('unsupported', `${label} makes no tables. Choose one that is there.`)
  const lines = columns.map(
    (column) => `  ${dialect.quoteIdentifier(column.target)} ${typeFor(column.type)}`,
  )
  return `CREATE TABLE ${tableName(dialect, target)} (\n${lines.join(',\n')}\n)`
}

export const tableName = (dialect: Dialect, { schema, table }: ImportTarget): string =>
  [schema, table].filter(Boolean).map(dialect.quoteIdentifier).join('.')
