import type { RunSummary } from '../../contract/query.ts'
import type { Text } from '../text/text.ts'
import { formatDuration } from './formatAmounts.ts'
import { resultInView, type ViewId } from './resultViews.ts'
import type { ResultState, Run } from './runState.ts'

/**
 * The line beside the results: how many rows in what time, or what is being waited for.
 * `elapsedMs`: how long the run has been going; `isSuspended`: its pool lends nothing.
 */
export function resultStatusText(
  run: Run | undefined,
  view: ViewId,
  elapsedMs: number,
  text: Text,
  isSuspended = false,
): string {
  if (!run) return ''
  const time = formatDuration(elapsedMs)
  const result = resultInView(run, view)
  if (run.phase.kind === 'cancelling') return text('results.cancelling', { time })
  if (result) return ofResult(result, run, time, text)
  switch (run.phase.kind) {
    case 'starting':
      return text('results.starting', { time })
    case 'waiting':
      return text(isSuspended ? 'results.waitingSuspended' : 'results.waiting', { time })
    case 'running': {
      const number = run.phase.index + 1
      const total = run.statements.length
      return total === 1
        ? text('results.running', { time })
        : text('results.runningOf', { number, total, time })
    }
    case 'ended':
      return ofSummary(run, run.phase.summary, text)
  }
}

function ofResult(result: ResultState, run: Run, time: string, text: Text): string {
  const rows = text('results.rows', { count: result.rowCount })
  const ended = formatDuration(result.elapsedMs ?? 0)
  switch (result.state) {
    case 'streaming':
      return text('results.rowsSoFar', { rows, time })
    case 'complete':
      // The result is whole a moment before its statement has ended and its time is known.
      if (result.stale) return text('results.rowsOld', { rows })
      return text('results.rowsIn', { rows, time: result.elapsedMs === null ? time : ended })
    case 'partial': {
      const isCancelled = run.phase.kind === 'ended' && run.phase.summary.outcome === 'cancelled'
      const key = isCancelled ? 'results.rowsCancelled' : 'results.rowsFailed'
      return text(key, { rows, time: ended })
    }
  }
}

function ofSummary(run: Run, { outcome, elapsedMs, waitedMs }: RunSummary, text: Text): string {
  // With the wait, in which it may have ended: the user has seen that time go by.
  const whole = formatDuration(waitedMs + elapsedMs)
  if (run.statements.length === 0) return ''
  if (outcome === 'cancelled') return text('results.cancelledAfter', { time: whole })
  if (outcome === 'failed') return text('results.failedAfter', { time: whole })
  const time = formatDuration(elapsedMs)
  if (run.statements.length > 1)
    return text('results.statementsDoneIn', { number: run.statements.length, time })
  const done = run.messages.find((message) => message.kind === 'done')
  const affectedRows = done?.affectedRows ?? null
  if (affectedRows === null) return text('results.doneIn', { time })
  return text('results.affectedIn', {
    rows: text('results.affected', { count: affectedRows }),
    time,
  })
}
