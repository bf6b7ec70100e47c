import { Scanner } from '../../../contract/sql/Scanner.ts'
import { sqliteType } from './types.ts'

/** A statement of a batch: T-SQL as it came, and where it begins in the batch. */
export type Statement = { readonly text: string; readonly from: number }

type Token = { readonly kind: string; readonly text: string; readonly from: number }

function tokensOf(sql: string): Token[] {
  const scanner = new Scanner(sql, 'mssql')
  const tokens: Token[] = []
  while (scanner.next()) tokens.push({ kind: scanner.kind, text: scanner.text, from: scanner.from })
  return tokens
}

const isWord = (token: Token | undefined, ...words: string[]): boolean =>
  token?.kind === 'word' && words.includes(token.text.toLowerCase())

/** Statements with semicolons between them; routines and triggers take the whole batch. */
export function splitBatch(sql: string): Statement[] {
  const tokens = tokensOf(sql)
  const meaning = tokens.filter(({ kind }) => kind !== 'space' && kind !== 'comment')
  if (isWord(meaning[0], 'create') && isWord(meaning[1], 'trigger', 'procedure', 'function'))
    return [{ text: sql.slice(meaning[0]!.from).replace(/;\s*$/, ''), from: meaning[0]!.from }]
  const statements: Statement[] = []
  let from = -1
  let to = 0
  const finish = () => {
    if (from >= 0) statements.push({ text: sql.slice(from, to), from })
    from = -1
  }
  for (const token of tokens) {
    if (token.kind === 'semicolon') finish()
    else if (token.kind !== 'space' && token.kind !== 'comment') {
      if (from < 0) from = token.from
      to = token.from + token.text.length
    }
  }
  finish()
  return statements
}

export const firstWords = (sql: string): string[] =>
  tokensOf(sql)
    .filter(({ kind }) => kind !== 'space' && kind !== 'comment')
    .slice(0, 8)
    .map(({ text }) => text.toLowerCase())

/**
 * A statement in SQLite's words: CAST with T-SQL's types, TOP, N'…', 0x…, temporary tables, @@names,
 * OUTPUT inserted, the schema `dbo`. What has no counterpart is left, and fails there.
 */
export function toSqlite(sql: string): string {
  const tokens = tokensOf(sql).filter(({ kind }) => kind !== 'comment')
  const out: string[] = []
  let limit: string | null = null
  let returning: string | null = null
  const isCreating = isWord(tokens[0], 'create')
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!
    const next = tokens[at + 1]
    const { text } = token
    const lower = text.toLowerCase()
    if (token.kind === 'word' && lower === 'n' && next?.text.startsWith("'")) continue
    if (token.kind === 'word' && /^0x[0-9a-f]*$/i.test(text)) out.push(`x'${text.slice(2)}'`)
    else if (isWord(token, 'cast', 'try_cast') && next?.kind === 'open') {
      const { inside, end } = insideOf(tokens, at + 1)
      const as = lastAs(inside)
      const value = toSqlite(
        inside
          .slice(0, as)
          .map((part) => part.text)
          .join(''),
      )
      const type = inside
        .slice(as + 1)
        .map((part) => part.text)
        .join('')
        .trim()
      out.push(`tds_cast(${value}, '${type}')`)
      at = end
    } else if (isWord(token, 'top')) {
      const numberAt = tokens.findIndex((part, index) => index > at && part.kind === 'word')
      limit = tokens[numberAt]!.text
      at = tokens[numberAt + 1]?.kind === 'close' ? numberAt + 1 : numberAt
    } else if (isWord(token, 'output') && /^\s*(inserted|deleted)\b/i.test(rest(tokens, at))) {
      const end = tokens.findIndex(
        (part, index) => index > at && isWord(part, 'values', 'select', 'where'),
      )
      returning = rest(tokens, at, end).replace(/\b(inserted|deleted)\./gi, '')
      at = end - 1
    } else if (text === '#' && next?.kind === 'word') {
      out.push(`temp."#${next.text}"`)
      at++
    } else if (text === '@' && next?.text === '@') {
      out.push(`tds_global('${tokens[at + 2]!.text.toLowerCase()}')`)
      at += 2
    } else if (isWord(token, 'dbo') && next?.text === '.') at++
    else if (lower === '[dbo]' && next?.text === '.') at++
    else if (
      isCreating &&
      token.kind === 'word' &&
      /^(bit|tinyint|real|float|n?(var)?char|(var)?binary|decimal|numeric|dec|money|smallmoney)$/i.test(
        text,
      ) &&
      !isWord(tokens[at - 1], 'as')
    ) {
      const { inside, end } =
        next?.kind === 'open' ? insideOf(tokens, at + 1) : { inside: [], end: at }
      const written =
        inside.length > 0 ? `${text}(${inside.map((part) => part.text).join('')})` : text
      out.push(sqliteType(written))
      at = end
    } else if (isCreating && isWord(token, 'clustered', 'nonclustered')) continue
    else out.push(text)
  }
  return (
    out.join('') + (returning ? ` RETURNING ${returning}` : '') + (limit ? ` LIMIT ${limit}` : '')
  )
}

const rest = (tokens: readonly Token[], at: number, end = tokens.length): string =>
  tokens
    .slice(at + 1, end)
    .map(({ text }) => text)
    .join('')

/** What stands between a parenthesis and its end. */
function insideOf(tokens: readonly Token[], open: number): { inside: Token[]; end: number } {
  let depth = 0
  for (let at = open; at < tokens.length; at++) {
    if (tokens[at]!.kind === 'open') depth++
    else if (tokens[at]!.kind === 'close' && --depth === 0)
      return { inside: tokens.slice(open + 1, at), end: at }
  }
  return { inside: tokens.slice(open + 1), end: tokens.length - 1 }
}

function lastAs(tokens: readonly Token[]): number {
  let depth = 0
  let found = -1
  tokens.forEach((token, index) => {
    if (token.kind === 'open') depth++
    else if (token.kind === 'close') depth--
    else if (depth === 0 && isWord(token, 'as')) found = index
  })
  return found
}

/** What a select list tells of its columns; null where it tells nothing. */
export type SelectedColumn = { readonly type: string | null; readonly hasName: boolean }

/** The items of a select list that are a CAST as a whole, and those without a name. */
export function selectedColumns(sql: string): SelectedColumn[] {
  const tokens = tokensOf(sql).filter(({ kind }) => kind !== 'comment' && kind !== 'space')
  if (!isWord(tokens[0], 'select')) return []
  const items: Token[][] = [[]]
  let depth = 0
  for (let at = isWord(tokens[1], 'top') ? 3 : 1; at < tokens.length; at++) {
    const token = tokens[at]!
    if (token.kind === 'open') depth++
    if (token.kind === 'close') depth--
    if (depth === 0 && isWord(token, 'from', 'where', 'union', 'order', 'group')) break
    if (depth === 0 && token.text === ',') items.push([])
    else items.at(-1)!.push(token)
  }
  return items.map(describeItem)
}

function describeItem(item: readonly Token[]): SelectedColumn {
  const isPlain = item.every(({ kind, text }) => kind !== 'open' && text !== '+')
  const hasName =
    item.some((token) => isWord(token, 'as')) && lastAs(item) >= 0
      ? true
      : isPlain && item.length > 0 && /^[a-z_*"[]/i.test(item.at(-1)!.text)
  if (!isWord(item[0], 'cast', 'try_cast')) return { type: null, hasName }
  const { inside, end } = insideOf(item, 1)
  const isWhole = end === item.length - 1 || isWord(item[end + 1], 'as')
  const as = lastAs(inside)
  const type = inside
    .slice(as + 1)
    .map(({ text }) => text)
    .join('')
  return { type: isWhole && as >= 0 ? type : null, hasName }
}
