import { words } from './words.ts'

/** Batches that begin otherwise may be calls of procedures, which can do anything. */
const FIRST_WORDS = new Set(
  (
    'select with insert update delete merge truncate create alter drop grant revoke deny print if ' +
    'begin commit rollback save declare while raiserror throw waitfor backup restore return'
  ).split(' '),
)

/** Settings, the database, temporary tables, cursors, locks, another user, other procedures. */
const DIRTYING = new Set(
  'use exec execute cursor open setuser sp_getapplock sp_setapprole sp_executesql'.split(' '),
)

/**
 * Whether a batch might change what the next user of the session finds. When in doubt, yes: a reset
 * costs one round trip.
 */
export function dirtiesSession(sql: string): boolean {
  let first: string | null = null
  let isUpdating = false
  for (const word of words(sql)) {
    first ??= word
    if (word.startsWith('#') || DIRTYING.has(word)) return true
    // SET of a setting, and not the one of UPDATE or of MERGE.
    if (word === 'update' || word === 'merge') isUpdating = true
    if (word === 'set' && !isUpdating) return true
  }
  return first !== null && !FIRST_WORDS.has(first)
}
