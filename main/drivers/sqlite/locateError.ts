/** Longer statements, or tokens that stand in them more often, are not searched. */
const MAX_LENGTH = 100_000
const MAX_OCCURRENCES = 200

/**
 * Where a statement is wrong, in UTF-16 units, when that is certain; better-sqlite3 does not pass
 * on what SQLite knows. `failureOf` gives the message for a text that is compiled without the
 * user's tables: the parser stops at the first wrong token, so the shortest beginning of the
 * statement that fails with the same message ends in that token.
 */
export function locateError(
  sql: string,
  message: string,
  failureOf: (sql: string) => string | null,
): number | null {
  if (sql.length > MAX_LENGTH) return null
  if (message === 'incomplete input') return sql.trimEnd().length
  const token = /^near "([\s\S]*)": syntax error$|^unrecognized token: "([\s\S]*)"$/.exec(message)
  if (token) return locateToken(sql, token[1] ?? token[2] ?? '', message, failureOf)
  const name =
    /^(?:no such (?:column|table|function|view|index|collation sequence)|ambiguous column name): "?([^\s"]+)/.exec(
      message,
    )?.[1]
  return name === undefined ? null : locateName(sql, name)
}

function locateToken(
  sql: string,
  token: string,
  message: string,
  failureOf: (sql: string) => string | null,
): number | null {
  if (token === '') return null
  let at = sql.indexOf(token)
  for (let tried = 0; at >= 0 && tried < MAX_OCCURRENCES; tried++) {
    if (failureOf(sql.slice(0, at + token.length)) === message) return at
    at = sql.indexOf(token, at + 1)
  }
  return null
}

/** Only where the name stands once: the message does not say which of several was meant. */
function locateName(sql: string, name: string): number | null {
  const pattern = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('\\.', '\\s*\\.\\s*')
  const found = [
    ...sql.matchAll(new RegExp(`(?<![\\p{L}\\p{N}_$])${pattern}(?![\\p{L}\\p{N}_$])`, 'giu')),
  ]
  return found.length === 1 ? found[0]!.index : null
}
