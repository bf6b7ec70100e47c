import type { Splitter } from '../Scanner.ts'
import { readTokens, type Token, unquoted } from './selectTokens.ts'

/** A name as it is written; one without quotes may be folded by the database. */
export type WrittenName = { readonly text: string; readonly isQuoted: boolean }

export type SelectItem =
  | { readonly kind: 'all' | 'expression' }
  | { readonly kind: 'column'; readonly name: WrittenName }

/** A SELECT of rows of one table, whichever of them and in whatever order. */
export type SimpleSelect = {
  readonly items: readonly SelectItem[]
  /** The parts of the table's name. */
  readonly table: readonly WrittenName[]
  /** What stands between SELECT and FROM, and after FROM the table with its alias, as written. */
  readonly list: string
  readonly from: string
}

/** What may follow the table. */
const CLAUSES = new Set(['where', 'order', 'limit', 'offset', 'fetch', 'for'])
/** Rows that are not those of the table, wherever it stands. */
const COMBINING = new Set(
  'join union intersect except group having into window distinct qualify'.split(' '),
)

/** Null: rows of several tables, grouped ones, or anything else that is no row of a table. */
export function simpleSelect(sql: string, splitter: Splitter): SimpleSelect | null {
  const read = readTokens(sql, splitter).tokens
  const tokens = read.at(-1)?.text === ';' ? read.slice(0, -1) : read
  if (tokens[0]?.word !== 'select') return null
  const depths = depthsOf(tokens)
  const isOuter = (index: number): boolean => depths[index] === 0
  if (tokens.some((token, at) => isOuter(at) && isForbidden(token))) return null
  const fromAt = tokens.findIndex(({ word }, at) => isOuter(at) && word === 'from')
  const listAt = skipTop(tokens, tokens[1]?.word === 'all' ? 2 : 1)
  if (fromAt <= listAt) return null
  const source = readSource(tokens, fromAt + 1)
  if (!source) return null
  return {
    items: splitItems(tokens, listAt, fromAt, isOuter).map(readItem),
    table: source.table,
    list: sql.slice(tokens[listAt]!.from, tokens[fromAt - 1]!.to),
    from: sql.slice(tokens[fromAt + 1]!.from, tokens[source.end - 1]!.to),
  }
}

const isForbidden = ({ kind, word }: Token): boolean =>
  kind === 'end' || (kind === 'word' && COMBINING.has(word))

function depthsOf(tokens: readonly Token[]): number[] {
  let depth = 0
  return tokens.map(({ text }) => {
    if (text === ')') depth--
    const own = depth
    if (text === '(') depth++
    return own
  })
}

/** `TOP 10`, `TOP (10) PERCENT`. */
function skipTop(tokens: readonly Token[], at: number): number {
  if (tokens[at]?.word !== 'top') return at
  const isBracketed = tokens[at + 1]?.text === '('
  const end = isBracketed ? tokens.findIndex(({ text }) => text === ')') + 1 : at + 2
  return tokens[end]?.word === 'percent' ? end + 1 : end
}

/** A name, and an alias where there is one; null where more than that stands there. */
function readSource(
  tokens: readonly Token[],
  start: number,
): { table: WrittenName[]; end: number } | null {
  let at = tokens[start]?.word === 'only' ? start + 1 : start
  const table: WrittenName[] = []
  for (;;) {
    const name = nameOf(tokens[at])
    if (!name) return null
    table.push(name)
    at++
    if (tokens[at]?.text !== '.') break
    at++
  }
  if (tokens[at]?.word === 'as') at++
  if (at < tokens.length && nameOf(tokens[at]) && !CLAUSES.has(tokens[at]!.word)) at++
  return at >= tokens.length || CLAUSES.has(tokens[at]!.word) ? { table, end: at } : null
}

function nameOf(token: Token | undefined): WrittenName | null {
  if (token?.kind === 'word') return { text: token.text, isQuoted: false }
  return token?.kind === 'name' ? { text: unquoted(token), isQuoted: true } : null
}

function splitItems(
  tokens: readonly Token[],
  from: number,
  to: number,
  isOuter: (index: number) => boolean,
): Token[][] {
  const items: Token[][] = [[]]
  for (let at = from; at < to; at++)
    if (isOuter(at) && tokens[at]!.text === ',') items.push([])
    else items.at(-1)!.push(tokens[at]!)
  return items
}

const EXPRESSION: SelectItem = { kind: 'expression' }

function readItem(item: readonly Token[]): SelectItem {
  let at = 0
  let name = nameOf(item[at])
  while (name && item[at + 1]?.text === '.') {
    at += 2
    if (item[at]?.text === '*') return { kind: 'all' }
    name = nameOf(item[at])
  }
  if (item.length === 1 && item[0]!.text === '*') return { kind: 'all' }
  if (!name) return EXPRESSION
  const alias = item.slice(at + 1)
  const isAlias =
    alias.length === 0 ||
    (alias.length === 1 && nameOf(alias[0]) !== null) ||
    (alias.length === 2 && alias[0]!.word === 'as')
  return isAlias ? { kind: 'column', name } : EXPRESSION
}
