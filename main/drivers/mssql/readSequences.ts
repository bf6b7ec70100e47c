import type { SchemaItem } from '../../../contract/explorer.ts'
import { catalogType } from './catalogType.ts'
import { quoteIdentifier } from './dialect.ts'
import type { Ask } from './introspect.ts'

/** Sequences of all schemas, with the type that they count in. */
export async function readSequences(ask: Ask): Promise<SchemaItem[]> {
  return (await ask(SEQUENCES(''))).map(([schema, name, ...row]) => ({
    ...{ schema: String(schema), name: String(name), kind: 'sequence', relation: null },
    detail: catalogType(row.slice(0, 4)),
  }))
}

/** Null: there is no such sequence. */
export async function sequenceDefinition(
  ask: Ask,
  schema: string,
  name: string,
): Promise<string | null> {
  const [row] = await ask(SEQUENCES('AND s.name = @p1 AND q.name = @p2'), schema, name)
  if (!row) return null
  const [start, increment, least, most, isCycling, isCached, cacheSize] = row.slice(6)
  const lines = [
    `CREATE SEQUENCE ${quoteIdentifier(schema)}.${quoteIdentifier(name)} AS ${catalogType(row.slice(2, 6))}`,
    `  START WITH ${String(start)}`,
    `  INCREMENT BY ${String(increment)}`,
    `  MINVALUE ${String(least)}`,
    `  MAXVALUE ${String(most)}`,
    ...(isCycling ? ['  CYCLE'] : []),
    // Without a number the server chooses one, and does not tell it.
    isCached ? `  CACHE${cacheSize === null ? '' : ` ${String(cacheSize)}`}` : '  NO CACHE',
  ]
  return `${lines.join('\n')};\n`
}

/** Its numbers are of any type (sql_variant): as text they are exact. */
const SEQUENCES = (condition: string) => `
  SELECT s.name, q.name, t.name, 0 AS max_length, q.precision, q.scale,
    CAST(q.start_value AS nvarchar(40)), CAST(q.increment AS nvarchar(40)),
    CAST(q.minimum_value AS nvarchar(40)), CAST(q.maximum_value AS nvarchar(40)),
    q.is_cycling, q.is_cached, q.cache_size
  FROM sys.sequences q
  JOIN sys.schemas s ON s.schema_id = q.schema_id
  JOIN sys.types t ON t.user_type_id = q.user_type_id
  WHERE 1 = 1 ${condition}
  ORDER BY s.name, q.name`
