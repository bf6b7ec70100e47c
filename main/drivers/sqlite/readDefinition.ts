import { WorkbenchError } from '../../../contract/errors.ts'
import type { TriggerInfo } from '../../../contract/explorer.ts'
import { quoteIdentifier } from './dialect.ts'
import type { Ask } from './introspect.ts'

/** The text of a table or view as it was created, then of its indexes and triggers. */
export async function readDefinition(ask: Ask, schema: string, name: string): Promise<string> {
  const rows = await ask(
    `select sql from ${quoteIdentifier(schema)}.sqlite_schema
     where tbl_name = ?1 collate nocase and sql is not null
     order by case type when 'index' then 2 when 'trigger' then 3 else 1 end, name`,
    name,
  )
  if (rows.length === 0)
    throw new WorkbenchError('not-found', `There is no table or view “${name}” in “${schema}”.`)
  return rows.map(([sql]) => `${String(sql)};\n`).join('\n')
}

export async function readTriggers(ask: Ask, schema: string, name: string): Promise<TriggerInfo[]> {
  const rows = await ask(
    `select name, sql from ${quoteIdentifier(schema)}.sqlite_schema
     where type = 'trigger' and tbl_name = ?1 collate nocase order by name collate nocase, name`,
    name,
  )
  return rows.map(([triggerName, sql]) => ({
    name: String(triggerName),
    event: eventOf(String(sql)),
    definition: String(sql),
  }))
}

/** SQLite keeps a trigger as its text only. */
const EVENT = /\b(before|after|instead\s+of)?\s*\b(insert|delete|update(?:\s+of\s+[^;]+?)?)\s+on\b/i

export function eventOf(sql: string): string {
  const [, timing = 'after', event = ''] = EVENT.exec(sql) ?? []
  return event === '' ? '' : `${timing} ${event}`.replace(/\s+/g, ' ').toUpperCase()
}
