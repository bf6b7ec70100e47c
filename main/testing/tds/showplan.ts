import { readFileSync } from 'node:fs'
import type { Outcome } from './Engine.ts'
import { typeOf } from './types.ts'

const fixture = readFileSync(new URL('showplanFixture.xml', import.meta.url), 'utf8')

/** The plan that is given for any statement; without what only running it tells unless it is measured. */
export function showplan(sql: string, { isMeasured }: { isMeasured: boolean }): string {
  const text = sql.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  const plan = fixture.replace(/^<!--[^]*?-->\s*/, '').replace('{statement}', () => text)
  if (isMeasured) return plan
  return plan
    .replaceAll(/\s*<RunTimeInformation>[^]*?<\/RunTimeInformation>/g, '')
    .replace(/\s*<QueryTimeStats[^>]*>/, '')
    .replace(/\s*<Warnings>\s*<SpillToTempDb[^]*?<\/Warnings>/, '')
}

/** As the result that stands for the plan, or follows those of the statement. */
export const planOutcome = (plan: string): Extract<Outcome, { kind: 'rows' }> => ({
  kind: 'rows',
  columns: [{ name: 'Microsoft SQL Server 2005 XML Showplan', type: typeOf('nvarchar', -1) }],
  rows: [[plan]],
  command: 'select',
})
