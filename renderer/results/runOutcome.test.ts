import { expect, test } from 'vitest'
import type { RunEvent } from '../../contract/query.ts'
import { text } from '../text/text.ts'
import { runOutcome } from './runOutcome.ts'
import { applyEvent, endRun, newRun, refuseRun, type Run } from './runState.ts'

const started = (statementCount = 1): Run =>
  newRun({
    runId: 'run',
    profileId: 'p',
    startedAtMs: 0,
    statements: Array.from({ length: statementCount }, () => ({ text: 'SELECT 1', start: 0 })),
  })
const summary = (outcome: 'done' | 'failed') => ({ outcome, elapsedMs: 28, waitedMs: 0 })
const outcome = (run: Run): string => runOutcome(run, text, ({ message }) => message)

test('rows and time of the one result', () => {
  const events: RunEvent[] = [
    { kind: 'result-opened', index: 0, resultId: 'r', columns: [] },
    { kind: 'rows', resultId: 'r', rowCount: 5_000 },
    { kind: 'result-ended', resultId: 'r', rowCount: 5_000, isComplete: true },
    { kind: 'statement-ended', index: 0, elapsedMs: 440, affectedRows: null, command: null },
  ]
  const run = endRun(events.reduce(applyEvent, started()), summary('done'))
  expect(outcome(run)).toBe('5,000 rows in 440 ms')
})

test('the words of what went wrong', () => {
  const error = { code: 'no-such-object', message: 'no such table: boks' } as const
  const failed = applyEvent(started(), {
    kind: 'statement-failed',
    index: 0,
    elapsedMs: 4,
    error,
  } as never)
  expect(outcome(endRun(failed, summary('failed')))).toBe('Failed after 28 ms. no such table: boks')
  const refused = refuseRun(
    started(),
    { code: 'connection-refused', message: 'Nothing answers.', details: {} },
    7,
  )
  expect(outcome(refused)).toMatch(/^Failed after .*\. Nothing answers\.$/)
})

test('nothing of a tab where nothing was run', () => {
  expect(outcome(endRun(started(0), summary('done')))).toBe('')
})
