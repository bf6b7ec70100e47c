import { findInfluxDangers } from './findInfluxDangers.ts'
import { isAlwaysTrue } from './isAlwaysTrue.ts'
import { isSql, type Splitter } from './Scanner.ts'
import { significantTokens, type Token } from './significantTokens.ts'

/** Something in a statement that destroys more than a row or two, and to what it does. */
export type Danger = {
  kind:
    | ('update-all' | 'delete-all' | 'merge-all' | 'truncate' | 'block' | 'call')
    | ('drop-table' | 'drop-schema' | 'drop-database' | 'drop-role' | 'drop-owned' | 'drop')
    | ('drop-measurement' | 'drop-series' | 'drop-policy' | 'flush-database' | 'flush-server')
  /** As written: `public."orders"`; of several, the first. Empty where none is named. */
  target: string
  /** It has a WHERE, which holds for every row. */
  isAlwaysTrue?: true
  /** Where it begins in the statement, in UTF-16 units; left out: it is the statement. */
  from?: number
}

/** Bodies of these run another time, and rights do nothing yet. */
const HARMLESS_FIRST = new Set(['create', 'grant', 'revoke', 'comment', 'deny'])
/** T-SQL needs no semicolon between two statements: these begin the next. */
const BEGINS_STATEMENT = new Set(
  (
    'select insert update delete merge truncate drop create alter declare set if else begin end ' +
    'while exec execute print return go'
  ).split(' '),
)
/** `ALTER TABLE … DROP` of these takes no data away. */
const KEPT_DATA = new Set(['constraint', 'default', 'not', 'identity', 'expression', 'index'])
/** What may follow the condition. */
const BEHIND_WHERE = new Set(['returning', 'order', 'limit', 'option'])
const FLUSH = /^\s*flush(all|db)\b/i

/**
 * What in a statement, or in a T-SQL batch, changes or takes away a whole table and more: UPDATE and
 * DELETE without WHERE or with one that holds for every row, MERGE that deletes, TRUNCATE, DROP, blocks
 * of code with such; FLUSHALL in Redis; what takes points away in InfluxDB. Tells what is written, not
 * what functions do.
 */
export function findDangers(sql: string, splitter: Splitter): Danger[] {
  if (splitter === 'redis') {
    const flushed = FLUSH.exec(sql)?.[1]?.toLowerCase()
    return flushed
      ? [{ kind: flushed === 'all' ? 'flush-server' : 'flush-database', target: '' }]
      : []
  }
  if (splitter === 'influx') return findInfluxDangers(sql)
  if (!isSql(splitter)) return []
  const tokens = significantTokens(sql, splitter)
  const first = tokens[0]?.word ?? ''
  if (HARMLESS_FIRST.has(first)) return []
  if (first === 'explain' && !tokens.some(({ word }) => word === 'analyze')) return []
  if (first === 'do' && tokens.some((token) => destroys(token, splitter)))
    return [{ kind: 'block', target: '' }]
  return tokens.flatMap(({ from }, index) => {
    const danger = dangerAt(tokens, index, splitter === 'mssql')
    return danger ? { ...danger, from } : []
  })
}

function dangerAt(tokens: readonly Token[], index: number, isBatch: boolean): Danger | null {
  const { word } = tokens[index]!
  const isFirst = index === 0 || isBatch
  switch (word) {
    case 'update':
    case 'delete': {
      if (!beginsChange(tokens, index)) return null
      const where = whereOf(tokens, index, isBatch)
      if (where && !isAlwaysTrue(where)) return null
      const target = nameAt(tokens, index + 1)
      return { kind: `${word}-all`, target, ...(where && { isAlwaysTrue: true }) }
    }
    case 'merge':
      return beginsChange(tokens, index) ? mergeAt(tokens, index) : null
    case 'truncate':
      return isFirst ? { kind: 'truncate', target: nameAt(tokens, index + 1) } : null
    case 'drop':
      return dropAt(tokens, index, isFirst)
    default:
      return null
  }
}

/** Not `ON DELETE CASCADE`, `FOR UPDATE`, `ON CONFLICT DO UPDATE` or a trigger's event. */
function beginsChange(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1]
  if (!before) return true
  const isAfterName = before.kind === 'word' || before.kind === 'string'
  const isReferential = ['on', 'for', 'do', 'no', 'or', 'of', 'then', 'after', 'before', 'key']
  if (before.kind === 'other') return false
  return !isAfterName || !isReferential.includes(before.word)
}

/** What stands behind WHERE; null where there is none. */
function whereOf(tokens: readonly Token[], index: number, isBatch: boolean): Token[] | null {
  const { depth } = tokens[index]!
  let where: Token[] | null = null
  for (const token of tokens.slice(index + 1)) {
    if (token.depth < depth || token.kind === 'semicolon') break
    const isOwn = token.depth === depth
    // `SET` and `FROM` belong to the statement itself.
    if (isOwn && isBatch && token.word !== 'set' && BEGINS_STATEMENT.has(token.word)) break
    if (isOwn && where && BEHIND_WHERE.has(token.word)) break
    if (isOwn && token.word === 'where') where ??= []
    else where?.push(token)
  }
  return where
}

/** `WHEN … THEN DELETE` of all that match, or of all that do not, with no AND to choose among them. */
function mergeAt(tokens: readonly Token[], index: number): Danger | null {
  let hasCondition = false
  for (const [place, { word, kind }] of tokens.slice(index).entries()) {
    if (kind === 'semicolon') break
    if (word === 'when') hasCondition = false
    if (word === 'and') hasCondition = true
    const isRemoved = word === 'then' && tokens[index + place + 1]?.word === 'delete'
    if (isRemoved && !hasCondition)
      return {
        kind: 'merge-all',
        target: nameAt(tokens, tokens[index + 1]?.word === 'into' ? index + 2 : index + 1),
      }
  }
  return null
}

const DESTROYS = /\b(?:delete|update|drop|truncate)\b/i

/** The body of a block of code is a string in its statement. */
const destroys = ({ kind, text }: Token, splitter: Splitter): boolean =>
  kind === 'string' &&
  DESTROYS.test(text) &&
  significantTokens(
    text.replace(/^\$\w*\$|\$\w*\$$/g, ''),
    splitter === 'mssql' ? 'mssql' : 'postgres',
  ).some((token) => DESTROYS.test(token.text))

function dropAt(tokens: readonly Token[], index: number, isFirst: boolean): Danger | null {
  const what = tokens[index + 1]?.word ?? ''
  const isInAlter = isBehindAlter(tokens, index)
  if (isInAlter ? KEPT_DATA.has(what) : !isFirst) return null
  const next = tokens[index + 2]?.word
  if (what === 'owned' && !isInAlter)
    return { kind: 'drop-owned', target: nameAt(tokens, index + (next === 'by' ? 3 : 2)) }
  const kind = (!isInAlter && DROPPED[what]) || 'drop'
  return { kind, target: nameAt(tokens, index + 1) }
}

const DROPPED: Readonly<Record<string, Danger['kind']>> = {
  table: 'drop-table',
  schema: 'drop-schema',
  database: 'drop-database',
  role: 'drop-role',
  user: 'drop-role',
  login: 'drop-role',
}

/** Whether the statement around began with ALTER. */
function isBehindAlter(tokens: readonly Token[], index: number): boolean {
  for (let at = index - 1; at >= 0; at--) {
    const { word, kind } = tokens[at]!
    if (kind === 'semicolon' || kind === 'go') return false
    if (word === 'alter') return true
    if (word !== 'set' && BEGINS_STATEMENT.has(word)) return false
  }
  return false
}

/** What may stand between the verb and the name. */
const BEFORE_NAMES = new Set(
  (
    'only from table if exists column view materialized foreign index concurrently schema database ' +
    'function procedure routine trigger type domain sequence extension policy role user login'
  ).split(' '),
)

/** The dotted name that begins there, words like ONLY passed over. */
function nameAt(tokens: readonly Token[], index: number): string {
  let at = index
  while (BEFORE_NAMES.has(tokens[at]?.word ?? '')) at++
  let name = ''
  for (; at < tokens.length; at++) {
    const { kind, text } = tokens[at]!
    const isPart = kind === 'word' || kind === 'string'
    if (isPart === (name === '' || name.endsWith('.')) && (isPart || text === '.')) name += text
    else break
  }
  return name
}
