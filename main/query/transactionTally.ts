import type { Dialect } from '../drivers/driver.ts'
import { beginsTransaction, endSaidBy, savepointSaidBy } from './transactionWords.ts'

type Savepoint = { readonly name: string; readonly statementCount: number }

/** What a commit would keep, and where one can go back to. */
export type TransactionTally = {
  /** False while it is not known which statement began it. */
  readonly hasBegun: boolean
  readonly statementCount: number
  /** From the outermost to the innermost, each with what a commit would have kept there. */
  readonly savepoints: readonly Savepoint[]
}

export const emptyTally = (hasBegun: boolean): TransactionTally => ({
  hasBegun,
  statementCount: 0,
  savepoints: [],
})

/** After a statement that succeeded. Those about the transaction itself change nothing to keep. */
export function afterStatement(
  tally: TransactionTally,
  sql: string,
  dialect: Pick<Dialect, 'splitter' | 'foldsNames'>,
): TransactionTally {
  if (beginsTransaction(sql)) return tally.hasBegun ? tally : emptyTally(true)
  if (endSaidBy(sql)) return emptyTally(false)
  const said = savepointSaidBy(sql, dialect)
  switch (said?.kind) {
    case 'set':
      // SQLite begins one so; what ran before was kept at once.
      return withSavepoint(tally.hasBegun ? tally : emptyTally(true), said.name)
    case 'rollback-to':
      return backTo(tally, said.name)
    case 'release':
      return { ...tally, savepoints: tally.savepoints.slice(0, indexOf(tally, said.name)) }
    case undefined:
      return { ...tally, statementCount: tally.statementCount + 1 }
  }
}

export const withSavepoint = (tally: TransactionTally, name: string): TransactionTally => ({
  ...tally,
  savepoints: [...tally.savepoints, { name, statementCount: tally.statementCount }],
})

/** The savepoint itself stays. */
export function backTo(tally: TransactionTally, name: string): TransactionTally {
  const index = indexOf(tally, name)
  const { statementCount } = tally.savepoints[index] ?? tally
  return { ...tally, statementCount, savepoints: tally.savepoints.slice(0, index + 1) }
}

/** Of several with one name the innermost is meant, and the others are out of reach. */
export const savepointNames = ({ savepoints }: TransactionTally): string[] =>
  [...new Set(savepoints.map(({ name }) => name).toReversed())].toReversed()

/** Behind the last where there is none: then nothing is taken back. */
function indexOf({ savepoints }: TransactionTally, wanted: string): number {
  const exact = savepoints.findLastIndex(({ name }) => name === wanted)
  if (exact >= 0) return exact
  // Where names are the same in any case.
  const lower = wanted.toLowerCase()
  const alike = savepoints.findLastIndex(({ name }) => name.toLowerCase() === lower)
  return alike >= 0 ? alike : savepoints.length
}
