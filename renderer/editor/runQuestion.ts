import type { Profile } from '../../contract/profiles.ts'
import { affectedRows, type AffectedRows } from '../../contract/sql/affectedRows.ts'
import { findDangers, type Danger } from '../../contract/sql/findDangers.ts'
import { firstWords } from '../../contract/sql/firstWords.ts'
import { readsKeysOnly } from '../../contract/sql/redisCommands.ts'
import { routeOf } from '../../contract/sql/routeOf.ts'
import { isSql, type Splitter } from '../../contract/sql/Scanner.ts'
import { statementKinds, type StatementKind } from '../../contract/sql/statementKinds.ts'

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
  /** Rows that can be counted before they are changed. */
  readonly affected?: readonly AffectedRows[]
  /** It reads like a query, and the server found that it writes. */
  readonly isHidden?: boolean
}

/** They change the session only, unless more follows in their batch. */
const SESSION_WORDS = /^(begin|start|commit|end|rollback|abort|savepoint|release|set|reset|use)\b/i
const CHANGING_WORD =
  /\b(insert|update|delete|merge|truncate|drop|alter|create|exec|execute|grant|revoke|deny)\b/i
/** Counts cost the server something. */
const COUNTED = 5

/**
 * What must be asked before the statements are run; null where nothing must. Whole tables are asked
 * about everywhere, every change on production, and nothing where the server refuses changes anyway.
 */
export function runQuestion(
  statements: readonly string[],
  profile: Pick<Profile, 'id' | 'name' | 'environment' | 'isReadOnly'>,
  splitter: Splitter,
): RunQuestion | null {
  if (profile.isReadOnly) return null
  const found = statements.map((sql) => ({ sql, dangers: findDangers(sql, splitter) }))
  const isProduction = profile.environment === 'production'
  const asked = found.filter(
    ({ sql, dangers }) => dangers.length > 0 || (isProduction && changes(sql, splitter)),
  )
  const [first] = asked
  if (!first) return null
  return {
    profile,
    dangers: asked.flatMap(({ dangers }) => dangers),
    statement: (asked.find(({ dangers }) => dangers.length > 0) ?? first).sql,
    statementCount: asked.length,
    ...(isProduction && {
      kinds: statementKinds(
        asked.map(({ sql }) => sql),
        splitter,
      ),
      affected: asked.flatMap(({ sql }) => affectedRows(sql, splitter) ?? []).slice(0, COUNTED),
    }),
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

const NOT_COUNTED = new Set<Danger['kind']>([
  ...(['drop', 'drop-database', 'drop-policy', 'drop-series', 'drop-schema'] as const),
  ...(['drop-role', 'drop-owned', 'merge-all', 'block', 'call'] as const),
])

/** What can be counted beforehand of what is about to go; null: nothing. */
export function countedOf({ kind, target }: Danger): Counted | null {
  if (kind === 'flush-database') return { of: 'database', unit: 'keys' }
  if (kind === 'flush-server') return { of: 'server', unit: 'keys' }
  if (target === '' || NOT_COUNTED.has(kind)) return null
  return { of: 'relation', relation: target, unit: 'rows' }
}

export type Counted = {
  readonly of: 'relation' | 'database' | 'server'
  readonly relation?: string
  readonly where?: { readonly alias: string; readonly condition: string }
  readonly unit: 'rows' | 'keys'
}

function changes(sql: string, splitter: Splitter): boolean {
  if (routeOf([sql], splitter).intent === 'read') return false
  if (splitter === 'redis') return !readsKeysOnly(sql)
  if (!isSql(splitter)) return !SESSION_WORDS.test(sql.trimStart())
  const [first, ...words] = firstWords(sql, splitter, MAX_WORDS)
  return !SESSION_WORDS.test(first ?? '') || words.some((word) => CHANGING_WORD.test(word))
}

/** A batch that is longer is a change: nobody sets so much. */
const MAX_WORDS = 10_000
