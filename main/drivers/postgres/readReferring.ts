import type { ReferringKey } from '../../../contract/explorer.ts'
import { collectRows } from '../../frame/collectRows.ts'
import type { Connection } from '../driver.ts'
import { columnNames, parseNames } from './relationQueries.ts'

/** Those of a partition are its table's. */
const REFERRING = `
  SELECT n.nspname::text, c.relname::text, ${columnNames('k.conrelid', 'k.conkey')},
    ${columnNames('k.confrelid', 'k.confkey')}
  FROM pg_catalog.pg_constraint k
  JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_class f ON f.oid = k.confrelid
  JOIN pg_catalog.pg_namespace fn ON fn.oid = f.relnamespace
  WHERE k.contype = 'f' AND k.conparentid = 0 AND fn.nspname = $1 AND f.relname = $2
    AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
    AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
  ORDER BY n.nspname <> $1, 1, 2, k.conname`

/** Foreign keys of all schemas that lead to a table, of tables that the user may read. */
export async function readReferring(
  connection: Connection,
  schema: string,
  name: string,
  signal: AbortSignal,
): Promise<ReferringKey[]> {
  const rows = await collectRows(connection, { sql: REFERRING, parameters: [schema, name] }, signal)
  return rows.map((row) => {
    const [from, table, columns, referenced] = row as string[]
    return {
      ...{ schema: from!, table: table! },
      ...{ columns: parseNames(columns!), referenced: parseNames(referenced!) },
    }
  })
}
