import type { ResultState, Run } from '../runState.ts'

/** A result of any tab, as a statement over results may use it. */
export type OpenResult = {
  readonly resultId: string
  readonly columns: readonly string[]
  readonly rowCount: number
  /** The first line of the statement it came from, or what it was made of. */
  readonly origin: string
  /** Unless another is given: `result_1`, `result_2` … */
  readonly defaultName: string
}

/** Of these runs in order, the one of the tab that asks first. */
export function openResults(runs: readonly Run[]): OpenResult[] {
  const results = runs.flatMap((run) =>
    run.results.filter(({ columns }) => columns.length > 0).map((result) => ({ run, result })),
  )
  return results.map(({ run, result }, index) => ({
    resultId: result.resultId,
    columns: result.columns.map(({ name }) => name),
    rowCount: result.rowCount,
    origin: originOf(run, result),
    defaultName: `result_${index + 1}`,
  }))
}

function originOf({ statements }: Run, { title, index }: ResultState): string {
  return title ?? (statements[index]?.text.trim().split('\n')[0] ?? '').slice(0, 200)
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
