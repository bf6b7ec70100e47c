import { collectRows } from '../../frame/collectRows.ts'
import type { Connection, ServerFacts } from '../driver.ts'

/**
 * The timeline, the first eight digits of a WAL file's name, rises with each promotion; manual,
 * section 25.3.5.
 */
const QUESTION = `select pg_is_in_recovery(),
  case when not pg_is_in_recovery() then
    (select system_identifier::text from pg_control_system()) end,
  case when not pg_is_in_recovery() then
    substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) end`

export async function inspectServer(
  connection: Connection,
  signal: AbortSignal,
): Promise<ServerFacts> {
  if (connection.server.product !== 'PostgreSQL') {
    // Engines that only speak its protocol take writes on every node.
    await connection.ping(signal)
    return { isWritable: true, history: null }
  }
  const [row = []] = await collectRows(connection, { sql: QUESTION }, signal)
  const [isStandby, id, timeline] = row
  const history =
    typeof id === 'string' && typeof timeline === 'string'
      ? { id, step: Number.parseInt(timeline, 16) }
      : null
  return { isWritable: isStandby !== true, history }
}
