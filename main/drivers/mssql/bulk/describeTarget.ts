import type { BulkLoad } from '../../bulkLoad.ts'
import { DEAF, type Session } from '../Session.ts'
import type { ColumnMetadata, Token } from '../tedious.ts'
import { targetColumn, type TargetColumn } from './targetColumn.ts'

/** Where rows go; the table's name is quoted. */
export type LoadTarget = { readonly table: string; readonly columns: readonly TargetColumn[] }

/** In brackets always, as INSERT BULK has it. */
export const quoted = (name: string): string => `[${name.replaceAll(']', ']]')}]`

/** The table's columns, as the server describes them in an answer without rows. */
export async function describeTarget(
  session: Session,
  { schema, table, columns }: Pick<BulkLoad, 'schema' | 'table' | 'columns'>,
): Promise<LoadTarget> {
  const name = [schema, table].filter(Boolean).map(quoted).join('.')
  let described: readonly ColumnMetadata[] = []
  const token = (each: Token) => {
    if (each.handlerName === 'onColMetadata')
      described = (each as Token & { columns: readonly ColumnMetadata[] }).columns
  }
  const sql = `SELECT ${columns.map(quoted).join(', ')} FROM ${name} WHERE 1 = 0`
  await session.run(sql, () => {}, { ...DEAF, token })
  // The server spells names as the table does, and they need not be written like that.
  return { table: name, columns: described.map(targetColumn) }
}
