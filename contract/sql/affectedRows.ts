import type { ParameterRules } from '../drivers.ts'
import { findParameters } from './findParameters.ts'
import { isSql, type Splitter } from './Scanner.ts'
import { significantTokens, type Token } from './significantTokens.ts'

/** The rows that a statement would change: those of a table for which a condition holds, as written. */
export type AffectedRows = {
  verb: 'update' | 'delete'
  relation: string
  /** How the condition may call the table; empty: as it is called. */
  alias: string
  condition: string
}

/** However placeholders are written: none of them has a value yet. */
const ALL_MARKS: ParameterRules = { marks: ['@', '$', '?'], sentAs: '?', fractions: 'text' }

/** Words that bring in other tables, leave rows out, or begin another statement of a batch. */
const BEYOND = new Set(
  (
    'from using join returning order limit option output select insert update delete merge exec ' +
    'execute declare print if begin current'
  ).split(' '),
)

/**
 * What an UPDATE or DELETE of one table with a WHERE would change, so that it can be counted; null for
 * all else, and where values are still to be given.
 */
export function affectedRows(sql: string, splitter: Splitter): AffectedRows | null {
  if (!isSql(splitter)) return null
  const tokens = significantTokens(sql, splitter)
  if (tokens.at(-1)?.kind === 'semicolon') tokens.pop()
  const verb = tokens[0]?.word
  if (verb !== 'update' && verb !== 'delete') return null
  const words = tokens.map(({ word, depth }) => (depth === 0 ? word : ''))
  let start = verb === 'delete' && words[1] === 'from' ? 2 : 1
  if (words[start] === 'only') start++
  const where = words.indexOf('where')
  const end = verb === 'update' ? words.indexOf('set') : where
  const isSimple =
    start < end && end <= where && where < tokens.length - 1 && words.lastIndexOf('where') === where
  const isMore = tokens
    .slice(start)
    .some(({ kind }, index) => kind === 'semicolon' || BEYOND.has(words[start + index]!))
  if (!isSimple || isMore || findParameters(sql, splitter, ALL_MARKS).length > 0) return null
  const named = nameEnd(tokens, start)
  return {
    verb,
    relation: textOf(sql, tokens.slice(start, named)),
    alias: textOf(sql, tokens.slice(words[named] === 'as' ? named + 1 : named, end)),
    condition: textOf(sql, tokens.slice(where + 1)),
  }
}

/** Behind a name with its dots. */
function nameEnd(tokens: readonly Token[], start: number): number {
  let at = start + 1
  while (tokens[at]?.text === '.') at += 2
  return at
}

const textOf = (sql: string, tokens: readonly Token[]): string =>
  sql.slice(tokens[0]?.from ?? 0, tokens.at(-1)?.to ?? 0)

/** Whether a text is one condition, and does not end what it is put into. */
export function isOneCondition(text: string, splitter: Splitter): boolean {
  if (!isSql(splitter)) return false
  const tokens = significantTokens(text, splitter)
  const isClosed = tokens.reduce((depth, { kind }) => {
    if (kind === 'open') return depth + 1
    return kind === 'close' ? depth - 1 : depth
  }, 0)
  // A string without end would reach beyond.
  const isEven = (text.match(/'/g)?.length ?? 0) % 2 === 0
  return (
    tokens.length > 0 &&
    isClosed === 0 &&
    isEven &&
    tokens.every(({ kind, depth }) => depth >= 0 && kind !== 'semicolon' && kind !== 'go')
  )
}
