import type { ColumnInfo, IndexInfo, KeyInfo } from '../../../contract/explorer.ts'
import type { CellValue } from '../../frame/collectRows.ts'
import { quoteIdentifier } from './dialect.ts'
import type { Ask } from './introspect.ts'

/** Primary, unique and foreign keys. SQLite keeps names of indexes only, not of constraints. */
export async function readKeys(
  ask: Ask,
  schema: string,
  name: string,
  columns: readonly ColumnInfo[],
): Promise<KeyInfo[]> {
  const primary = primaryKeyColumns(columns)
  return [
    ...(primary.length > 0 ? [key('PRIMARY KEY', 'primary', primary)] : []),
    ...(await readUniqueKeys(ask, schema, name)),
    ...(await readForeignKeys(ask, schema, name)),
  ]
}

const key = (
  name: string,
  kind: KeyInfo['kind'],
  columns: string[],
  references: KeyInfo['references'] = null,
): KeyInfo => ({ name, kind, columns, references, definition: null })

const primaryKeyColumns = (columns: readonly ColumnInfo[]): string[] =>
  columns
    .filter(({ primaryKeyPosition }) => primaryKeyPosition !== null)
    .sort((a, b) => a.primaryKeyPosition! - b.primaryKeyPosition!)
    .map((column) => column.name)

/** Indexes that SQLite made for a UNIQUE of the table. */
async function readUniqueKeys(ask: Ask, schema: string, name: string): Promise<KeyInfo[]> {
  const rows = await ask(
    `select l.name, c.name from pragma_index_list(?1, ?2) l
     join pragma_index_info(l.name, ?2) c where l.origin = 'u' order by l.name, c.seqno`,
    name,
    schema,
  )
  return [...groupBy(rows, 0)].map(([indexName, parts]) =>
    key(
      indexName,
      'unique',
      parts.map(([, column]) => String(column)),
    ),
  )
}

async function readForeignKeys(ask: Ask, schema: string, name: string): Promise<KeyInfo[]> {
  const rows = await ask(
    `select id, "table", "from", "to" from pragma_foreign_key_list(?1, ?2) order by id, seq`,
    name,
    schema,
  )
  const keys: KeyInfo[] = []
  for (const parts of groupBy(rows, 0).values()) {
    const table = String(parts[0]![1])
    const own = parts.map(([, , from]) => String(from))
    const named = parts.map(([, , , to]) => to).filter((to) => to !== null)
    const columns = named.length > 0 ? named.map(String) : await readPrimaryKey(ask, schema, table)
    keys.push(key(`${own.join(', ')} → ${table}`, 'foreign', own, { schema, table, columns }))
  }
  return keys
}

/** What a foreign key means that names only a table. */
async function readPrimaryKey(ask: Ask, schema: string, table: string): Promise<string[]> {
  const rows = await ask(
    'select name from pragma_table_info(?1, ?2) where pk > 0 order by pk',
    table,
    schema,
  )
  return rows.map(([column]) => String(column))
}

/** Columns of the index key in order; one that is an expression is called so. */
export async function readIndexes(ask: Ask, schema: string, name: string): Promise<IndexInfo[]> {
  const rows = await ask(
    `select l.name, l."unique", c.name, s.sql
     from pragma_index_list(?1, ?2) l join pragma_index_xinfo(l.name, ?2) c
     left join ${quoteIdentifier(schema)}.sqlite_schema s on s.type = 'index' and s.name = l.name
     where c.key = 1 order by l.name collate nocase, l.name, c.seqno`,
    name,
    schema,
  )
  return [...groupBy(rows, 0)].map(([indexName, parts]) => ({
    name: indexName,
    columns: parts.map(([, , column]) => (column === null ? '(expression)' : String(column))),
    isUnique: Number(parts[0]![1]) === 1,
    definition: parts[0]![3] === null ? null : String(parts[0]![3]),
  }))
}

function groupBy(rows: readonly CellValue[][], index: number): Map<string, CellValue[][]> {
  return Map.groupBy<string, CellValue[]>(rows, (row) => String(row[index]))
}
