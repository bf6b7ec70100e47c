import { expect, test } from 'vitest'
import type { Column } from '../../contract/columns.ts'
import type { RunEvent } from '../../contract/query.ts'
import {
  applyEvent,
  cancelRun,
  endRun,
  isRunning,
  newRun,
  notRunCount,
  refuseRun,
  type Run,
} from './runState.ts'

const columns: Column[] = [{ name: 'n', type: { kind: 'int64' }, serverType: 'bigint' }]
const started = newRun({
  runId: 'run',
  profileId: 'sample',
  startedAtMs: 0,
  statements: [
    { text: 'SELECT 1', start: 0 },
    { text: 'DELETE FROM t', start: 10 },
  ],
})
const after = (events: RunEvent[], run: Run = started): Run => events.reduce(applyEvent, run)

const opened: RunEvent = { kind: 'result-opened', index: 0, resultId: 'r1', columns }

test('follows a run from waiting to its results and counts', () => {
  expect(after([{ kind: 'waiting' }]).phase).toEqual({ kind: 'waiting' })
  const streaming = after([
    { kind: 'statement-started', index: 0 },
    opened,
    { kind: 'rows', resultId: 'r1', rowCount: 200 },
  ])
  expect(streaming.phase).toEqual({ kind: 'running', index: 0 })
  expect(streaming.results).toMatchObject([{ number: 1, rowCount: 200, state: 'streaming' }])

  const done = after(
    [
      { kind: 'result-ended', resultId: 'r1', rowCount: 1_000, isComplete: true },
      {
        kind: 'statement-ended',
        index: 0,
        elapsedMs: 12,
        affectedRows: null,
        command: 'SELECT',
      },
      { kind: 'statement-ended', index: 1, elapsedMs: 3, affectedRows: 7, command: 'DELETE' },
    ],
    streaming,
  )
  expect(done.results).toMatchObject([{ rowCount: 1_000, state: 'complete', elapsedMs: 12 }])
  expect(done.messages).toMatchObject([
    { kind: 'done', index: 0, rowCount: 1_000, affectedRows: null },
    { kind: 'done', index: 1, rowCount: null, affectedRows: 7 },
  ])
})

test('marks a result that is an answer of earlier', () => {
  const reason = { code: 'connection-refused', message: 'Nothing answers.', details: {} } as const
  const stale: RunEvent = {
    kind: 'stale-answer',
    index: 0,
    resultId: 'r1',
    answeredAtMs: 5,
    reason,
  }
  expect(after([opened]).results[0]!.stale).toBeUndefined()
  expect(after([opened, stale]).results[0]!.stale).toEqual({ answeredAtMs: 5, reason })
})

test('takes over columns whose type had to widen', () => {
  const wider: Column[] = [{ name: 'n', type: { kind: 'any' }, serverType: '' }]
  const run = after([opened, { kind: 'rows', resultId: 'r1', rowCount: 5, columns: wider }])
  expect(run.results[0]?.columns).toBe(wider)
})

test('marks a result as partial when its statement failed or the run ended without its last row', () => {
  const error = { code: 'connection-lost' as const, message: 'gone', details: {} }
  const failed = after([
    opened,
    { kind: 'rows', resultId: 'r1', rowCount: 200 },
    { kind: 'result-ended', resultId: 'r1', rowCount: 200, isComplete: false },
    { kind: 'statement-failed', index: 0, elapsedMs: 40, error },
  ])
  expect(failed.results).toMatchObject([{ state: 'partial', rowCount: 200, elapsedMs: 40 }])
  expect(failed.messages).toEqual([{ id: 0, kind: 'failed', index: 0, elapsedMs: 40, error }])

  const cut = endRun(after([opened]), { outcome: 'failed', elapsedMs: 1, waitedMs: 0 })
  expect(cut.results[0]?.state).toBe('partial')
})

test('a cancelled run stays cancelling until it has ended', () => {
  const cancelling = cancelRun(after([{ kind: 'statement-started', index: 0 }]))
  expect(isRunning(cancelling)).toBe(true)
  expect(after([{ kind: 'statement-started', index: 1 }], cancelling).phase.kind).toBe('cancelling')
  const ended = endRun(cancelling, { outcome: 'cancelled', elapsedMs: 9, waitedMs: 0 })
  expect(isRunning(ended)).toBe(false)
  expect(cancelRun(ended)).toBe(ended)
})

test('a refused run tells why once', () => {
  const error = { code: 'acquire-timeout' as const, message: 'No connection', details: {} }
  expect(refuseRun(started, error, 500)).toMatchObject({
    phase: { kind: 'ended', summary: { outcome: 'failed', elapsedMs: 500 } },
    messages: [{ kind: 'refused', error }],
  })
  const told = after([{ kind: 'statement-failed', index: 0, elapsedMs: 1, error }])
  expect(refuseRun(told, error, 2).messages).toHaveLength(1)
})

test('a run that was given up is cancelled, not failed', () => {
  const error = { code: 'aborted' as const, message: 'given up', details: {} }
  const run = refuseRun(started, error, 10)
  expect(run.phase).toMatchObject({ summary: { outcome: 'cancelled' } })
  expect(run.messages).toEqual([])
})

test('tells how many statements a failed run did not come to', () => {
  const five = newRun({
    ...{ runId: 'run', profileId: 'sample', startedAtMs: 0 },
    statements: Array.from({ length: 5 }, (_, start) => ({ text: 'SELECT 1', start })),
  })
  const done = { kind: 'statement-ended', elapsedMs: 1, affectedRows: 0, command: null } as const
  const error = { code: 'syntax-error', message: 'no', details: {} } as const
  const failed = after(
    [
      { ...done, index: 0 },
      { kind: 'statement-failed', index: 1, elapsedMs: 1, error },
    ],
    five,
  )
  expect(notRunCount(failed)).toBe(0)
  const summary = { elapsedMs: 2, waitedMs: 0 }
  expect(notRunCount(endRun(failed, { outcome: 'failed', ...summary }))).toBe(3)
  expect(notRunCount(endRun(failed, { outcome: 'done', ...summary }))).toBe(0)
})
