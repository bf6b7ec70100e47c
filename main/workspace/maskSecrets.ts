const STRING = String.raw`(?:[EN]?'(?:[^'\\]|''|\\[\s\S])*'?|"(?:[^"]|"")*"?|\$(?<tag>\w*)\$[\s\S]*?(?:\$\k<tag>\$|$))`

const PATTERNS: readonly [RegExp, string][] = [
  // create user … password '…', identified by '…', with password = '…', pragma key = '…'
  [
    new RegExp(
      String.raw`(?<!['\"])\b(password|identified\s+by|pragma\s+(?:re)?key)(\s*=?\s*)${STRING}`,
      'gi',
    ),
    "$1$2'•••'",
  ],
  // connection strings inside of literals: password=…, pwd=…
  [/\b(password|passwd|pwd)(\s*=\s*)(?!['"•])[^\s;'",)]+/gi, '$1$2•••'],
  // scheme://user:password@host
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@'"]*:)[^\s@'"]+@/gi, '$1•••@'],
]

/** A statement as the history keeps it: what sets or carries a password is left out. */
export function maskSecrets(sql: string): string {
  return PATTERNS.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), sql)
}

/** How much of a statement the monitor shows. */
const SHOWN_LENGTH = 2_000

/** A statement as it is shown to whoever watches a pool. */
export const shownStatement = (sql: string): string => maskSecrets(sql.slice(0, SHOWN_LENGTH))
