import { formatDialect, postgresql, sql, sqlite, transactsql } from 'sql-formatter'
import type { Splitter } from '../../contract/sql/Scanner.ts'

const DIALECTS = {
  postgres: postgresql,
  sqlite,
  mssql: transactsql,
  none: sql,
  influx: sql,
  redis: null,
} as const

export const canFormat = (splitter: Splitter): boolean => DIALECTS[splitter] !== null

/** Sets SQL out over lines; throws on text that is not SQL of the dialect. */
export function formatSql(script: string, splitter: Splitter): string {
  const dialect = DIALECTS[splitter]
  if (!dialect) return script
  return formatDialect(script, { dialect, tabWidth: 2, keywordCase: 'preserve' })
}
