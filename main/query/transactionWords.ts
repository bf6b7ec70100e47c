import type { TransactionEnd } from '../../contract/transactions.ts'
import { firstWords } from '../../contract/sql/firstWords.ts'
import { isSql, Scanner } from '../../contract/sql/Scanner.ts'
import type { Dialect } from '../drivers/driver.ts'

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

type SaidSavepoint = { readonly kind: 'set' | 'rollback-to' | 'release'; readonly name: string }

const SAVEPOINT: Readonly<Record<SaidSavepoint['kind'], RegExp>> = {
  set: /^(savepoint|save (tran|transaction))$/,
  'rollback-to':
    /^((rollback|abort)( (work|tran|transaction))? to( savepoint)?|rollback (tran|transaction))$/,
  release: /^release( savepoint)?$/,
}

/** What the statement does with a savepoint, if that is all it does. */
export function savepointSaidBy(
  sql: string,
  { splitter, foldsNames = false }: Pick<Dialect, 'splitter' | 'foldsNames'>,
): SaidSavepoint | null {
  if (!isSql(splitter)) return null
  const tokens: string[] = []
  const scanner = new Scanner(sql, splitter)
  while (tokens.length <= MOST_WORDS && scanner.next())
    if (!['space', 'comment', 'semicolon'].includes(scanner.kind)) tokens.push(scanner.text)
  const name = tokens.pop()
  if (name === undefined || /^(work|tran|transaction)$/i.test(name)) return null
  const words = tokens.join(' ').toLowerCase()
  for (const kind of ['set', 'rollback-to', 'release'] as const)
    if (SAVEPOINT[kind].test(words)) return { kind, name: nameIn(name, foldsNames) }
  return null
}

const CLOSING: Readonly<Record<string, string>> = { '"': '"', '[': ']', '`': '`', "'": "'" }

/** As the server knows what stands in a statement. */
function nameIn(written: string, foldsNames: boolean): string {
  const closing = CLOSING[written[0]!]
  if (closing === undefined) return foldsNames ? written.toLowerCase() : written
  return written.slice(1, -1).replaceAll(closing + closing, closing)
}

// Comments are the same in all databases that have transactions.
const wordsOf = (sql: string): string => firstWords(sql, 'postgres', MOST_WORDS).join(' ')
