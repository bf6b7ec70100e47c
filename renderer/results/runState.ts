import type { Column } from '../../contract/columns.ts'
import type { WireError } from '../../contract/errors.ts'
import type { RunEvent, RunSummary, ServerMessage } from '../../contract/query.ts'

/** A statement as it was run. `start` is its place in the script, so that an error finds its way back. */
export type ScriptStatement = {
  readonly text: string
  readonly start: number
  /** Where in the script it starts; the beginning unless told. */
  readonly place?: TextPlace
}

/** Both from 1. */
export type TextPlace = { readonly line: number; readonly column: number }

/** An answer of an earlier time, given since no server could be reached. */
export type StaleAnswer = { readonly answeredAtMs: number; readonly reason: WireError }

export type ResultState = {
  readonly resultId: string
  /** Index of the statement that gave it; -1 where it was made of other results. */
  readonly index: number
  /** Of one that was made of others. */
  readonly title?: string
  /** 1 for the run's first result. */
  readonly number: number
  readonly columns: readonly Column[]
  readonly rowCount: number
  /** `partial`: the statement failed or was cancelled before its last row. */
  readonly state: 'streaming' | 'complete' | 'partial'
  readonly elapsedMs: number | null
  readonly stale?: StaleAnswer
}

/** One line of the Messages tab; `id` counts them from 0. */
export type RunMessage = NewMessage & { readonly id: number }

type NewMessage =
  | { readonly kind: 'server'; readonly index: number; readonly message: ServerMessage }
  | {
      readonly kind: 'done'
      readonly index: number
      readonly elapsedMs: number
      readonly affectedRows: number | null
      readonly command: string | null
      /** Rows of the result; null where there was none. */
      readonly rowCount: number | null
    }
  | {
      readonly kind: 'failed'
      readonly index: number
      readonly elapsedMs: number
      readonly error: WireError
    }
  /** The run as a whole could not be done: no connection, main gone. */
  | { readonly kind: 'refused'; readonly error: WireError }

export type RunPhase =
  | { readonly kind: 'starting' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running'; readonly index: number }
  | { readonly kind: 'cancelling' }
  | { readonly kind: 'ended'; readonly summary: RunSummary }

/** All that is known of one run of an editor tab. */
export type Run = {
  readonly runId: string
  readonly profileId: string
  readonly startedAtMs: number
  readonly statements: readonly ScriptStatement[]
  readonly phase: RunPhase
  readonly results: readonly ResultState[]
  readonly messages: readonly RunMessage[]
}

export const isRunning = (run: Run | undefined): boolean =>
  run !== undefined && run.phase.kind !== 'ended'

export const newRun = (
  given: Pick<Run, 'runId' | 'profileId' | 'startedAtMs' | 'statements'>,
): Run => ({ ...given, phase: { kind: 'starting' }, results: [], messages: [] })

/** What an event of main makes of a run. */
export function applyEvent(run: Run, event: RunEvent): Run {
  switch (event.kind) {
    case 'waiting':
      return inPhase(run, { kind: 'waiting' })
    case 'statement-started':
      return inPhase(run, { kind: 'running', index: event.index })
    case 'result-opened':
      return { ...run, results: [...run.results, openedResult(event, run.results.length + 1)] }
    case 'rows':
      return withResult(run, event.resultId, {
        rowCount: event.rowCount,
        ...(event.columns && { columns: event.columns }),
      })
    case 'result-ended':
      return withResult(run, event.resultId, {
        rowCount: event.rowCount,
        state: event.isComplete ? 'complete' : 'partial',
      })
    case 'stale-answer': {
      const { resultId, answeredAtMs, reason } = event
      return withResult(run, resultId, { stale: { answeredAtMs, reason } })
    }
    case 'message':
      return withMessage(run, { kind: 'server', index: event.index, message: event.message })
    case 'statement-ended':
      return statementEnded(run, event)
    case 'statement-failed':
      return withMessage(timed(run, event.index, event.elapsedMs), { ...event, kind: 'failed' })
  }
}

/** The run's call has been answered. */
export const endRun = (run: Run, summary: RunSummary): Run => ({
  ...run,
  phase: { kind: 'ended', summary },
  results: run.results.map(closedResult),
})

/** The run's call was refused: nothing of it will come any more. */
export function refuseRun(run: Run, error: WireError, elapsedMs: number): Run {
  const isCancelled = error.code === 'aborted' || error.code === 'statement-cancelled'
  const ended = endRun(run, {
    outcome: isCancelled ? 'cancelled' : 'failed',
    elapsedMs,
    waitedMs: 0,
  })
  const isTold = run.messages.some((message) => message.kind === 'failed')
  return isCancelled || isTold ? ended : withMessage(ended, { kind: 'refused', error })
}

export const cancelRun = (run: Run): Run =>
  run.phase.kind === 'ended' ? run : { ...run, phase: { kind: 'cancelling' } }

/** How many statements a run that failed or was cancelled did not come to. */
export function notRunCount({ phase, statements, messages }: Run): number {
  if (phase.kind !== 'ended' || phase.summary.outcome === 'done') return 0
  const ended = messages.filter(({ kind }) => kind === 'done' || kind === 'failed')
  const last = Math.max(-1, ...ended.map((message) => ('index' in message ? message.index : -1)))
  return statements.length - 1 - last
}

/** A cancelled run stays so, whatever main still tells of it. */
const inPhase = (run: Run, phase: RunPhase): Run =>
  run.phase.kind === 'cancelling' || run.phase.kind === 'ended' ? run : { ...run, phase }

const openedResult = (
  { resultId, index, columns }: Extract<RunEvent, { kind: 'result-opened' }>,
  number: number,
): ResultState => ({
  resultId,
  index,
  number,
  columns,
  rowCount: 0,
  state: 'streaming',
  elapsedMs: null,
})

/** A stream that nobody ended was cut. */
const closedResult = (result: ResultState): ResultState =>
  result.state === 'streaming' ? { ...result, state: 'partial' } : result

const withResult = (run: Run, resultId: string, change: Partial<ResultState>): Run => ({
  ...run,
  results: run.results.map((result) =>
    result.resultId === resultId ? { ...result, ...change } : result,
  ),
})

const timed = (run: Run, index: number, elapsedMs: number): Run => ({
  ...run,
  results: run.results.map((result) =>
    result.index === index ? { ...result, elapsedMs } : result,
  ),
})

function statementEnded(run: Run, event: Extract<RunEvent, { kind: 'statement-ended' }>): Run {
  const { index, elapsedMs, affectedRows, command } = event
  const results = run.results.filter((result) => result.index === index)
  const rowCount =
    results.length === 0 ? null : results.reduce((sum, result) => sum + result.rowCount, 0)
  const message = { kind: 'done' as const, index, elapsedMs, affectedRows, command, rowCount }
  return withMessage(timed(run, index, elapsedMs), message)
}

function withMessage(run: Run, message: NewMessage): Run {
  return { ...run, messages: [...run.messages, { ...message, id: run.messages.length }] }
}
