import { collectRows } from '../../../frame/collectRows.ts'
import type { Connection, DriverPlan, ExplainRequest } from '../../driver.ts'
import { shiftPlace } from '../../shiftPlace.ts'
import { readPlan } from './readPlan.ts'

/** What the user may have written already. */
const WRITTEN = /^\s*explain\b(\s*\([^)]*\)|(\s+(analyze|verbose)\b)*)/i

/** SETTINGS is known since PostgreSQL 12. */
const FIRST_WITH_SETTINGS = 12

export async function explain(
  connection: Connection,
  { sql, parameters = [], isMeasured }: ExplainRequest,
  signal: AbortSignal,
): Promise<DriverPlan> {
  const options = ['FORMAT JSON']
  if (isMeasured) options.push('ANALYZE', 'BUFFERS')
  if (Number.parseInt(connection.server.version, 10) >= FIRST_WITH_SETTINGS)
    options.push('SETTINGS')
  const prefix = `EXPLAIN (${options.join(', ')}) `
  const skipped = WRITTEN.exec(sql)?.[0].length ?? 0
  const statement = { sql: prefix + sql.slice(skipped), parameters }
  const rows = await collectRows(connection, statement, signal).catch((error: unknown) => {
    throw shiftPlace(error, skipped - prefix.length)
  })
  return readPlan(rows.map(([line]) => String(line)).join('\n'), isMeasured)
}
