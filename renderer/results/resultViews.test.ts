import { expect, test } from 'vitest'
import type { RunEvent } from '../../contract/query.ts'
import { MESSAGES_VIEW, resultInView, viewAfter } from './resultViews.ts'
import { applyEvent, newRun } from './runState.ts'

const empty = newRun({ runId: 'run', profileId: 'p', startedAtMs: 0, statements: [] })
const opened = (resultId: string): RunEvent => {
  return { kind: 'result-opened', index: 0, resultId, columns: [] }
}

test('the first result comes forward, later ones do not', () => {
  const first = applyEvent(empty, opened('a'))
  expect(viewAfter(first, opened('a'), MESSAGES_VIEW)).toBe('a')
  const second = applyEvent(first, opened('b'))
  expect(viewAfter(second, opened('b'), 'a')).toBe('a')
  expect(resultInView(second, 'b')?.number).toBe(2)
  expect(resultInView(second, MESSAGES_VIEW)).toBeUndefined()
})

test('an error brings the messages forward', () => {
  const error = { code: 'syntax-error' as const, message: 'no', details: {} }
  const failed: RunEvent = { kind: 'statement-failed', index: 0, elapsedMs: 1, error }
  expect(viewAfter(applyEvent(empty, failed), failed, 'a')).toBe(MESSAGES_VIEW)
})

test('cancelling leaves the rows that came in view', () => {
  const error = { code: 'statement-cancelled' as const, message: '', details: {} }
  const cancelled: RunEvent = { kind: 'statement-failed', index: 0, elapsedMs: 1, error }
  expect(viewAfter(empty, cancelled, 'a')).toBe('a')
})
