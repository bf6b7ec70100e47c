import type { KeptResult } from '../keptResults.ts'
import { statementLine } from '../keptResults.ts'
import type { ResultState, Run } from '../runState.ts'

/** A result of any tab, as a statement over results may use it. */
export type OpenResult = {
  readonly resultId: string
  readonly columns: readonly string[]
  readonly rowCount: number
  /** The statement it came from, or what it was made of. */
  readonly origin: string
  readonly isPinned: boolean
  /** Unless another is given: the name of its own, such as that of its file, else `result_1` … */
  readonly defaultName: string
}

type Tab = {
  readonly run: Run
  readonly pinnedIds: readonly string[]
  readonly kept: readonly KeptResult[]
}

/** Of these tabs in order, in each the pinned ones of earlier runs first. */
export function openResults(tabs: readonly Tab[]): OpenResult[] {
  const found = tabs.flatMap(({ run, pinnedIds, kept }) => [
    ...kept.map(({ result, statement, name }) => ({ result, statement, name, isPinned: true })),
    ...run.results.map((result) => ({
      result,
      statement: originOf(run, result),
      name: undefined,
      isPinned: pinnedIds.includes(result.resultId),
    })),
  ])
  const taken = new Set<string>()
  return found
    .filter(({ result }) => result.columns.length > 0)
    .map(({ result, statement, name, isPinned }, index) => {
      const defaultName = freeName(name ?? `result_${index + 1}`, taken)
      taken.add(defaultName)
      return {
        resultId: result.resultId,
        columns: result.columns.map((column) => column.name),
        rowCount: result.rowCount,
        origin: statementLine(statement),
        isPinned,
        defaultName,
      }
    })
}

const originOf = ({ statements }: Run, { title, index }: ResultState): string =>
  title ?? statements[index]?.text ?? ''

/** The same with the next number behind, where it is taken. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name
  for (let number = 2; ; number++) if (!taken.has(`${name}_${number}`)) return `${name}_${number}`
}

/** Names as they will be used: what was typed, or the default where nothing was. */
export const namesOf = (
  results: readonly OpenResult[],
  typed: Readonly<Record<string, string>>,
): { resultId: string; name: string }[] =>
  results.map(({ resultId, defaultName }) => ({
    resultId,
    name: typed[resultId]?.trim() || defaultName,
  }))
