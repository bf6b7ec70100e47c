import type { Catalog, RelationInfo, SchemaInfo } from '../../../contract/explorer.ts'
import { type CellValue, collectRows } from '../../frame/collectRows.ts'
import type { Connection, Introspector, Parameter } from '../driver.ts'
import { readDefinition } from './readDefinition.ts'
import { readItems } from './readItems.ts'
import { readModel } from './readModel.ts'
import { readReferring } from './readReferring.ts'
import { readCallable, readRoutines } from './readRoutines.ts'
import { COMMENT, commentIn, descriptionOf, readRelation } from './readRelation.ts'
import { catalogType } from './catalogType.ts'

/** Reads of the catalog views, which every user may ask about what it may use. */
export const introspect: Introspector = {
  schemas,
  relations,
  relation: (connection, schema, name, signal) =>
    readRelation(askOn(connection, signal), schema, name),
  routines: (connection, schema, signal) => readRoutines(askOn(connection, signal), schema),
  items: (connection, signal) => readItems(askOn(connection, signal)),
  definition: (connection, object, signal) => readDefinition(askOn(connection, signal), object),
  catalog,
  model: (connection, request, signal) => readModel(askOn(connection, signal), request),
  referring: (connection, schema, name, signal) =>
    readReferring(askOn(connection, signal), schema, name),
}

/** Reads rows of the catalog; bound to a connection and a signal. Parameters are @p1, @p2 … */
export type Ask = (sql: string, ...parameters: Parameter[]) => Promise<CellValue[][]>

const askOn =
  (connection: Connection, signal: AbortSignal): Ask =>
  (sql, ...parameters) =>
    collectRows(connection, { sql, parameters }, signal)

/** Roles that every database has own schemas with numbers from 16384 on. */
const SCHEMAS = `
  SELECT s.name,
    CASE WHEN s.schema_id >= 16384 OR s.name IN ('sys', 'INFORMATION_SCHEMA', 'guest')
      THEN 1 ELSE 0 END AS is_system,
    CASE WHEN s.name = SCHEMA_NAME() THEN 1 ELSE 0 END AS is_default
  FROM sys.schemas s ORDER BY 2, 1`

async function schemas(connection: Connection, signal: AbortSignal): Promise<SchemaInfo[]> {
  const rows = await askOn(connection, signal)(SCHEMAS)
  return rows.map(([name, isSystem, isDefault]) => ({
    name: String(name),
    isSystem: Number(isSystem) === 1,
    isDefault: Number(isDefault) === 1,
  }))
}

/** Row counts as the storage keeps them; pages of 8 KiB, those of the indexes with them. */
const RELATIONS = `
  SELECT o.name, RTRIM(o.type) AS type, r.row_count, z.size_bytes, ${COMMENT}
  FROM sys.all_objects o
  JOIN sys.schemas s ON s.schema_id = o.schema_id
  LEFT JOIN (
    SELECT p.object_id, SUM(p.rows) AS row_count FROM sys.partitions p
    WHERE p.index_id < 2 GROUP BY p.object_id) r ON r.object_id = o.object_id
  LEFT JOIN (
    SELECT p.object_id, SUM(a.total_pages) * 8192 AS size_bytes FROM sys.partitions p
    JOIN sys.allocation_units a ON a.container_id = p.partition_id
    GROUP BY p.object_id) z ON z.object_id = o.object_id
  ${descriptionOf('o.object_id')}
  WHERE s.name = @p1 AND o.type IN ('U', 'V')
  ORDER BY o.name`

async function relations(
  connection: Connection,
  schema: string,
  signal: AbortSignal,
): Promise<RelationInfo[]> {
  const rows = await askOn(connection, signal)(RELATIONS, schema)
  return rows.map(([name, type, rowCount, sizeBytes, comment]) => ({
    schema,
    name: String(name),
    kind: kindOf(type),
    estimatedRows: numberOf(rowCount),
    sizeBytes: numberOf(sizeBytes),
    ...commentIn(comment),
  }))
}

const kindOf = (type: CellValue | undefined): RelationInfo['kind'] =>
  type === 'V' ? 'view' : 'table'

const numberOf = (value: CellValue | undefined): number | null =>
  value === null || value === undefined ? null : Number(value)

const CATALOG = `
  SELECT s.name, o.name, RTRIM(o.type) AS type, c.name, t.name, c.max_length, c.precision, c.scale
  FROM sys.objects o
  JOIN sys.schemas s ON s.schema_id = o.schema_id
  JOIN sys.columns c ON c.object_id = o.object_id
  JOIN sys.types t ON t.user_type_id = c.user_type_id
  WHERE o.type IN ('U', 'V')
  ORDER BY s.name, o.name, c.column_id`

async function catalog(connection: Connection, signal: AbortSignal): Promise<Catalog> {
  const ask = askOn(connection, signal)
  const [[defaultSchema] = []] = await ask('SELECT SCHEMA_NAME()')
  const gathered: Catalog['relations'] = []
  for (const [schema, name, type, column, ...columnType] of await ask(CATALOG)) {
    const last = gathered.at(-1)
    if (last?.schema !== schema || last?.name !== name)
      gathered.push({
        schema: String(schema),
        name: String(name),
        kind: kindOf(type),
        columns: [],
      })
    gathered.at(-1)!.columns.push({ name: String(column), serverType: catalogType(columnType) })
  }
  const routines = await readCallable(ask)
  return { defaultSchema: String(defaultSchema ?? 'dbo'), relations: gathered, routines }
}
