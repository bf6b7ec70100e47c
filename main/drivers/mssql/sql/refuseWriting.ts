import { WorkbenchError } from '../../../../contract/errors.ts'
import { words } from './words.ts'

/** With these a batch may begin; anything else might be the call of a procedure. */
const FIRST_WORDS = new Set('select with declare set if print while begin use waitfor'.split(' '))

/**
 * What changes something, runs what cannot be seen from here, or would end the transaction that is
 * undone afterwards. Nearly all are reserved words of T-SQL: bare they cannot be names.
 */
const REFUSED = new Set(
  (
    'insert update delete merge truncate into create alter drop exec execute commit rollback save ' +
    'tran transaction distributed grant revoke deny backup restore bulk dbcc kill shutdown ' +
    'reconfigure writetext updatetext openrowset openquery opendatasource dump load setuser ' +
    'receive dialog conversation'
  ).split(' '),
)

/** T-SQL needs no space behind a number: `SELECT 1INSERT …` is two statements. */
const REFUSED_AT_END = new RegExp(`(${[...REFUSED].join('|')})$`)

/** These are also names of columns; only what follows them makes them statements. */
const REFUSED_PAIRS = new Set([
  ...['next value', 'disable trigger', 'enable trigger', 'send on', 'rename object', 'copy into'],
  ...['implicit_transactions on', 'add signature'],
])

/**
 * Throws `read-only` for a batch that might write. A session of SQL Server has no setting for it, so
 * this stands in front, and the transaction around every batch undoes what it overlooks.
 */
export function refuseWriting(sql: string): void {
  let before = ''
  for (const word of words(sql)) {
    if (before === '' && !FIRST_WORDS.has(word)) throw refusal(word)
    const hidden = /^\d/.test(word) ? REFUSED_AT_END.exec(word)?.[0] : undefined
    if (REFUSED.has(word) || hidden) throw refusal(hidden ?? word)
    if (REFUSED_PAIRS.has(`${before} ${word}`)) throw refusal(`${before} ${word}`)
    before = word
  }
}

const refusal = (what: string): WorkbenchError =>
  new WorkbenchError(
    'read-only',
    `“${what.toUpperCase()}” is refused: the connection is read-only. To change data or to call procedures, use one that is not.`,
    { details: { word: what } },
  )
