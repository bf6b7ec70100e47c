import { beforeEach, expect, test, vi } from 'vitest'
import { WorkbenchError } from '../../contract/errors.ts'
import type { RunEvent, RunSummary } from '../../contract/query.ts'
import {
  cancelTab,
  currentRun,
  forgetTab,
  keepResult,
  pinResult,
  startRun,
  unpinResult,
} from './runsStore.ts'

/** A main that runs nothing: the test tells it what happens. */
const main = vi.hoisted(() => {
  type Run = {
    request: { runId: string; statements: string[] }
    signal: AbortSignal
    answer: (summary: unknown) => void
    refuse: (error: unknown) => void
  }
  const runs: Run[] = []
  const closed: string[] = []
  const listeners = new Map<string, (event: unknown) => void>()
  return { runs, closed, listeners }
})

vi.mock('../api/api.ts', () => ({
  api: {
    call: (name: string, request: never, { signal }: { signal?: AbortSignal } = {}) => {
      if (name === 'results.close') {
        main.closed.push(...(request as { resultIds: string[] }).resultIds)
        return Promise.resolve()
      }
      return new Promise((answer, refuse) => {
        main.runs.push({ request, signal: signal ?? new AbortController().signal, answer, refuse })
      })
    },
    subscribe: (_: string, { runId }: { runId: string }, listener: (event: unknown) => void) => {
      main.listeners.set(runId, listener)
      return () => main.listeners.delete(runId)
    },
  },
}))

const emit = (runId: string, event: RunEvent): void => main.listeners.get(runId)?.(event)
const opened = (resultId: string): RunEvent => {
  return { kind: 'result-opened', index: 0, resultId, columns: [] }
}
const done: RunSummary = { outcome: 'done', elapsedMs: 5, waitedMs: 0 }

function start(tabId: string) {
  const ended = startRun({
    tabId,
    profileId: 'sample',
    label: 'Query 1',
    statements: [{ text: 'select 1', start: 0 }],
  })
  return { ended, run: main.runs.at(-1)! }
}

beforeEach(() => {
  main.runs.length = 0
  main.closed.length = 0
})

test('a run gathers its events and is over when main has answered', async () => {
  const { ended, run } = start('gathers')
  emit(run.request.runId, opened('r1'))
  expect(currentRun('gathers')).toMatchObject({ results: [{ resultId: 'r1' }] })
  run.answer(done)
  await ended
  expect(currentRun('gathers')?.phase).toEqual({ kind: 'ended', summary: done })
  expect(main.listeners.has(run.request.runId)).toBe(false)
})

test('the results of a run are closed when the next one starts, and when the tab closes', async () => {
  const first = start('closes')
  emit(first.run.request.runId, opened('old'))
  first.run.answer(done)
  await first.ended
  const second = start('closes')
  expect(main.closed).toEqual(['old'])
  emit(second.run.request.runId, opened('new'))
  forgetTab('closes')
  expect(main.closed).toEqual(['old', 'new'])
  expect(second.run.signal.aborted).toBe(true)
})

test('a result that is opened after its tab was closed is closed at once', () => {
  const { run } = start('gone')
  forgetTab('gone')
  emit(run.request.runId, opened('late'))
  expect(main.closed).toEqual(['late'])
})

test('cancelling reaches main, and the run goes on until main has said so', async () => {
  const { ended, run } = start('cancels')
  cancelTab('cancels')
  expect(run.signal.aborted).toBe(true)
  expect(currentRun('cancels')?.phase.kind).toBe('cancelling')
  run.answer({ outcome: 'cancelled', elapsedMs: 7, waitedMs: 0 })
  await ended
  expect(currentRun('cancels')?.phase).toMatchObject({ summary: { outcome: 'cancelled' } })
})

test('a tab that runs does not start again', () => {
  start('busy')
  start('busy')
  expect(main.runs).toHaveLength(1)
})

test('a run that main refused tells why and leaves the tab free', async () => {
  const { ended, run } = start('refused')
  run.refuse(new WorkbenchError('connection-lost', 'The window lost its connection.'))
  await ended
  expect(currentRun('refused')?.messages).toMatchObject([
    { kind: 'refused', error: { code: 'connection-lost' } },
  ])
  start('refused')
  expect(main.runs).toHaveLength(2)
})

test('a pinned result stays through further runs, until it is unpinned or the tab closes', async () => {
  const first = start('pins')
  emit(first.run.request.runId, opened('kept'))
  emit(first.run.request.runId, opened('kept too'))
  emit(first.run.request.runId, opened('gone'))
  first.run.answer(done)
  await first.ended
  pinResult('pins', 'kept')
  pinResult('pins', 'kept too')

  const second = start('pins')
  expect(main.closed).toEqual(['gone'])
  emit(second.run.request.runId, opened('second'))
  second.run.answer(done)
  await second.ended
  expect(currentRun('pins')?.results.map(({ resultId }) => resultId)).toEqual(['second'])

  unpinResult('pins', 'kept')
  expect(main.closed).toEqual(['gone', 'kept'])
  pinResult('pins', 'second')
  unpinResult('pins', 'second')
  expect(main.closed).toEqual(['gone', 'kept'])
  forgetTab('pins')
  expect(main.closed).toEqual(['gone', 'kept', 'second', 'kept too'])
})

test('a result from outside stays through runs of its tab, also of one that ran nothing', async () => {
  const file = { resultId: 'file', columns: [], rowCount: 3 }
  keepResult('outside', file, { title: 'a.csv', name: 'a', profileId: 'sample', elapsedMs: 1 })
  expect(currentRun('outside')?.phase.kind).toBe('ended')
  const { ended, run } = start('outside')
  run.answer(done)
  await ended
  expect(main.closed).toEqual([])
  unpinResult('outside', 'file')
  expect(main.closed).toEqual(['file'])
})
