import type { IndexInfo, KeyInfo } from '../../../contract/explorer.ts'
import type { ModelAccess, ModelColumn, ModelRelation } from '../../../contract/schemaModel.ts'
import { groupPrivileges } from '../../drivers/privileges.ts'

/** How things look beside one another; not statements to run. */

export const columnText = ({
  name,
  serverType,
  isNullable,
  defaultExpression,
  generated,
  collation,
  comment,
}: ModelColumn): string =>
  withComment(
    [
      name,
      serverType,
      ...(collation ? [`COLLATE ${collation}`] : []),
      ...(generated ? [generated] : []),
      ...(isNullable ? [] : ['NOT NULL']),
      ...(defaultExpression === null ? [] : [`DEFAULT ${defaultExpression}`]),
    ]
      .filter((part) => part !== '')
      .join(' '),
    comment,
    '  ',
  )

/** On a line of its own, so that it is marked by itself. */
const withComment = (text: string, comment: string | undefined, indent = ''): string =>
  comment === undefined ? text : `${text}\n${indent}COMMENT ‘${comment}’`

export function keyText({ name, kind, columns, references, definition }: KeyInfo): string {
  if (definition !== null) return `${name}: ${definition}`
  const target = references
    ? ` REFERENCES ${references.table} (${references.columns.join(', ')})`
    : ''
  return `${name}: ${kind.toUpperCase()} KEY (${columns.join(', ')})${target}`
}

export const indexText = ({ name, columns, definition }: IndexInfo): string =>
  definition ?? `${name} (${columns.join(', ')})`

export function relationText(relation: ModelRelation): string {
  const { columns, keys, options, definition, comment, columnComments = {} } = relation
  const lines = [...columns.map(columnText), ...keys.map(keyText), ...(options ? [options] : [])]
  const ofColumns = Object.entries(columnComments).map(([name, text]) =>
    withComment(name, text, '  '),
  )
  const text = columns.length === 0 ? (definition ?? '') : lines.join('\n')
  return [withComment(text, comment), ...ofColumns, ...accessLines(relation)].join('\n')
}

export const moduleText = (
  text: string,
  of: { readonly comment?: string; readonly access?: ModelAccess },
): string => [withComment(text, of.comment), ...accessLines(of)].join('\n')

function accessLines({ access }: { readonly access?: ModelAccess }): string[] {
  if (!access) return []
  const { owner, followsOwner, privileges } = access
  return [
    ...(followsOwner ? [] : [`OWNER ${owner}`]),
    ...groupPrivileges(privileges).map(
      ({ isTaken, names, grantee, isGrantable }) =>
        `${isTaken ? 'REVOKE' : 'GRANT'} ${names} ${isTaken ? 'FROM' : 'TO'} ${grantee ?? owner}${isGrantable ? ' WITH GRANT OPTION' : ''}`,
    ),
  ]
}
