import type { CellCondition } from '../../contract/explorer.ts'
import type { Driver } from '../drivers/driver.ts'
import { rowCondition } from './rowCondition.ts'

/** Counts rows of these values up to a limit, behind which nothing is read. */
export function boundedCount(
  { schema, name, where }: { schema: string; name: string; where: readonly CellCondition[] },
  limit: number,
  driver: Pick<Driver, 'dialect' | 'label'>,
): string {
  const { quoteIdentifier: quote, rowLimit } = driver.dialect
  const end =
    rowLimit === 'fetch'
      ? `ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ${limit} ROWS ONLY`
      : `LIMIT ${limit}`
  const rows = `SELECT 1 AS one FROM ${quote(schema)}.${quote(name)} WHERE ${rowCondition(where, driver)} ${end}`
  return `SELECT count(*) FROM (${rows}) AS found`
}
