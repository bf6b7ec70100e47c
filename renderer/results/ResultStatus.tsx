import { useText } from '../text/text.ts'
import { Spinner } from '../ui/Spinner.tsx'
import { useElapsedMs } from '../ui/useElapsedMs.ts'
import { shownResult, useArrangement } from './arrangementsStore.ts'
import { resultStatusText } from './resultStatusText.ts'
import styles from './ResultStatus.module.css'
import { resultInView, type ViewId } from './resultViews.ts'
import { isRunning, type Run } from './runState.ts'

/** How many rows in what time, or what is being waited for and for how long. */
export function ResultStatus({ run, view }: { run: Run; view: ViewId }) {
  const text = useText()
  const isBusy = isRunning(run)
  const result = resultInView(run, view)
  const arrangement = useArrangement(result?.resultId)
  const elapsedMs = useElapsedMs(isBusy ? run.startedAtMs : null)
  return (
    <div
      role="status"
      aria-label={text('results.resultStatus')}
      // A screen reader hears the outcome, not every tenth of a second on the way.
      aria-live={isBusy ? 'off' : 'polite'}
      className={styles.status}
      data-state={stateOf(run)}
    >
      {(isBusy || arrangement.isBusy) && <Spinner />}
      {result && arrangement.view && shownResult(result, arrangement).rowCount !== result.rowCount
        ? text('results.rowsOf', {
            number: arrangement.view.rowCount,
            rows: text('results.rows', { count: result.rowCount }),
          })
        : resultStatusText(run, view, elapsedMs, text)}
    </div>
  )
}

const stateOf = ({ phase }: Run): string =>
  phase.kind === 'ended' ? phase.summary.outcome : phase.kind
