import type { TransactionEnd } from '../../contract/transactions.ts'
import { firstWords } from '../../contract/sql/firstWords.ts'

/** More words than any of these statements has. */
const MOST_WORDS = 16

const BEGINS =
  /^(begin|start transaction)( (work|tran|transaction|deferred|immediate|exclusive|isolation|level|read|only|write|committed|uncommitted|repeatable|serializable|snapshot|not|deferrable))*$/
const ENDS = /^(commit|end|rollback|abort)( (work|tran|transaction|and|no|chain))*$/

/** The statement does no more than to begin a transaction. */
export const beginsTransaction = (sql: string): boolean => BEGINS.test(wordsOf(sql))

/** What the statement says of the transaction that it ended; null: it ended it in another way. */
export function endSaidBy(
  sql: string,
): Extract<TransactionEnd, 'committed' | 'rolled-back'> | null {
  const verb = ENDS.exec(wordsOf(sql))?.[1]
  if (verb === undefined) return null
  return verb === 'commit' || verb === 'end' ? 'committed' : 'rolled-back'
}

// Comments are the same in all databases that have transactions.
const wordsOf = (sql: string): string => firstWords(sql, 'postgres', MOST_WORDS).join(' ')
