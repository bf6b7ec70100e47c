import { usePool } from '../app/poolsStore.ts'
import { useText, type Text } from '../text/text.ts'
import { Spinner } from '../ui/Spinner.tsx'
import { useElapsedMs } from '../ui/useElapsedMs.ts'
import { type Arranged, shownResult, useArrangement } from './arrangementsStore.ts'
import type { KeptResult } from './keptResults.ts'
import { resultStatusText } from './resultStatusText.ts'
import styles from './ResultStatus.module.css'
import { resultInView, type ViewId } from './resultViews.ts'
import { isRunning, type ResultState, type Run } from './runState.ts'

/** How many rows in what time, or what is being waited for and for how long. */
export function ResultStatus({ run, view }: { run: Run; view: ViewId }) {
  const text = useText()
  const isBusy = isRunning(run)
  const result = resultInView(run, view)
  const arrangement = useArrangement(result?.resultId)
  const elapsedMs = useElapsedMs(isBusy ? run.startedAtMs : null)
  const isSuspended = usePool(run.profileId)?.state === 'suspended'
  const shown =
    (result && filteredText(result, arrangement, text)) ??
    resultStatusText(run, view, elapsedMs, text, isSuspended)
  return (
    <div
      role="status"
      aria-label={text('results.resultStatus')}
      // A screen reader hears the outcome from the announcer, not every tenth of a second on the way.
      aria-live="off"
      className={styles.status}
      data-state={result?.stale ? 'stale' : stateOf(run)}
    >
      {(isBusy || arrangement.isBusy) && <Spinner />}
      <span className={styles.text} title={shown}>
        {shown}
      </span>
    </div>
  )
}

const stateOf = ({ phase }: Run): string =>
  phase.kind === 'ended' ? phase.summary.outcome : phase.kind

/** How many rows were kept, and of which statement. */
export function KeptStatus({ kept: { result, statement } }: { kept: KeptResult }) {
  const text = useText()
  const arrangement = useArrangement(result.resultId)
  return (
    <div
      role="status"
      aria-label={text('results.resultStatus')}
      title={statement}
      className={styles.status}
    >
      {arrangement.isBusy && <Spinner />}
      <span className={styles.text}>
        {filteredText(result, arrangement, text) ??
          text('results.pinnedRows', { rows: text('results.rows', { count: result.rowCount }) })}
      </span>
    </div>
  )
}

/** How many of the rows are shown; null: all of them. */
function filteredText(result: ResultState, arrangement: Arranged, text: Text): string | null {
  const { rowCount } = shownResult(result, arrangement)
  if (rowCount === result.rowCount) return null
  return text('results.rowsOf', {
    number: rowCount,
    rows: text('results.rows', { count: result.rowCount }),
  })
}
