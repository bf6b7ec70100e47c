import { WorkbenchError } from '../../../contract/errors.ts'
import { collectRows } from '../../frame/collectRows.ts'
import type { Connection, Counted } from '../driver.ts'

/** Keys of the session's database, or of all databases of the server; both are figures it keeps. */
export async function countKeys(
  connection: Connection,
  { of }: Counted,
  signal: AbortSignal,
): Promise<bigint> {
  if (of === 'relation')
    throw new WorkbenchError('unsupported', 'Redis has keys and no tables. Browse them instead.')
  const sql = of === 'database' ? 'DBSIZE' : 'INFO keyspace'
  const rows = await collectRows(connection, { sql }, signal)
  const answer = rows.map((row) => String(row.at(-1))).join('\n')
  return of === 'database' ? BigInt(answer) : keysOf(answer)
}

/** `db0:keys=3,expires=0,avg_ttl=0`, a line a database. */
export const keysOf = (keyspace: string): bigint =>
  [...keyspace.matchAll(/^db\d+:keys=(\d+)/gm)].reduce((sum, [, keys]) => sum + BigInt(keys!), 0n)
