import { WorkbenchError } from '../../../contract/errors.ts'
import type { KeyInfo, SchemaObject } from '../../../contract/explorer.ts'
import { columnLine } from './columnLine.ts'
import { quoteIdentifier } from './dialect.ts'
import type { Ask } from './introspect.ts'
import { readRelation } from './readRelation.ts'
import { sequenceDefinition } from './readSequences.ts'
import { typeDefinition } from './readTypes.ts'

/** Batches of their own begin behind GO: a view or routine has to be the only one of its batch. */
const BETWEEN_BATCHES = '\nGO\n\n'

/** The text of a view or routine as it was written; a table's is put together from the catalog. */
export async function readDefinition(ask: Ask, object: SchemaObject): Promise<string> {
  const { schema, name } = object
  if (object.kind === 'type') return (await typeDefinition(ask, schema, name)) ?? fail(object)
  if (object.kind === 'sequence')
    return (await sequenceDefinition(ask, schema, name)) ?? fail(object)
  const [[type, text] = []] = await ask(MODULE, schema, name)
  if (typeof text === 'string') return `${text.trim().replace(/;$/, '')};\n`
  if (type === undefined) return fail(object)
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

const keyLine = ({ name, definition }: KeyInfo): string =>
  `  CONSTRAINT ${quoteIdentifier(name)} ${definition}`

function fail({ kind, schema, name }: SchemaObject): never {
  const what = kind === 'relation' ? 'table or view' : kind
  throw new WorkbenchError('not-found', `There is no ${what} “${name}” in “${schema}”.`)
}
