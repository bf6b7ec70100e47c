import { isSql, Scanner, type Splitter } from './Scanner.ts'

/** Statements that begin so may change what the catalog lists; the end of a transaction may show it. */
const CHANGING = new Set(
  (
    'create alter drop rename comment import attach detach do call exec execute ' +
    'commit end rollback abort undrop'
  ).split(' '),
)

/**
 * Whether a statement may add, change or take away tables, columns or the like. Errs on the side of
 * yes; a change made inside of a function that `select` calls goes unseen.
 */
export function mayChangeSchema(sql: string, splitter: Splitter): boolean {
  if (!isSql(splitter)) return false
  const scanner = new Scanner(sql, splitter)
  let first: string | null = null
  while (scanner.next()) {
    if (scanner.kind !== 'word') continue
    const word = scanner.text.toLowerCase()
    first ??= word
    if (first === word && CHANGING.has(word)) return true
    // A T-SQL batch holds several statements, `explain analyze` runs what follows, and
    // `select … into` makes a table.
    const isInside = splitter === 'mssql' || first === 'explain'
    if (isInside && CHANGING.has(word)) return true
    if ((first === 'select' || first === 'with') && word === 'into') return true
    if (first !== 'select' && first !== 'with' && !isInside) return false
  }
  return false
}
