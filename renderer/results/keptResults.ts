import type { ResultState, Run } from './runState.ts'

/** A pinned result of an earlier run of its tab, or one that no run gave. */
export type KeptResult = {
  readonly result: ResultState
  /** That gave it, or what it was made of. */
  readonly statement: string
  readonly profileId: string
  /** Under which statements over results know it, where it has a name of its own. */
  readonly name?: string
}

/** The pinned results of a run that is about to be replaced. */
export const keptOf = (run: Run, pinnedIds: readonly string[]): KeptResult[] =>
  run.results
    .filter(({ resultId }) => pinnedIds.includes(resultId))
    .map((result) => ({
      result,
      statement: result.title ?? run.statements[result.index]?.text ?? '',
      profileId: run.profileId,
    }))

/** A statement on one line, for where there is little room. */
export const statementLine = (statement: string): string =>
  statement.trim().replaceAll(/\s+/g, ' ').slice(0, 200)
