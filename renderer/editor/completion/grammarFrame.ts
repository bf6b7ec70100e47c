import type { CASE_WORDS, Clause } from './followingWords.ts'

export type At =
  | 'statement'
  | 'operand'
  | 'ended'
  | 'named'
  | 'relation'
  | 'routine'
  | 'name'
  | 'given'
  | 'type'
  | 'typed'
  | 'body'
  | 'any'
export type Frame = {
  at: At
  clause: Clause | null
  /** CREATE, ALTER, DROP … that the statement began with. */
  verb: string
  /** What the name being invented is for. */
  making: string
  readonly isNested: boolean
  /** Arguments of a call, or a group: no clause begins without a SELECT. */
  isArguments: boolean
  readonly isCast: boolean
  readonly isOfUsing: boolean
  /** Columns are defined: a name, its type, what else is said of it. */
  definesColumns: boolean
  /** A list of nothing but new names. */
  readonly isNames: boolean
  isStar: boolean
  isCastType: boolean
  readonly cases: (keyof typeof CASE_WORDS)[]
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '))
/** Behind them an expression begins. */
export const OPERATORS = set(
  'AND OR NOT IN LIKE ILIKE BETWEEN IS ESCAPE COLLATE SIMILAR ANY SOME EXISTS DISTINCT ALL',
)
export const ENDED = set(
  'NULL TRUE FALSE UNKNOWN ISNULL NOTNULL ASC DESC NULLS FIRST LAST OVER FILTER WITHIN CONFLICT DO NOTHING ROWS ROW ONLY FOR SHARE PRECEDING FOLLOWING UNBOUNDED CURRENT RANGE',
)
export const JOIN_PARTS = set('LEFT RIGHT FULL INNER OUTER CROSS NATURAL')
export const SIMPLE: Readonly<Record<string, readonly [Clause, At]>> = {
  SELECT: ['select', 'operand'],
  JOIN: ['join', 'relation'],
  APPLY: ['join', 'relation'],
  WHERE: ['where', 'operand'],
  HAVING: ['having', 'operand'],
  LIMIT: ['limit', 'operand'],
  OFFSET: ['limit', 'operand'],
  FETCH: ['limit', 'ended'],
  VALUES: ['values', 'ended'],
  RETURNING: ['returning', 'operand'],
  INTO: ['into', 'relation'],
}
export const OBJECTS = set(
  'TABLE VIEW INDEX FUNCTION PROCEDURE SCHEMA TYPE SEQUENCE TRIGGER ROLE USER DATABASE EXTENSION DOMAIN POLICY',
)
/** Behind CREATE TABLE and the like, before the name. */
export const BEFORE_NAME = set('IF NOT EXISTS CONCURRENTLY RECURSIVE COLUMN')
export const ALIASABLE = new Set<Clause | null>([
  'select',
  'returning',
  'from',
  'join',
  'update',
  'into',
])
export const SEES_OUTPUTS = new Set<Clause | null>(['order by', 'group by', 'having'])

export const newFrame = (over: Partial<Frame> = {}): Frame => ({
  at: 'statement',
  clause: null,
  verb: '',
  making: '',
  isNested: false,
  isArguments: false,
  isCast: false,
  isOfUsing: false,
  definesColumns: false,
  isNames: false,
  isStar: false,
  isCastType: false,
  cases: [],
  ...over,
})

export const WORDS_BEHIND_NAME: Readonly<Record<string, readonly string[]>> = {
  with: ['AS'],
  window: ['AS'],
  view: ['AS'],
  table: ['AS', 'PARTITION OF'],
  type: ['AS ENUM', 'AS RANGE', 'AS'],
  domain: ['AS'],
  index: ['ON'],
  trigger: ['BEFORE', 'AFTER', 'INSTEAD OF'],
}
