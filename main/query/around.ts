import type { Connection, TransactionWords } from '../drivers/driver.ts'
import { collectRows } from '../frame/collectRows.ts'

/** Statements of the program's own around something that a session does. */
export type Words = { readonly first: readonly string[]; readonly last: readonly string[] }

/** What is done in between is undone, and the transaction goes on. */
export const behindSavepoint = (
  words: NonNullable<TransactionWords['savepoint']>,
  name: string,
): Words => ({
  first: [words.set(name)],
  last: [words.rollbackTo(name), words.release(name)].filter(Boolean),
})

export async function around<T>(
  connection: Connection,
  { first, last }: Words,
  work: () => Promise<T>,
): Promise<T> {
  // Not the caller's signal: who gives up must have the undoing all the same.
  const say = (sql: string) => collectRows(connection, { sql }, new AbortController().signal)
  for (const sql of first) await say(sql)
  let isDone = false
  try {
    const answer = await work()
    isDone = true
    return answer
  } finally {
    // An error may have ended the transaction, or the session.
    if (isDone || connection.session === 'in-transaction') for (const sql of last) await say(sql)
  }
}
