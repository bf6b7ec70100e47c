/** White space, comments, quoted things, words, and any other single character. */
const TOKEN =
  /\s+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^']|'')*'?|"(?:[^"]|"")*"?|`(?:[^`]|``)*`?|\[[^\]]*\]?|[\p{L}_][\p{L}\p{N}_$]*|[\s\S]/gu

const WORD = /^[\p{L}_]/u
const DATA_VERBS = new Set(['SELECT', 'VALUES', 'INSERT', 'REPLACE', 'UPDATE', 'DELETE'])
const OBJECT_VERBS = new Set(['CREATE', 'DROP', 'ALTER'])
const OBJECT_MODIFIERS = new Set(['TEMP', 'TEMPORARY', 'UNIQUE', 'VIRTUAL'])

/**
 * What a statement does, in capitals: `SELECT`, `INSERT`, `CREATE TABLE`; a WITH is called by the
 * verb it serves. Null when there is nothing but comments.
 */
export function statementCommand(sql: string): string | null {
  const words = topLevelWords(sql)
  const verb = words.next().value
  if (verb === undefined) return null
  if (verb === 'WITH') return [...words].find((word) => DATA_VERBS.has(word)) ?? verb
  if (!OBJECT_VERBS.has(verb)) return verb
  const object = [...words].find((word) => !OBJECT_MODIFIERS.has(word))
  return object === undefined ? verb : `${verb} ${object}`
}

const CHANGES_ROWS = new Set(['INSERT', 'REPLACE', 'UPDATE', 'DELETE'])

export const changesRows = (command: string | null): boolean =>
  command !== null && CHANGES_ROWS.has(command)

/** Pragmas whose argument names what to report or do; those of all others set something. */
const ASKING_PRAGMAS = new Set(
  (
    'foreign_key_check foreign_key_list incremental_vacuum index_info index_list index_xinfo ' +
    'integrity_check optimize quick_check table_info table_list table_xinfo wal_checkpoint'
  )
    .toUpperCase()
    .split(' '),
)

/** Whether a PRAGMA sets something that outlives it in the session. */
export function isSettingPragma(sql: string): boolean {
  const tokens = [...significantTokens(sql)]
  const argumentAt = tokens.findIndex((token) => token === '=' || token === '(')
  if (tokens[0]?.toUpperCase() !== 'PRAGMA' || argumentAt < 0) return false
  return !ASKING_PRAGMAS.has(tokens[argumentAt - 1]?.toUpperCase() ?? '')
}

function* topLevelWords(sql: string): Generator<string, undefined> {
  let depth = 0
  for (const token of significantTokens(sql)) {
    if (token === '(') depth++
    else if (token === ')') depth--
    else if (depth === 0 && WORD.test(token)) yield token.toUpperCase()
  }
}

function* significantTokens(sql: string): Generator<string, undefined> {
  for (const [token] of sql.matchAll(TOKEN)) {
    const isSpace = /^\s/u.test(token) || token.startsWith('--') || token.startsWith('/*')
    if (!isSpace && token !== ';') yield token
  }
}

/** What a statement changes of its session that the next one is meant to find: see the dialect. */
export function sessionChange(sql: string): string | null {
  const tokens = [...significantTokens(sql)]
  const [first = '', second = ''] = tokens.map((token) => token.toUpperCase())
  if (first === 'PRAGMA') return isSettingPragma(sql) ? `PRAGMA ${tokens[1]}` : null
  if (first === 'ATTACH') return `attached database ${unquoted(tokens.at(-1) ?? '')}`
  if (first !== 'CREATE' || !['TEMP', 'TEMPORARY'].includes(second)) return null
  const [, , kind = '', ...rest] = tokens
  const name = rest.find((token) => !/^(if|not|exists)$/i.test(token))
  return `temporary ${kind.toLowerCase()} ${unquoted(name ?? '')}`
}

const unquoted = (name: string): string => name.replace(/^["'`[]|["'`\]]$/g, '')
