import type { RunEvent } from '../../contract/query.ts'
import type { ResultState, Run } from './runState.ts'

export const MESSAGES_VIEW = 'messages'
export const PLAN_VIEW = 'plan'

/** What the panel under the editor shows: `messages`, or a result by its id. */
export type ViewId = string

export const resultInView = (run: Run | undefined, view: ViewId): ResultState | undefined =>
  run?.results.find(({ resultId }) => resultId === view)

/**
 * What is shown after an event: the first result comes forward by itself, an error brings the
 * messages, unless it is the user's own cancelling; apart from that the choice is the user's.
 */
export function viewAfter(run: Run, event: RunEvent, view: ViewId): ViewId {
  if (event.kind === 'result-opened' && run.results.length === 1) return event.resultId
  if (event.kind === 'statement-failed' && event.error.code !== 'statement-cancelled')
    return MESSAGES_VIEW
  return view
}
