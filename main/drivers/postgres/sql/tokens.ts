export type Token = {
  /** `word`: a bare keyword or name. `quoted`: strings and quoted names. */
  readonly kind: 'word' | 'quoted' | 'symbol'
  /** Words in lower case. */
  readonly text: string
  readonly start: number
  readonly end: number
}

const WORD_START = /[\p{L}_]/u
const PARTS =
  /(?<space>\s+|--[^\n\r]*)|(?<dollar>\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$)|(?<word>[\p{L}_][\p{L}\p{N}_$]*)|(?<number>[0-9][\p{L}\p{N}_.]*)/uy

/**
 * The words, strings and signs of SQL text as PostgreSQL's scanner sees them; comments and white
 * space left out (manual, "Lexical Structure"). What is not closed reaches to the end of the text.
 */
export function* tokens(sql: string): Generator<Token> {
  let at = 0
  while (at < sql.length) {
    const start = at
    if (sql.startsWith('/*', at)) {
      at = endOfBlockComment(sql, at)
      continue
    }
    if (sql[at] === "'" || sql[at] === '"') {
      at = endOfQuoted(sql, at, false)
      yield { kind: 'quoted', text: sql.slice(start, at), start, end: at }
      continue
    }
    PARTS.lastIndex = at
    const groups = PARTS.exec(sql)?.groups
    if (!groups) {
      at++
      yield { kind: 'symbol', text: sql[start]!, start, end: at }
      continue
    }
    at = PARTS.lastIndex
    if (groups.space) continue
    if (groups.dollar) {
      const close = sql.indexOf(groups.dollar, at)
      at = close < 0 ? sql.length : close + groups.dollar.length
      yield { kind: 'quoted', text: sql.slice(start, at), start, end: at }
    } else if (groups.word?.toLowerCase() === 'e' && sql[at] === "'") {
      at = endOfQuoted(sql, at, true)
      yield { kind: 'quoted', text: sql.slice(start, at), start, end: at }
    } else {
      const text = sql.slice(start, at).toLowerCase()
      yield { kind: WORD_START.test(text) ? 'word' : 'symbol', text, start, end: at }
    }
  }
}

/** The first word, which says what a statement does; '' when there is none. */
export function firstWord(sql: string): string {
  for (const { kind, text } of tokens(sql)) {
    if (kind === 'word') return text
    // `(select …) union …`
    if (text !== '(') return ''
  }
  return ''
}

function endOfBlockComment(sql: string, start: number): number {
  const edge = /\/\*|\*\//g
  edge.lastIndex = start
  let depth = 0
  for (let match = edge.exec(sql); match; match = edge.exec(sql)) {
    depth += match[0] === '/*' ? 1 : -1
    if (depth === 0) return edge.lastIndex
  }
  return sql.length
}

function endOfQuoted(sql: string, start: number, hasEscapes: boolean): number {
  const quote = sql[start]
  for (let at = start + 1; at < sql.length; at++) {
    if (hasEscapes && sql[at] === '\\') at++
    else if (sql[at] === quote) {
      // A quote within is written twice.
      if (sql[at + 1] !== quote) return at + 1
      at++
    }
  }
  return sql.length
}
