import type { ParameterValue } from '../../contract/parameters.ts'
import { api } from '../api/api.ts'
import type { RunSession } from '../results/runsStore.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import type { QuestionLine } from './questionLines.ts'

/** What is known of how many rows a line is about. */
export type LineCount =
  | { readonly state: 'counted'; readonly rowCount: number }
  | { readonly state: 'unknown'; readonly reason: string }

/** Where the statements are to run, and the values for their placeholders. */
export type CountPlace = RunSession & {
  readonly profileId: string
  readonly parameters: readonly ParameterValue[]
}

/**
 * Counts the lines one after the other, since the connection may be the tab's own, while the user
 * reads. The function that comes back stops it, and answers when that connection is free again.
 */
export function countLines(
  lines: readonly QuestionLine[],
  { parameters, ...place }: CountPlace,
  tell: (line: number, count: LineCount) => void,
): () => Promise<void> {
  const controller = new AbortController()
  const { signal } = controller
  const counting = (async () => {
    for (const [index, { counted }] of lines.entries()) {
      if (!counted || signal.aborted) continue
      const request = { ...place, parameters: [...parameters], counted }
      const count = await api.call('counts.rows', request, { signal }).then(
        ({ rowCount }): LineCount => ({ state: 'counted', rowCount: Number(rowCount) }),
        (error: unknown): LineCount => ({ state: 'unknown', reason: errorLine(error) }),
      )
      if (!signal.aborted) tell(index, count)
    }
  })()
  return () => {
    controller.abort()
    return counting
  }
}
