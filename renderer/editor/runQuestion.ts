import type { Profile } from '../../contract/profiles.ts'
import { findDangers, type Danger } from '../../contract/sql/findDangers.ts'
import { routeOf } from '../../contract/sql/routeOf.ts'
import type { Splitter } from '../../contract/sql/Scanner.ts'

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
}

/** They change the session only. */
const SESSION_WORDS = /^(begin|start|commit|end|rollback|abort|savepoint|release|set|reset|use)\b/i

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
  }
}

/** On production, what takes a whole table away is confirmed by typing the connection's name. */
export const mustTypeName = ({ profile, dangers }: RunQuestion): boolean =>
  profile.environment === 'production' && dangers.length > 0

const NOT_COUNTED = new Set<Danger['kind']>(['drop', 'drop-database', 'drop-policy', 'call'])

/** What can be counted beforehand of what is about to go; null: nothing. */
export function countedOf({ kind, target }: Danger): Counted | null {
  if (kind === 'flush-database') return { of: 'database', unit: 'keys' }
  if (kind === 'flush-server') return { of: 'server', unit: 'keys' }
  if (target === '' || NOT_COUNTED.has(kind) || kind === 'drop-series') return null
  return { of: 'relation', relation: target, unit: 'rows' }
}

type Counted = {
  readonly of: 'relation' | 'database' | 'server'
  readonly relation?: string
  readonly unit: 'rows' | 'keys'
}

const changes = (sql: string, splitter: Splitter): boolean =>
  routeOf([sql], splitter).intent === 'write' && !SESSION_WORDS.test(sql.trimStart())
