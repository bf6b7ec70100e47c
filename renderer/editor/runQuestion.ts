import type { Profile } from '../../contract/profiles.ts'
import { choosesPlace } from '../../contract/sql/choosesPlace.ts'
import { findDangers, type Danger } from '../../contract/sql/findDangers.ts'
import { firstWords } from '../../contract/sql/firstWords.ts'
import { readsKeysOnly } from '../../contract/sql/redisCommands.ts'
import { routeOf } from '../../contract/sql/routeOf.ts'
import { isSql, type Splitter } from '../../contract/sql/Scanner.ts'
import { statementKinds, type StatementKind } from '../../contract/sql/statementKinds.ts'
import type { ScriptStatement } from '../results/runState.ts'
import { questionLines, type QuestionLine } from './questionLines.ts'

/** What is asked before statements are run. */
export type RunQuestion = {
  readonly profile: Pick<Profile, 'id' | 'name' | 'environment'>
  readonly dangers: readonly Danger[]
  /** The first of the statements that change something, for a look at it. */
  readonly statement: string
  readonly statementCount: number
  /** Run to be measured, and rolled back. */
  readonly isMeasured?: boolean
  /** What the statements do, where that is known: rows by what is done with them. */
  readonly summary?: string
  /** What they are, on production. */
  readonly kinds?: readonly StatementKind[]
  /** What they do, line by line. */
  readonly lines?: readonly QuestionLine[]
  /** It reads like a query, and the server found that it writes. */
  readonly isHidden?: boolean
}

/** They change the session only, unless more follows in their batch. */
const SESSION_WORDS = /^(begin|start|commit|end|rollback|abort|savepoint|release|set|reset|use)\b/i
const CHANGING_WORD =
  /\b(insert|update|delete|merge|truncate|drop|alter|create|exec|execute|grant|revoke|deny)\b/i

/**
 * What must be asked before the statements are run; null where nothing must. Whole tables are asked
 * about everywhere, every change on production, and nothing where the server refuses changes anyway.
 */
export function runQuestion(
  statements: readonly Pick<ScriptStatement, 'text' | 'place'>[],
  profile: Pick<Profile, 'id' | 'name' | 'environment' | 'isReadOnly'>,
  splitter: Splitter,
): RunQuestion | null {
  if (profile.isReadOnly) return null
  let isElsewhere = false
  const found = statements.map((statement) => {
    const { text: sql } = statement
    isElsewhere ||= choosesPlace(sql, splitter)
    return { sql, statement: { ...statement, isElsewhere }, dangers: findDangers(sql, splitter) }
  })
  const isProduction = profile.environment === 'production'
  const asked = found.filter(
    ({ sql, dangers }) => dangers.length > 0 || (isProduction && changes(sql, splitter)),
  )
  const [first] = asked
  if (!first) return null
  const texts = asked.map(({ sql }) => sql)
  const asWritten = asked.map(({ statement }) => statement)
  return {
    profile,
    dangers: asked.flatMap(({ dangers }) => dangers),
    statement: (asked.find(({ dangers }) => dangers.length > 0) ?? first).sql,
    statementCount: asked.length,
    lines: questionLines(asWritten, splitter, { isProduction }),
    ...(isProduction && { kinds: statementKinds(texts, splitter) }),
  }
}

/** Whether the server is to refuse them if they write after all, though they read like queries. */
export const mustOnlyRead = (
  statements: readonly string[],
  { environment, isReadOnly }: Pick<Profile, 'environment' | 'isReadOnly'>,
  splitter: Splitter,
): boolean =>
  environment === 'production' && !isReadOnly && routeOf(statements, splitter).intent === 'read'

/** Asked when the server did. */
export const hiddenQuestion = (
  statement: string,
  profile: RunQuestion['profile'],
): RunQuestion => ({
  profile,
  dangers: [],
  statement,
  statementCount: 1,
  isHidden: true,
})

/** On production, what takes a whole table away is confirmed by typing the connection's name. */
export const mustTypeName = ({ profile, dangers }: RunQuestion): boolean =>
  profile.environment === 'production' && dangers.length > 0

function changes(sql: string, splitter: Splitter): boolean {
  if (routeOf([sql], splitter).intent === 'read') return false
  if (splitter === 'redis') return !readsKeysOnly(sql)
  if (!isSql(splitter)) return !SESSION_WORDS.test(sql.trimStart())
  const [first, ...words] = firstWords(sql, splitter, MAX_WORDS)
  return !SESSION_WORDS.test(first ?? '') || words.some((word) => CHANGING_WORD.test(word))
}

/** A batch that is longer is a change: nobody sets so much. */
const MAX_WORDS = 10_000
