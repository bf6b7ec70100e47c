import { Scanner, type TokenKind } from './Scanner.ts'

/** `word`: in lower case, '' for what is none. `depth`: parentheses around it. */
export type Token = {
  kind: TokenKind
  text: string
  word: string
  depth: number
  from: number
  to: number
}

/** The tokens of SQL text without white space and comments. */
export function significantTokens(sql: string, splitter: 'postgres' | 'sqlite' | 'mssql'): Token[] {
  const scanner = new Scanner(sql, splitter)
  const tokens: Token[] = []
  let depth = 0
  while (scanner.next()) {
    const { kind, text, from, to } = scanner
    if (kind === 'space' || kind === 'comment') continue
    if (kind === 'close') depth--
    const word = kind === 'word' ? text.toLowerCase() : ''
    tokens.push({ kind, text, word, depth, from, to })
    if (kind === 'open') depth++
  }
  return tokens
}
