import type { Splitter } from '../../contract/sql/Scanner.ts'
import { splitStatements, type StatementRange } from '../../contract/sql/splitStatements.ts'
import { statementAt } from '../../contract/sql/statementAt.ts'
import { errorPlace } from '../results/errorPlace.ts'
import type { ScriptStatement, TextPlace } from '../results/runState.ts'

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
  if (scope === 'all') return placed(script, splitStatements(script, splitter), 0)
  if (from < to) return placed(script, splitStatements(script.slice(from, to), splitter), from)
  const statement = statementAt(script, splitter, from)
  return placed(script, statement ? [statement] : [], 0)
}

/** One pass over the script: it may hold many thousand statements. */
function placed(
  script: string,
  statements: readonly StatementRange[],
  shift: number,
): ScriptStatement[] {
  let place: TextPlace = { line: 1, column: 1 }
  let counted = 0
  return statements.map(({ text, from }) => {
    const start = from + shift
    place = errorPlace({ text: script.slice(counted, start), place }, start - counted)
    counted = start
    return { text, start, place }
  })
}
