import { expect, test } from 'vitest'
import type { RunEvent } from '../../contract/query.ts'
import { text } from '../text/text.ts'
import { MESSAGES_VIEW } from './resultViews.ts'
import { resultStatusText } from './resultStatusText.ts'
import { applyEvent, cancelRun, endRun, newRun, type Run } from './runState.ts'

const started = (statementCount = 1): Run =>
  newRun({
    runId: 'run',
    profileId: 'p',
    startedAtMs: 0,
    statements: Array.from({ length: statementCount }, () => ({ text: 'SELECT 1', start: 0 })),
  })
const after = (run: Run, ...events: RunEvent[]): Run => events.reduce(applyEvent, run)
const status = (run: Run | undefined, view = MESSAGES_VIEW, elapsedMs = 3_200): string =>
  resultStatusText(run, view, elapsedMs, text)

const opened: RunEvent = { kind: 'result-opened', index: 0, resultId: 'r', columns: [] }
const rows = (rowCount: number): RunEvent => ({ kind: 'rows', resultId: 'r', rowCount })
const ended = (elapsedMs: number, affectedRows: number | null = null): RunEvent => {
  return { kind: 'statement-ended', index: 0, elapsedMs, affectedRows, command: null }
}

test('tells what is being waited for', () => {
  expect(status(started())).toBe('Starting (3.2 s)')
  expect(status(after(started(), { kind: 'waiting' }))).toBe('Waiting for a connection (3.2 s)')
  expect(
    resultStatusText(after(started(), { kind: 'waiting' }), MESSAGES_VIEW, 3_200, text, true),
  ).toBe('Waiting: the pool is suspended (3.2 s). Resume it in the pool monitor')
  expect(status(after(started(), { kind: 'statement-started', index: 0 }))).toBe('Running (3.2 s)')
  expect(status(after(started(5), { kind: 'statement-started', index: 1 }))).toBe(
    'Running statement 2 of 5 (3.2 s)',
  )
  expect(status(cancelRun(started()))).toBe('Cancelling… (3.2 s)')
})

test('tells rows so far, then the exact count and time', () => {
  const streaming = after(started(), opened, rows(200_000))
  expect(status(streaming, 'r')).toBe('200,000 rows so far (3.2 s)')
  const whole: RunEvent = {
    kind: 'result-ended',
    resultId: 'r',
    rowCount: 1_000_000,
    isComplete: true,
  }
  const done = after(streaming, whole, ended(2_100))
  expect(status(done, 'r')).toBe('1,000,000 rows in 2.1 s')
})

test('marks what is incomplete', () => {
  const cut: RunEvent = { kind: 'result-ended', resultId: 'r', rowCount: 200, isComplete: false }
  const error = { code: 'statement-cancelled' as const, message: '', details: {} }
  const failed: RunEvent = { kind: 'statement-failed', index: 0, elapsedMs: 900, error }
  const run = after(started(), opened, rows(200), cut, failed)
  const summary = { elapsedMs: 900, waitedMs: 0 }
  expect(status(endRun(run, { ...summary, outcome: 'cancelled' }), 'r')).toBe(
    '200 rows, incomplete: cancelled after 900 ms',
  )
  expect(status(endRun(run, { ...summary, outcome: 'failed' }), 'r')).toBe(
    '200 rows, incomplete: failed after 900 ms',
  )
})

test('tells the outcome of a run without results', () => {
  const end = (run: Run, outcome: 'done' | 'failed' | 'cancelled') =>
    status(endRun(run, { outcome, elapsedMs: 12, waitedMs: 0 }))
  expect(end(after(started(), ended(12, 1)), 'done')).toBe('1 row affected in 12 ms')
  expect(end(after(started(), ended(12)), 'done')).toBe('Done in 12 ms')
  expect(end(started(3), 'done')).toBe('3 statements done in 12 ms')
  expect(end(started(), 'failed')).toBe('Failed after 12 ms')
  expect(end(started(), 'cancelled')).toBe('Cancelled after 12 ms')
})

test('counts the wait for a connection in when nothing came of it', () => {
  const summary = { elapsedMs: 1, waitedMs: 2_999 }
  expect(status(endRun(started(), { ...summary, outcome: 'failed' }))).toBe('Failed after 3.0 s')
  expect(status(endRun(started(), { ...summary, outcome: 'done' }))).toBe('Done in 1 ms')
})

test('is silent before the first run', () => {
  expect(status(undefined)).toBe('')
})
