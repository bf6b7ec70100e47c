/** A piece of SQL that completion cares for. Positions are UTF-16 units from the text's start. */
export type SqlToken = {
  readonly kind: 'word' | 'quoted' | 'opaque' | 'number' | 'punctuation'
  readonly start: number
  readonly end: number
  /** A name without its quotes; otherwise the text as it stands. Empty for what is opaque. */
  readonly text: string
}

const TOKEN = new RegExp(
  [
    String.raw`(?<space>\s+)`,
    String.raw`(?<lineComment>--[^\n]*)`,
    String.raw`(?<blockComment>/\*[\s\S]*?(?:\*/|$))`,
    String.raw`(?<string>'(?:[^']|'')*(?:'|$))`,
    String.raw`(?<dollar>\$(?<tag>[A-Za-z_]\w*|)\$[\s\S]*?(?:\$\k<tag>\$|$))`,
    String.raw`(?<double>"(?:[^"]|"")*(?:"|$))`,
    '(?<backtick>`(?:[^`]|``)*(?:`|$))',
    String.raw`(?<number>\d[\w.]*)`,
    String.raw`(?<word>[\p{L}_@#][\p{L}\p{N}_$@#]*)`,
    String.raw`(?<other>[\s\S])`,
  ].join('|'),
  'uy',
)
const BRACKETED = /\[(?:[^\]]|\]\])*(?:\]|$)/y

/**
 * Takes SQL apart as far as names, words and punctuation go; comments and strings are one `opaque`
 * token each, so that the cursor is known to stand inside one. White space is left out.
 * `[name]` counts as a quoted name only where the dialect quotes with brackets: elsewhere it is a
 * subscript.
 */
export function scanSql(sql: string, { bracketsQuote = false } = {}): SqlToken[] {
  const tokens: SqlToken[] = []
  let at = 0
  while (at < sql.length) {
    const token = (bracketsQuote && bracketedAt(sql, at)) || tokenAt(sql, at)
    if (token.kind !== 'space') tokens.push(token as SqlToken)
    at = token.end
  }
  return tokens
}

type Scanned = Omit<SqlToken, 'kind'> & { kind: SqlToken['kind'] | 'space' }

function bracketedAt(sql: string, start: number): Scanned | null {
  if (sql[start] !== '[') return null
  BRACKETED.lastIndex = start
  const match = BRACKETED.exec(sql)?.[0] ?? '['
  return { kind: 'quoted', start, end: start + match.length, text: unquoted(match, ']') }
}

function tokenAt(sql: string, start: number): Scanned {
  TOKEN.lastIndex = start
  const groups: Partial<Record<string, string>> = TOKEN.exec(sql)?.groups ?? {}
  const is = (name: string): string | undefined => groups[name]
  const token = (kind: Scanned['kind'], matched: string, text: string): Scanned => {
    return { kind, start, end: start + matched.length, text }
  }
  const space = is('space')
  if (space !== undefined) return token('space', space, '')
  const opaque = is('lineComment') ?? is('blockComment') ?? is('string') ?? is('dollar')
  if (opaque !== undefined) return token('opaque', opaque, '')
  const double = is('double')
  if (double !== undefined) return token('quoted', double, unquoted(double, '"'))
  const backtick = is('backtick')
  if (backtick !== undefined) return token('quoted', backtick, unquoted(backtick, '`'))
  const number = is('number')
  if (number !== undefined) return token('number', number, number)
  const word = is('word')
  if (word !== undefined) return token('word', word, word)
  const other = is('other') ?? sql[start] ?? ''
  return token('punctuation', other, other)
}

function unquoted(text: string, close: string): string {
  const isClosed = text.length > 1 && text.endsWith(close)
  return text.slice(1, isClosed ? -1 : undefined).replaceAll(close + close, close)
}
