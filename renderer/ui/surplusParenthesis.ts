import type { Splitter } from '../../contract/sql/Scanner.ts'
import { statementAt } from '../../contract/sql/statementAt.ts'
import type { TextRange } from './sqlDocuments.ts'

const BEHIND = /^(?:[^\S\n]*\n\s*)?\)/
const NO_CODE = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\//g

/**
 * A parenthesis that the editor closed by itself and one closed again on a later line, or before the one that Enter
 * carried there: what is to go behind `offset`, the place behind the typed `)`. Null where the statement has not one
 * too many.
 */
export function surplusParenthesis(
  text: string,
  offset: number,
  splitter: Splitter,
): TextRange | null {
  const behind = BEHIND.exec(text.slice(offset, offset + 1_000))?.[0]
  if (behind === undefined) return null
  const statement = statementAt(text, splitter, offset)
  const code = text.slice(statement?.from, statement?.to).replaceAll(NO_CODE, '')
  const count = (mark: string): number => code.split(mark).length - 1
  return count(')') > count('(') ? { from: offset, to: offset + behind.length } : null
}
