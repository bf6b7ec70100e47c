import { isSql, Scanner, type Splitter } from '../../../contract/sql/Scanner.ts'

/**
 * A text in a form in which two of them are the same where only spaces, comments, the case of words or
 * needless quotes differ. Not for running.
 */
export function normalizeSql(sql: string, splitter: Splitter): string {
  if (!isSql(splitter)) return sql.trim()
  const scanner = new Scanner(sql, splitter)
  const parts: string[] = []
  while (scanner.next()) {
    const { kind, text } = scanner
    if (kind === 'space' || kind === 'comment' || kind === 'semicolon') continue
    if (kind === 'word') parts.push(text.toLowerCase())
    else if (kind === 'string') parts.push(unquoted(text))
    else parts.push(text)
  }
  return parts.join(' ')
}

const unquoted = (text: string): string =>
  /^(["`[])[a-z_][a-z0-9_$]*["`\]]$/i.test(text) ? text.slice(1, -1).toLowerCase() : text
