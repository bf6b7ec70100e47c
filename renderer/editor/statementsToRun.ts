import type { Splitter } from '../../contract/sql/Scanner.ts'
import { splitStatements, type StatementRange } from '../../contract/sql/splitStatements.ts'
import { statementAt } from '../../contract/sql/statementAt.ts'
import type { ScriptStatement } from '../results/runState.ts'

type Range = { readonly from: number; readonly to: number }

/** `current`: what is selected, else the statement at the cursor. */
export type RunScope = 'current' | 'all'

/** What Run means, each statement with its place in the script. */
export function statementsToRun(
  script: string,
  splitter: Splitter,
  { from, to }: Range,
  scope: RunScope,
): ScriptStatement[] {
  if (scope === 'all') return placed(splitStatements(script, splitter), 0)
  if (from < to) return placed(splitStatements(script.slice(from, to), splitter), from)
  const statement = statementAt(script, splitter, from)
  return placed(statement ? [statement] : [], 0)
}

const placed = (statements: readonly StatementRange[], shift: number): ScriptStatement[] =>
  statements.map(({ text, from }) => ({ text, start: from + shift }))
