import type { SchemaItem } from '../../../contract/explorer.ts'
import type { CellValue } from '../../frame/collectRows.ts'
import { catalogType } from './catalogType.ts'
import { columnLine } from './columnLine.ts'
import { quoteIdentifier } from './dialect.ts'
import type { Ask } from './introspect.ts'
import { readRelation } from './readRelation.ts'

/** User-defined types of all schemas, with the type or the columns that they stand for. */
export async function readTypes(ask: Ask): Promise<SchemaItem[]> {
  const columns = Map.groupBy(await ask(COLUMNS), ([id]) => String(id))
  return (await ask(TYPES(''))).map((row) => {
    const [schema, name, kind, tableId] = row
    const listed = (columns.get(String(tableId)) ?? []).map(
      ([, column, ...type]) => `${String(column)} ${catalogType(type)}`,
    )
    return {
      ...{ schema: String(schema), name: String(name), kind: 'type', relation: null },
      detail: kind === 'alias' ? aliasText(row) : listed.join(', '),
    }
  })
}

/** Null: there is no such type. */
export async function typeDefinition(
  ask: Ask,
  schema: string,
  name: string,
): Promise<string | null> {
  const [row] = await ask(TYPES('AND s.name = @p1 AND t.name = @p2'), schema, name)
  if (!row) return null
  const place = `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`
  const [, , kind, , tableSchema, table] = row
  if (kind === 'assembly') return `-- ${schema}.${name} is a type of an assembly\n`
  if (kind === 'alias') return `CREATE TYPE ${place} FROM ${aliasText(row)};\n`
  const { columns, keys, indexes } = await readRelation(ask, String(tableSchema), String(table))
  const lines = [
    ...columns.map(columnLine),
    // Names of its constraints are the server's, and cannot be given.
    ...keys.map(({ definition }) => `  ${definition}`),
    ...indexes.flatMap(({ name: index, definition, columns: indexed }) =>
      definition === null
        ? []
        : [`  INDEX ${quoteIdentifier(index)} (${indexed.map(quoteIdentifier).join(', ')})`],
    ),
  ]
  return `CREATE TYPE ${place} AS TABLE (\n${lines.join(',\n')}\n);\n`
}

/** What follows FROM; an alias takes NULL unless it says that it does not. */
function aliasText(row: readonly CellValue[]): string {
  const [, , , , , , base, maxLength, precision, scale, isNullable] = row
  const type = catalogType([base, maxLength, precision, scale])
  return isNullable ? type : `${type} NOT NULL`
}

/** The columns of a table type are those of an object of the server's own. */
const TYPES = (condition: string) => `
  SELECT s.name, t.name,
    CASE WHEN t.is_table_type = 1 THEN 'table' WHEN t.is_assembly_type = 1 THEN 'assembly'
      ELSE 'alias' END AS kind,
    tt.type_table_object_id, os.name, o.name, b.name, t.max_length, t.precision, t.scale,
    t.is_nullable
  FROM sys.types t
  JOIN sys.schemas s ON s.schema_id = t.schema_id
  LEFT JOIN sys.types b ON b.user_type_id = t.system_type_id
  LEFT JOIN sys.table_types tt ON tt.user_type_id = t.user_type_id
  LEFT JOIN sys.all_objects o ON o.object_id = tt.type_table_object_id
  LEFT JOIN sys.schemas os ON os.schema_id = o.schema_id
  WHERE t.is_user_defined = 1 ${condition}
  ORDER BY s.name, t.name`

const COLUMNS = `
  SELECT tt.type_table_object_id, c.name, t.name, c.max_length, c.precision, c.scale
  FROM sys.table_types tt
  JOIN sys.all_columns c ON c.object_id = tt.type_table_object_id
  JOIN sys.types t ON t.user_type_id = c.user_type_id
  ORDER BY tt.type_table_object_id, c.column_id`
