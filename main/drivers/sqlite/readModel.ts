import type { IndexInfo, KeyInfo, TriggerInfo } from '../../../contract/explorer.ts'
import type {
  ModelColumn,
  ModelParts,
  ModelRelation,
  SchemaModel,
} from '../../../contract/schemaModel.ts'
import type { CellValue } from '../../frame/collectRows.ts'
import { quoteIdentifier } from './dialect.ts'
import type { Ask } from './introspect.ts'
import { parseCreateTable, type CreateTableText } from './parseCreateTable.ts'
import { eventOf } from './readDefinition.ts'

/** Without SQLite's own tables and those that belong to a virtual one. */
export const IS_OF_USER = `type in ('table', 'view', 'virtual') and name not like 'sqlite\\_%' escape '\\'`

type Rows = ReadonlyMap<string, CellValue[][]>

/** All of a database, by one statement a kind; what stands in the texts of its tables only as well. */
export async function readModel(
  ask: Ask,
  { schema, parts }: { readonly schema: string; readonly parts: ModelParts },
): Promise<SchemaModel> {
  const isWhole = parts !== 'keys'
  const read = async (sql: string) => byRelation(await ask(withListed(sql), schema))
  const texts = await readTexts(ask, schema, isWhole)
  const rows = {
    columns: await read(COLUMNS),
    uniqueKeys: await read(UNIQUE_KEYS),
    foreignKeys: await read(FOREIGN_KEYS),
    indexes: isWhole ? await read(INDEXES) : none,
  }
  const listed = await ask(withListed('select name, type from listed order by name'), schema)
  const tables = new Map<string, ModelRelation>()
  for (const [name, type] of listed)
    tables.set(String(name), toRelation(String(name), type === 'view', rows, texts))
  for (const table of tables.values()) nameTargets(schema, table, tables)
  return { schema, relations: [...tables.values()], routines: [], objects: [] }
}

const none: Rows = new Map()

const withListed = (sql: string) => `
  with listed as materialized (
    select schema, name, type from pragma_table_list where schema = ?1 and ${IS_OF_USER})
  ${sql}`

/** The name of the relation stands first. */
const byRelation = (rows: readonly CellValue[][]): Rows =>
  Map.groupBy(rows, ([name]) => String(name))

/** Not of virtual tables: one whose module is gone would fail them all. */
const COLUMNS = `
  select l.name, c.name, c.type, c."notnull", c.dflt_value, c.pk, c.hidden
  from listed l join pragma_table_xinfo(l.name, l.schema) c
  where l.type = 'table' and c.hidden <> 1 order by l.name, c.cid`

const UNIQUE_KEYS = `
  select l.name, i.name, c.name
  from listed l join pragma_index_list(l.name, l.schema) i
  join pragma_index_info(i.name, l.schema) c
  where l.type = 'table' and i.origin = 'u' order by l.name, i.seq, c.seqno`

const FOREIGN_KEYS = `
  select l.name, k.id, k."table", k."from", k."to", k.on_update, k.on_delete
  from listed l join pragma_foreign_key_list(l.name, l.schema) k
  where l.type = 'table' order by l.name, k.id, k.seq`

/** Those that were made by a statement; the others belong to a key. */
const INDEXES = `
  select l.name, i.name, i."unique", c.name
  from listed l join pragma_index_list(l.name, l.schema) i
  join pragma_index_xinfo(i.name, l.schema) c
  where l.type = 'table' and i.origin = 'c' and c.key = 1 order by l.name, i.name, c.seqno`

type Texts = {
  readonly relations: ReadonlyMap<string, string>
  readonly indexes: ReadonlyMap<string, string>
  readonly triggers: ReadonlyMap<string, TriggerInfo[]>
}

async function readTexts(ask: Ask, schema: string, isWhole: boolean): Promise<Texts> {
  const rows = await ask(
    `select type, name, tbl_name, sql from ${quoteIdentifier(schema)}.sqlite_schema
     where sql is not null and (?1 or type in ('table', 'view')) order by name`,
    isWhole ? 1 : 0,
  )
  const texts = {
    relations: new Map<string, string>(),
    indexes: new Map<string, string>(),
    triggers: new Map<string, TriggerInfo[]>(),
  }
  for (const row of rows) {
    const [type, name, table, sql] = row.map(String) as [string, string, string, string]
    if (type === 'index') texts.indexes.set(name, sql)
    else if (type === 'trigger')
      texts.triggers.set(table, [
        ...(texts.triggers.get(table) ?? []),
        { name, event: eventOf(sql), definition: sql },
      ])
    else texts.relations.set(name, sql)
  }
  return texts
}

type PragmaRows = Record<'columns' | 'uniqueKeys' | 'foreignKeys' | 'indexes', Rows>

function toRelation(name: string, isView: boolean, rows: PragmaRows, texts: Texts): ModelRelation {
  const definition = texts.relations.get(name) ?? null
  const of = (part: keyof PragmaRows) => rows[part].get(name) ?? []
  const text = parseCreateTable(isView ? '' : (definition ?? ''))
  const columns = of('columns').map((row) => toColumn(row, text))
  return {
    name,
    kind: isView ? 'view' : 'table',
    columns,
    keys: [
      ...primaryKeys(columns),
      ...grouped(of('uniqueKeys')).map(toUniqueKey),
      ...grouped(of('foreignKeys')).map(toForeignKey),
      ...text.checks.map(toCheck),
    ],
    indexes: grouped(of('indexes')).map((parts) => toIndex(parts, texts)),
    triggers: texts.triggers.get(name) ?? [],
    definition,
    options: text.options,
  }
}

/** By what stands second. */
const grouped = (rows: readonly CellValue[][]): CellValue[][][] => [
  ...Map.groupBy(rows, (row) => String(row[1])).values(),
]

function toColumn(row: readonly CellValue[], text: CreateTableText): ModelColumn {
  const [, name, type, isNotNull, defaultValue, keyPosition] = row
  const { generated = null, collation = null } = text.columns.get(String(name).toLowerCase()) ?? {}
  return {
    name: String(name),
    // SQLite counts the words of a generated column to its type.
    serverType: String(type).replace(/\s*\bgenerated always$/i, ''),
    isNullable: Number(isNotNull) === 0,
    defaultExpression: defaultValue === null ? null : String(defaultValue),
    primaryKeyPosition: Number(keyPosition) || null,
    generated,
    collation,
  }
}

const list = (columns: readonly string[]) => columns.map(quoteIdentifier).join(', ')

function primaryKeys(columns: readonly ModelColumn[]): KeyInfo[] {
  const own = columns
    .filter(({ primaryKeyPosition }) => primaryKeyPosition !== null)
    .toSorted((a, b) => a.primaryKeyPosition! - b.primaryKeyPosition!)
    .map(({ name }) => name)
  if (own.length === 0) return []
  const definition = `PRIMARY KEY (${list(own)})`
  return [{ name: 'PRIMARY KEY', kind: 'primary', columns: own, references: null, definition }]
}

function toUniqueKey(parts: readonly CellValue[][]): KeyInfo {
  const columns = parts.map(([, , column]) => String(column))
  const definition = `UNIQUE (${list(columns)})`
  return {
    name: `UNIQUE (${columns.join(', ')})`,
    kind: 'unique',
    columns,
    references: null,
    definition,
  }
}

function toForeignKey(parts: readonly CellValue[][]): KeyInfo {
  const table = String(parts[0]![2])
  const columns = parts.map(([, , , from]) => String(from))
  const named = parts.flatMap(([, , , , to]) => (to === null ? [] : [String(to!)]))
  const [onUpdate, onDelete] = parts[0]!.slice(5).map(String)
  const definition = [
    `FOREIGN KEY (${list(columns)}) REFERENCES ${quoteIdentifier(table)}`,
    ...(named.length > 0 ? [`(${list(named)})`] : []),
    ...(onUpdate === 'NO ACTION' ? [] : [`ON UPDATE ${onUpdate}`]),
    ...(onDelete === 'NO ACTION' ? [] : [`ON DELETE ${onDelete}`]),
  ].join(' ')
  return {
    name: `${columns.join(', ')} → ${table}`,
    kind: 'foreign',
    columns,
    references: { schema: '', table, columns: named },
    definition,
  }
}

const toCheck = ({ name, definition }: CreateTableText['checks'][number]): KeyInfo => ({
  name: name ?? definition,
  kind: 'check',
  columns: [],
  references: null,
  definition,
})

function toIndex(parts: readonly CellValue[][], { indexes }: Texts): IndexInfo {
  const name = String(parts[0]![1])
  return {
    name,
    columns: parts.map(([, , , column]) => (column === null ? '(expression)' : String(column))),
    isUnique: Number(parts[0]![2]) === 1,
    definition: indexes.get(name) ?? null,
  }
}

/** A foreign key that names no columns means the primary key; a table is found in any case. */
function nameTargets(
  schema: string,
  { keys }: ModelRelation,
  tables: ReadonlyMap<string, ModelRelation>,
): void {
  for (const { references } of keys) {
    if (!references) continue
    references.schema = schema
    const target =
      tables.get(references.table) ??
      [...tables.values()].find(({ name }) => name.toLowerCase() === references.table.toLowerCase())
    if (!target) continue
    references.table = target.name
    if (references.columns.length === 0)
      references.columns = target.keys.find(({ kind }) => kind === 'primary')?.columns ?? []
  }
}
