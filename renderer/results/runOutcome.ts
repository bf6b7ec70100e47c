import type { WireError } from '../../contract/errors.ts'
import type { Text } from '../text/text.ts'
import { resultStatusText } from './resultStatusText.ts'
import { MESSAGES_VIEW } from './resultViews.ts'
import type { Run } from './runState.ts'

/** How an ended run ended, for those who do not see it; empty where nothing was run. */
export function runOutcome(run: Run, text: Text, errorLine: (error: WireError) => string): string {
  const [only, ...others] = run.results
  const view = only && others.length === 0 ? only.resultId : MESSAGES_VIEW
  const errors = run.messages.flatMap((message) =>
    'error' in message ? [errorLine(message.error)] : [],
  )
  return [resultStatusText(run, view, 0, text), ...errors].filter(Boolean).join('. ')
}
