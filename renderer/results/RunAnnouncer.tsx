import { errorLine } from '../text/errorInLanguage.ts'
import { useText } from '../text/text.ts'
import { runOutcome } from './runOutcome.ts'
import { useLastEnded } from './runsStore.ts'

/** Tells those who listen how a run ended, whichever view stands in front. Once in the window. */
export function RunAnnouncer() {
  const text = useText()
  const run = useLastEnded()
  return (
    <div
      role="log"
      aria-live="polite"
      aria-label={text('results.outcomes')}
      className="visually-hidden"
    >
      {run && <p key={run.runId}>{runOutcome(run, text, errorLine)}</p>}
    </div>
  )
}
