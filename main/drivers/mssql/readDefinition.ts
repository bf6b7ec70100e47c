import { WorkbenchError } from '../../../contract/errors.ts'
import type { ColumnInfo, KeyInfo, SchemaObject } from '../../../contract/explorer.ts'
import { quoteIdentifier } from './dialect.ts'
import type { Ask } from './introspect.ts'
import { readRelation } from './readRelation.ts'

/** Batches of their own begin behind GO: a view or routine has to be the only one of its batch. */
const BETWEEN_BATCHES = '\nGO\n\n'

/** The text of a view or routine as it was written; a table's is put together from the catalog. */
export async function readDefinition(ask: Ask, object: SchemaObject): Promise<string> {
  const { schema, name } = object
  const [[type, text] = []] = await ask(MODULE, schema, name)
  if (typeof text === 'string') return `${text.trim().replace(/;$/, '')};\n`
  if (type === undefined) throw missing(object)
  if (object.kind === 'routine' || type === 'V')
    return `-- ${schema}.${name} is encrypted or written in another language\n`
  return tableDefinition(ask, schema, name)
}

const MODULE = `
  SELECT RTRIM(o.type) AS type, m.definition
  FROM sys.all_objects o JOIN sys.schemas s ON s.schema_id = o.schema_id
  LEFT JOIN sys.sql_modules m ON m.object_id = o.object_id
  WHERE s.name = @p1 AND o.name = @p2`

async function tableDefinition(ask: Ask, schema: string, name: string): Promise<string> {
  const { columns, keys, indexes, triggers } = await readRelation(ask, schema, name)
  const lines = [...columns.map(columnLine), ...keys.map(keyLine)]
  const table = `CREATE TABLE ${quoteIdentifier(schema)}.${quoteIdentifier(name)} (\n${lines.join(',\n')}\n);\n`
  const made = indexes.flatMap(({ definition }) => (definition ? [`${definition};\n`] : []))
  const batches = triggers.flatMap(({ definition }) =>
    definition ? [`${definition.trim()}\n`] : [],
  )
  return [[table, ...made].join('\n'), ...batches].join(BETWEEN_BATCHES)
}

function columnLine({ name, serverType, isNullable, defaultExpression }: ColumnInfo): string {
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

const keyLine = ({ name, definition }: KeyInfo): string =>
  `  CONSTRAINT ${quoteIdentifier(name)} ${definition}`

function missing({ kind, schema, name }: SchemaObject): WorkbenchError {
  const what = kind === 'relation' ? 'table or view' : kind
  return new WorkbenchError('not-found', `There is no ${what} “${name}” in “${schema}”.`)
}
