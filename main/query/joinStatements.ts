/** Statements as one script, as the history shows it. */
export function joinStatements(statements: readonly string[]): string {
  if (statements.length === 1) return statements[0]!
  return statements.map((sql) => `${sql}${endsInComment(sql) ? '\n' : ''};`).join('\n')
}

/** A semicolon behind it would be part of the comment. May say so of a string: that does no harm. */
const endsInComment = (sql: string) => sql.slice(sql.lastIndexOf('\n') + 1).includes('--')
