import { WorkbenchError } from '../../../contract/errors.ts'
import type {
  Catalog,
  ColumnInfo,
  RelationDetail,
  RelationInfo,
  SchemaInfo,
  SchemaItem,
} from '../../../contract/explorer.ts'
import { type CellValue, collectRows } from '../../frame/collectRows.ts'
import type { Connection, Introspector, Parameter } from '../driver.ts'
import { quoteIdentifier } from './dialect.ts'
import { readDefinition, readTriggers } from './readDefinition.ts'
import { readFunctions } from './readFunctions.ts'
import { readIndexes, readKeys } from './readKeys.ts'
import { IS_OF_USER, readModel } from './readModel.ts'

/** Reads of the catalog, all through the pragmas that stand as tables. */
export const introspect: Introspector = {
  schemas,
  relations,
  relation,
  routines: async () => [],
  items,
  definition: (connection, { schema, name }, signal) =>
    readDefinition(askOn(connection, signal), schema, name),
  catalog,
  model: (connection, request, signal) => readModel(askOn(connection, signal), request),
}

/** Reads rows of the catalog; bound to a connection and a signal. */
export type Ask = (sql: string, ...parameters: Parameter[]) => Promise<CellValue[][]>

const askOn =
  (connection: Connection, signal: AbortSignal): Ask =>
  (sql, ...parameters) =>
    collectRows(connection, { sql, parameters }, signal)

/** Databases: `main`, `temp` when it has anything, and what is attached. */
async function schemas(connection: Connection, signal: AbortSignal): Promise<SchemaInfo[]> {
  const rows = await askOn(
    connection,
    signal,
  )(
    `select name from pragma_database_list
     where name <> 'temp' or exists (select 1 from temp.sqlite_schema) order by seq`,
  )
  return rows.map(([name]) => ({
    name: String(name),
    isSystem: name === 'temp',
    isDefault: name === 'main',
  }))
}

/** Indexes that SQLite made for constraints have names of its own, which nobody looks for. */
async function items(connection: Connection, signal: AbortSignal): Promise<SchemaItem[]> {
  const ask = askOn(connection, signal)
  const found: SchemaItem[] = []
  for (const { name: schema, isSystem } of await schemas(connection, signal)) {
    if (isSystem) continue
    const rows = await ask(
      `select name, type, tbl_name from ${quoteIdentifier(schema)}.sqlite_schema
       where type in ('index', 'trigger') and name not like 'sqlite\\_%' escape '\\' order by name`,
    )
    for (const [name, type, table] of rows)
      found.push({
        ...{ schema, name: String(name), kind: type === 'index' ? 'index' : 'trigger' },
        ...{ relation: String(table), detail: '' },
      })
  }
  return found
}

async function relations(
  connection: Connection,
  schema: string,
  signal: AbortSignal,
): Promise<RelationInfo[]> {
  const ask = askOn(connection, signal)
  const rows = await ask(
    `select name, type from pragma_table_list where schema = ?1 and ${IS_OF_USER}
     order by name collate nocase, name`,
    schema,
  )
  const estimates = await readEstimates(ask, schema)
  return rows.map(([name, type]) => ({
    schema,
    name: String(name),
    kind: type === 'view' ? 'view' : 'table',
    estimatedRows: estimates.get(String(name)) ?? null,
    sizeBytes: null,
  }))
}

/** Row counts that ANALYZE left behind: the first number of `stat`, the same for each index. */
async function readEstimates(ask: Ask, schema: string): Promise<Map<string, number>> {
  const prefix = quoteIdentifier(schema)
  const found = await ask(`select 1 from ${prefix}.sqlite_schema where name = 'sqlite_stat1'`)
  if (found.length === 0) return new Map()
  const rows = await ask(
    `select cast(tbl as text), max(cast(stat as integer)) from ${prefix}.sqlite_stat1 group by tbl`,
  )
  return new Map(rows.map(([table, count]) => [String(table), Number(count)]))
}

async function relation(
  connection: Connection,
  schema: string,
  name: string,
  signal: AbortSignal,
): Promise<RelationDetail> {
  const ask = askOn(connection, signal)
  const columns = await readColumns(ask, schema, name)
  if (columns.length === 0)
    throw new WorkbenchError('not-found', `There is no table or view “${name}” in “${schema}”.`)
  const indexes = await readIndexes(ask, schema, name)
  const keys = await readKeys(ask, schema, name, columns)
  const triggers = await readTriggers(ask, schema, name)
  return { columns, keys, indexes, triggers }
}

/** Hidden columns of virtual tables are left out, generated ones (`hidden` 2 and 3) are not. */
async function readColumns(ask: Ask, schema: string, name: string): Promise<ColumnInfo[]> {
  const rows = await ask(
    `select name, type, "notnull", dflt_value, pk, hidden from pragma_table_xinfo(?1, ?2)
     where hidden <> 1 order by cid`,
    name,
    schema,
  )
  return rows.map(([columnName, type, isNotNull, defaultValue, keyPosition, hidden]) => ({
    name: String(columnName),
    serverType: String(type),
    isNullable: Number(isNotNull) === 0,
    defaultExpression: defaultValue === null ? null : String(defaultValue),
    primaryKeyPosition: Number(keyPosition) || null,
    ...(Number(hidden) > 0 && { isGenerated: true as const }),
  }))
}

type CatalogEntry = Catalog['relations'][number]

async function catalog(connection: Connection, signal: AbortSignal): Promise<Catalog> {
  const ask = askOn(connection, signal)
  const tables = await readEntries(ask, `type = 'table'`)
  const others = await readFragileEntries(ask)
  const functions = await readFunctions(ask)
  return { defaultSchema: 'main', relations: [...tables, ...others], routines: functions }
}

async function readEntries(
  ask: Ask,
  condition: string,
  ...parameters: Parameter[]
): Promise<CatalogEntry[]> {
  const rows = await ask(
    `with listed as materialized (
       select schema, name, type from pragma_table_list where ${IS_OF_USER} and ${condition})
     select l.schema, l.name, l.type, c.name, c.type
     from listed l left join pragma_table_xinfo(l.name, l.schema) c on c.hidden <> 1`,
    ...parameters,
  )
  return groupEntries(rows)
}

/**
 * Views and virtual tables. One that cannot be read (its table or module is gone) fails the whole
 * statement; they are read one by one then.
 */
async function readFragileEntries(ask: Ask): Promise<CatalogEntry[]> {
  try {
    return await readEntries(ask, `type <> 'table'`)
  } catch (error) {
    if (!isBrokenEntry(error)) throw error
    return readEntriesSingly(ask)
  }
}

const isBrokenEntry = (error: unknown): boolean =>
  error instanceof WorkbenchError &&
  (error.code === 'syntax-error' || error.code === 'object-not-found')

async function readEntriesSingly(ask: Ask): Promise<CatalogEntry[]> {
  const listed = await ask(
    `select schema, name, type from pragma_table_list where ${IS_OF_USER} and type <> 'table'`,
  )
  const entries: CatalogEntry[] = []
  for (const [schema, name, type] of listed) {
    const read = readEntries(ask, 'schema = ?1 and name = ?2', String(schema), String(name))
    // Without its columns it can still be chosen, and then tells what is wrong with it.
    const [entry] = await read.catch(() => groupEntries([[schema!, name!, type!, null, null]]))
    if (entry) entries.push(entry)
  }
  return entries
}

/** Rows of one relation follow each other. */
function groupEntries(rows: readonly CellValue[][]): CatalogEntry[] {
  const entries: CatalogEntry[] = []
  for (const [schema, name, type, column, serverType] of rows) {
    const last = entries.at(-1)
    const isSame = last?.name === name && last?.schema === schema
    const entry = last && isSame ? last : startEntry(String(schema), String(name), type === 'view')
    if (entry !== last) entries.push(entry)
    if (column !== null)
      entry.columns.push({ name: String(column), serverType: String(serverType) })
  }
  return entries
}

const startEntry = (schema: string, name: string, isView: boolean): CatalogEntry => ({
  schema,
  name,
  kind: isView ? 'view' : 'table',
  columns: [],
})
