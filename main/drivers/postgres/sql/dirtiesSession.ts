import { tokens } from './tokens.ts'

/** Statements that leave nothing behind in the session, unless a word below stands in them. */
const CLEAN_FIRST_WORDS = new Set([
  ...['select', 'with', 'values', 'table', 'insert', 'update', 'delete', 'merge', 'truncate'],
  ...['explain', 'show', 'begin', 'start', 'commit', 'end', 'rollback', 'abort', 'savepoint'],
  ...['release', 'fetch', 'move', 'close', 'create', 'alter', 'drop', 'comment', 'grant', 'revoke'],
  ...['analyze', 'vacuum', 'reindex', 'refresh', 'cluster', 'checkpoint', 'notify', 'lock'],
])

/** Temporary objects, settings changed by function, locks and handles that outlive a transaction. */
const DIRTY_WORD =
  /^(temp|temporary|pg_temp|set_config|setseed|pg_(try_)?advisory_lock(_shared)?|dblink_connect(_u)?|lo_open|execute)$/

/**
 * Whether the statement might change what the next user of the session finds. When in doubt, yes.
 * What a function of the user does inside cannot be seen from here.
 */
export function dirtiesSession(sql: string): boolean {
  let isFirst = true
  for (const { kind, text } of tokens(sql)) {
    if (kind === 'word' && DIRTY_WORD.test(text)) return true
    if (!isFirst || text === '(') continue
    if (!CLEAN_FIRST_WORDS.has(text)) return true
    isFirst = false
  }
  return false
}
