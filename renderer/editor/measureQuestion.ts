import type { Profile } from '../../contract/profiles.ts'
import { findDangers } from '../../contract/sql/findDangers.ts'
import { routeOf } from '../../contract/sql/routeOf.ts'
import type { Splitter } from '../../contract/sql/Scanner.ts'
import { questionLines } from './questionLines.ts'
import type { RunQuestion } from './runQuestion.ts'

/** What is asked before a statement is run to be measured; null: it only reads, or is refused anyway. */
export function measureQuestion(
  sql: string,
  profile: Pick<Profile, 'id' | 'name' | 'environment' | 'isReadOnly'>,
  splitter: Splitter,
): RunQuestion | null {
  if (profile.isReadOnly || routeOf([sql], splitter).intent === 'read') return null
  const dangers = findDangers(sql, splitter)
  const lines = questionLines([{ text: sql }], splitter, { isProduction: false })
  return { profile, dangers, lines, statement: sql, statementCount: 1, isMeasured: true }
}
