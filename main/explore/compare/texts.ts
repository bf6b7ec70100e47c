import type { IndexInfo, KeyInfo } from '../../../contract/explorer.ts'
import type { ModelColumn, ModelRelation } from '../../../contract/schemaModel.ts'

/** How things look beside one another; not statements to run. */

export const columnText = ({
  name,
  serverType,
  isNullable,
  defaultExpression,
  generated,
  collation,
}: ModelColumn): string =>
  [
    name,
    serverType,
    ...(collation ? [`COLLATE ${collation}`] : []),
    ...(generated ? [generated] : []),
    ...(isNullable ? [] : ['NOT NULL']),
    ...(defaultExpression === null ? [] : [`DEFAULT ${defaultExpression}`]),
  ]
    .filter((part) => part !== '')
    .join(' ')

export function keyText({ name, kind, columns, references, definition }: KeyInfo): string {
  if (definition !== null) return `${name}: ${definition}`
  const target = references
    ? ` REFERENCES ${references.table} (${references.columns.join(', ')})`
    : ''
  return `${name}: ${kind.toUpperCase()} KEY (${columns.join(', ')})${target}`
}

export const indexText = ({ name, columns, definition }: IndexInfo): string =>
  definition ?? `${name} (${columns.join(', ')})`

export function relationText({ columns, keys, options, definition }: ModelRelation): string {
  if (columns.length === 0) return definition ?? ''
  const lines = [...columns.map(columnText), ...keys.map(keyText)]
  return [...lines, ...(options ? [options] : [])].join('\n')
}
