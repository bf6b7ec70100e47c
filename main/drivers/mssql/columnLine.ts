import type { ColumnInfo } from '../../../contract/explorer.ts'
import { quoteIdentifier } from './dialect.ts'

/** A column as CREATE TABLE and CREATE TYPE write it, on a line of its own. */
export function columnLine({
  name,
  serverType,
  isNullable,
  defaultExpression,
}: ColumnInfo): string {
  const quoted = quoteIdentifier(name)
  if (defaultExpression?.startsWith('AS ')) return `  ${quoted} ${defaultExpression}`
  const isIdentity = defaultExpression === 'IDENTITY'
  return [
    `  ${quoted} ${serverType}`,
    ...(isIdentity ? ['IDENTITY'] : []),
    isNullable ? 'NULL' : 'NOT NULL',
    ...(defaultExpression !== null && !isIdentity ? [`DEFAULT (${defaultExpression})`] : []),
  ].join(' ')
}
