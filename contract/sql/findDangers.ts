import { findInfluxDangers } from './findInfluxDangers.ts'
import { isSql, Scanner, type Splitter, type TokenKind } from './Scanner.ts'

/** Something in a statement that destroys more than a row or two, and to what it does. */
export type Danger = {
  kind:
    | 'update-all'
    | 'delete-all'
    | 'truncate'
    | 'drop-table'
    | 'drop'
    | 'flush-database'
    | 'flush-server'
    | 'drop-database'
    | 'drop-measurement'
    | 'drop-series'
    | 'drop-policy'
    | 'call'
  /** As written: `public."orders"`; of several, the first. Empty where none is named. */
  target: string
}

type Token = { kind: TokenKind; text: string; word: string; depth: number }

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
const FLUSH = /^\s*flush(all|db)\b/i

/**
 * What in a statement, or in a T-SQL batch, changes or takes away a whole table and more: UPDATE and
 * DELETE without WHERE, TRUNCATE, DROP; FLUSHALL in Redis; what takes points away in InfluxDB. Tells what is written, not what functions do.
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
  return tokens.flatMap((_, index) => dangerAt(tokens, index, splitter === 'mssql') ?? [])
}

function significantTokens(sql: string, splitter: 'postgres' | 'sqlite' | 'mssql'): Token[] {
  const scanner = new Scanner(sql, splitter)
  const tokens: Token[] = []
  let depth = 0
  while (scanner.next()) {
    const { kind, text } = scanner
    if (kind === 'space' || kind === 'comment') continue
    if (kind === 'close') depth--
    tokens.push({ kind, text, word: kind === 'word' ? text.toLowerCase() : '', depth })
    if (kind === 'open') depth++
  }
  return tokens
}

function dangerAt(tokens: readonly Token[], index: number, isBatch: boolean): Danger | null {
  const { word } = tokens[index]!
  const isFirst = index === 0 || isBatch
  switch (word) {
    case 'update':
    case 'delete': {
      if (!beginsChange(tokens, index) || hasWhere(tokens, index, isBatch)) return null
      return { kind: `${word}-all`, target: nameAt(tokens, index + 1) }
    }
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

function hasWhere(tokens: readonly Token[], index: number, isBatch: boolean): boolean {
  const { depth } = tokens[index]!
  for (const token of tokens.slice(index + 1)) {
    if (token.depth < depth || token.kind === 'semicolon') return false
    if (token.depth > depth) continue
    if (token.word === 'where') return true
    // `SET` and `FROM` belong to the statement itself.
    if (isBatch && token.word !== 'set' && BEGINS_STATEMENT.has(token.word)) return false
  }
  return false
}

function dropAt(tokens: readonly Token[], index: number, isFirst: boolean): Danger | null {
  const what = tokens[index + 1]?.word ?? ''
  const isInAlter = isBehindAlter(tokens, index)
  if (isInAlter ? KEPT_DATA.has(what) : !isFirst) return null
  const kind = what === 'table' ? 'drop-table' : 'drop'
  return { kind, target: nameAt(tokens, index + 1) }
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
