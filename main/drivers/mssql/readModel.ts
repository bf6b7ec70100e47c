import type { ColumnInfo } from '../../../contract/explorer.ts'
import type {
  ModelColumn,
  ModelParts,
  ModelRelation,
  ModelRoutine,
  SchemaModel,
} from '../../../contract/schemaModel.ts'
import type { CellValue } from '../../frame/collectRows.ts'
import type { Ask } from './introspect.ts'
import { COMMENT, commentIn, descriptionOf, readRelations } from './readRelation.ts'

/** All of a schema, by one statement a kind. */
export async function readModel(
  ask: Ask,
  { schema, parts }: { readonly schema: string; readonly parts: ModelParts },
): Promise<SchemaModel> {
  const isWhole = parts !== 'keys'
  const details = await readRelations(ask, schema, { name: null, isWhole })
  const relations = await ask(OBJECTS, schema, 'U', 'V')
  const routines = isWhole ? await ask(ROUTINES, schema) : []
  return {
    schema,
    relations: relations.map(([name, type, definition]): ModelRelation => {
      const isView = type === 'V'
      const detail = details.get(String(name))
      return {
        name: String(name),
        kind: isView ? 'view' : 'table',
        keys: [],
        indexes: [],
        triggers: [],
        ...detail,
        columns: isView ? [] : (detail?.columns ?? []).map(toModelColumn),
        ...(isView && commentsOf(detail?.columns ?? [])),
        definition: textOf(definition),
        options: '',
      }
    }),
    routines: routines.map(toRoutine),
    objects: [],
  }
}

const OBJECTS = `
  SELECT o.name, RTRIM(o.type) AS type, m.definition
  FROM sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id
  LEFT JOIN sys.sql_modules m ON m.object_id = o.object_id
  WHERE s.name = @p1 AND o.type IN (@p2, @p3)
  ORDER BY o.name`

const ROUTINES = `
  SELECT o.name, RTRIM(o.type) AS type, m.definition, ${COMMENT}
  FROM sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id
  LEFT JOIN sys.sql_modules m ON m.object_id = o.object_id
  ${descriptionOf('o.object_id')}
  WHERE s.name = @p1 AND o.type IN ('P', 'FN', 'IF', 'TF')
  ORDER BY o.name`

/** Identity and computed columns stand where a default would. */
function toModelColumn(column: ColumnInfo): ModelColumn {
  const { defaultExpression } = column
  const isGenerated = defaultExpression === 'IDENTITY' || defaultExpression?.startsWith('AS ')
  return {
    ...column,
    defaultExpression: isGenerated ? null : defaultExpression,
    generated: isGenerated ? defaultExpression : null,
    collation: null,
  }
}

function commentsOf(columns: readonly ColumnInfo[]): Pick<ModelRelation, 'columnComments'> {
  const described = columns.flatMap(({ name, comment }) => (comment ? [[name, comment]] : []))
  return described.length > 0 ? { columnComments: Object.fromEntries(described) } : {}
}

/** Names of routines are their own here: there are no overloads. */
const toRoutine = ([name, type, definition, comment]: CellValue[]): ModelRoutine => ({
  ...commentIn(comment),
  name: String(name),
  kind: type === 'P' ? 'procedure' : 'function',
  signature: '',
  definition: textOf(definition),
})

const textOf = (definition: CellValue | undefined): string | null =>
  typeof definition === 'string' ? definition.trim().replace(/;$/, '') : null
