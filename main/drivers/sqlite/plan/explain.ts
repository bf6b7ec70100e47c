import { collectRows } from '../../../frame/collectRows.ts'
import type { Connection, DriverPlan, ExplainRequest } from '../../driver.ts'
import { shiftPlace } from '../../shiftPlace.ts'
import { readPlan } from './readPlan.ts'

const PREFIX = 'EXPLAIN QUERY PLAN '
/** What the user may have written already. */
const WRITTEN = /^\s*explain(\s+query\s+plan)?\b/i

export async function explain(
  connection: Connection,
  { sql, parameters = [] }: ExplainRequest,
  signal: AbortSignal,
): Promise<DriverPlan> {
  const skipped = WRITTEN.exec(sql)?.[0].length ?? 0
  const asked = { sql: PREFIX + sql.slice(skipped), parameters }
  const rows = await collectRows(connection, asked, signal).catch((error: unknown) => {
    throw shiftPlace(error, skipped - PREFIX.length)
  })
  return readPlan(
    rows.map(([id, parent, , detail]) => ({
      id: Number(id),
      parent: Number(parent),
      detail: String(detail),
    })),
  )
}
