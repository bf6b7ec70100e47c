import { isSql, Scanner, type Splitter } from '../Scanner.ts'

export type Token = {
  /** `end`: of a statement. */
  readonly kind: 'word' | 'name' | 'text' | 'number' | 'parameter' | 'sign' | 'end'
  readonly text: string
  /** In lower case; of words and signs. */
  readonly word: string
  readonly from: number
  readonly to: number
}

/** The tokens of a statement without space; `comment` is the first one that stands in it. */
export function readTokens(
  sql: string,
  splitter: Splitter,
): { readonly tokens: readonly Token[]; readonly comment: string | null } {
  if (!isSql(splitter)) return { tokens: [], comment: null }
  const scanner = new Scanner(sql, splitter)
  const parts: { kind: string; text: string; from: number }[] = []
  let comment: string | null = null
  while (scanner.next()) {
    const { kind, text, from } = scanner
    if (kind === 'comment') comment ??= text
    if (kind !== 'space' && kind !== 'comment') parts.push({ kind, text, from })
  }
  const tokens: Token[] = []
  for (let at = 0; at < parts.length; at++) {
    const joined = joinedAt(parts, at)
    tokens.push(joined.token)
    at += joined.count - 1
  }
  return { tokens, comment }
}

type Part = { readonly kind: string; readonly text: string; readonly from: number }

/** Signs of two characters, numbers with a sign or a point, and placeholders come in pieces. */
function joinedAt(parts: readonly Part[], at: number): { token: Token; count: number } {
  const part = parts[at]!
  const { text, from } = part
  const made = (kind: Token['kind'], whole: string, count: number) => ({
    token: { kind, text: whole, word: whole.toLowerCase(), from, to: from + whole.length },
    count,
  })
  const adjoining = (step: number): string => {
    const before = parts[at + step - 1]
    const next = parts[at + step]
    return before && next && before.from + before.text.length === next.from ? next.text : ''
  }
  if (part.kind === 'semicolon' || part.kind === 'go') return made('end', text, 1)
  if (part.kind === 'string') return made(isName(text) ? 'name' : 'text', text, 1)
  if (part.kind === 'word') {
    if (!/^\d/.test(text)) {
      // T-SQL's N'…' is one text.
      if (/^n$/i.test(text) && adjoining(1).startsWith("'"))
        return made('text', text + adjoining(1), 2)
      return made('word', text, 1)
    }
    if (adjoining(1) === '.' && /^\d/.test(adjoining(2)))
      return made('number', `${text}.${adjoining(2)}`, 3)
    return made('number', text, 1)
  }
  if (text === ':' && /^[\p{L}_]/u.test(adjoining(1)))
    return made('parameter', text + adjoining(1), 2)
  const isNegative = text === '-' && /^\d/.test(adjoining(1))
  if (isNegative) {
    const { token, count } = joinedAt(parts, at + 1)
    return made('number', `-${token.text}`, count + 1)
  }
  const pair = text + adjoining(1)
  if (['<>', '<=', '>=', '!='].includes(pair)) return made('sign', pair, 2)
  return made('sign', text, 1)
}

const isName = (text: string): boolean => /^["`[]/.test(text)

/** A name without the quotes around it. */
export function unquoted({ kind, text }: Token): string {
  if (kind !== 'name') return text
  const close = text.at(-1)!
  return text.slice(1, -1).replaceAll(close + close, close)
}
