import type { SqlToken } from './scanSql.ts'

export type Typed = {
  from: number
  to: number
  prefix: string
  isQuoted: boolean
  /** Names before the dots, outermost first. */
  qualifiers: string[]
  /** Index of the first token of the name with its qualifiers. */
  firstToken: number
}
/** The name being typed and the names before its dots; null where no name can be. */
export function typedAt(tokens: readonly SqlToken[], sql: string, offset: number): Typed | null {
  const index = tokens.findLastIndex((token) => token.start < offset)
  const token = tokens[index]
  const isInside = token !== undefined && offset <= token.end
  if (isInside && token.kind === 'number') return null
  if (isInside && token.kind === 'opaque' && isWithin(token, sql, offset)) return null
  const isName = isInside && (token.kind === 'word' || token.kind === 'quoted')
  if (!isName || (token.kind === 'quoted' && offset === token.end && isClosedQuote(token, sql))) {
    const qualifiers = qualifiersBefore(tokens, index + 1)
    const firstToken = index + 1 - qualifiers.length * 2
    return { from: offset, to: offset, prefix: '', isQuoted: false, qualifiers, firstToken }
  }
  const isQuoted = token.kind === 'quoted'
  const qualifiers = qualifiersBefore(tokens, index)
  return {
    from: token.start,
    // The closing quote an editor put in goes too.
    to: isQuoted && offset === token.end - 1 ? token.end : offset,
    prefix: sql.slice(token.start + (isQuoted ? 1 : 0), offset),
    isQuoted,
    qualifiers,
    firstToken: index - qualifiers.length * 2,
  }
}

/** Right behind a finished string or comment the cursor is outside of it again. */
function isWithin(token: SqlToken, sql: string, offset: number): boolean {
  if (offset < token.end) return true
  const text = sql.slice(token.start, token.end)
  if (text.startsWith('--')) return true
  if (text.startsWith('/*')) return !text.endsWith('*/') || text.length < 4
  return text.length < 2 || text.at(-1) !== text[0]
}

const isClosedQuote = (token: SqlToken, sql: string): boolean =>
  token.end - token.start > 1 && '"`]'.includes(sql[token.end - 1] ?? ' ')

function qualifiersBefore(tokens: readonly SqlToken[], index: number): string[] {
  const dot = tokens[index - 1]
  const name = tokens[index - 2]
  if (dot?.text !== '.' || dot.kind !== 'punctuation') return []
  if (name?.kind !== 'word' && name?.kind !== 'quoted') return []
  return [...qualifiersBefore(tokens, index - 2), name.text]
}
