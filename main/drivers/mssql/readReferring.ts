import type { ReferringKey } from '../../../contract/explorer.ts'
import type { Ask } from './introspect.ts'

/** A column of a key a row. What the user may not see, the server leaves out. */
const REFERRING = `
  SELECT s.name, o.name, k.name, c.name, rc.name
  FROM sys.foreign_keys k
  JOIN sys.foreign_key_columns kc ON kc.constraint_object_id = k.object_id
  JOIN sys.objects o ON o.object_id = k.parent_object_id
  JOIN sys.schemas s ON s.schema_id = o.schema_id
  JOIN sys.columns c ON c.object_id = kc.parent_object_id AND c.column_id = kc.parent_column_id
  JOIN sys.objects ro ON ro.object_id = k.referenced_object_id
  JOIN sys.schemas rs ON rs.schema_id = ro.schema_id
  JOIN sys.columns rc
    ON rc.object_id = kc.referenced_object_id AND rc.column_id = kc.referenced_column_id
  WHERE rs.name = @p1 AND ro.name = @p2
  ORDER BY CASE WHEN s.name = @p1 THEN 0 ELSE 1 END, s.name, o.name, k.name,
    kc.constraint_column_id`

/** Foreign keys of all schemas that lead to a table. */
export async function readReferring(
  ask: Ask,
  schema: string,
  name: string,
): Promise<ReferringKey[]> {
  const rows = (await ask(REFERRING, schema, name)).map((row) => row.map(String))
  const byKey = Map.groupBy(rows, ([from, table, key]) => JSON.stringify([from, table, key]))
  return [...byKey.values()].map((parts) => ({
    ...{ schema: parts[0]![0]!, table: parts[0]![1]! },
    columns: parts.map(([, , , column]) => column!),
    referenced: parts.map(([, , , , column]) => column!),
  }))
}
