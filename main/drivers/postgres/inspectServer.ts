import { collectRows } from '../../frame/collectRows.ts'
import type { Connection, ServerFacts } from '../driver.ts'

/**
 * The timeline, the first eight digits of a WAL file's name, rises with each promotion; manual,
 * section 25.3.5. A standby that has replayed all it was sent is not late, however long ago the last
 * change was; one that is sent nothing is as old as that change.
 */
const QUESTION = `select pg_is_in_recovery(),
  case when not pg_is_in_recovery() then
    (select system_identifier::text from pg_control_system()) end,
  case when not pg_is_in_recovery() then
    substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) end,
  case when pg_is_in_recovery() then
    case when pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn()
           and exists (select from pg_stat_wal_receiver) then 0
         else extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp()) * 1000
    end::float8 end`

export async function inspectServer(
  connection: Connection,
  signal: AbortSignal,
): Promise<ServerFacts> {
  if (connection.server.product !== 'PostgreSQL') {
    // Engines that only speak its protocol take writes on every node.
    await connection.ping(signal)
    return { isWritable: true, history: null, lagMs: null }
  }
  const [row = []] = await collectRows(connection, { sql: QUESTION }, signal)
  const [isStandby, id, timeline, lagMs] = row
  const history =
    typeof id === 'string' && typeof timeline === 'string'
      ? { id, step: Number.parseInt(timeline, 16) }
      : null
  return {
    isWritable: isStandby !== true,
    history,
    lagMs: typeof lagMs === 'number' ? lagMs : null,
  }
}
