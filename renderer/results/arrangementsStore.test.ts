import { beforeEach, expect, test, vi } from 'vitest'
import { WorkbenchError } from '../../contract/errors.ts'
import type { Filter, SortKey } from '../../contract/filters.ts'
import {
  arrange,
  currentArrangement,
  forgetArrangements,
  shownResult,
} from './arrangementsStore.ts'
import type { ResultState } from './runState.ts'

/** A main that makes no views: the test answers. */
const main = vi.hoisted(() => {
  type Asked = {
    request: { resultId: string; sort: unknown[]; filters: unknown[]; search: string }
    signal: AbortSignal
    answer: (view: unknown) => void
    refuse: (error: unknown) => void
  }
  return { asked: [] as Asked[], closed: [] as string[] }
})

vi.mock('../api/api.ts', () => ({
  api: {
    call: (name: string, request: never, { signal }: { signal?: AbortSignal } = {}) => {
      if (name === 'results.close') {
        main.closed.push(...(request as { resultIds: string[] }).resultIds)
        return Promise.resolve()
      }
      return new Promise((answer, refuse) => {
        main.asked.push({ request, signal: signal!, answer, refuse })
      })
    },
  },
}))

const BY_TOTAL: SortKey = { column: 2, descending: true }
const ONLY_ODD: Filter = { column: 0, operator: '=', value: 'odd' }
const view = (resultId: string, rowCount = 1) => ({ resultId, rowCount })
const viewOf = (resultId: string) => currentArrangement(resultId).view

beforeEach(() => {
  main.asked.length = 0
  main.closed.length = 0
})

test('what is changed joins what was there, and main is asked for all of it', async () => {
  const sorted = arrange('joins', { sort: [BY_TOTAL] })
  expect(currentArrangement('joins')).toMatchObject({ sort: [BY_TOTAL], isBusy: true, view: null })
  main.asked[0]!.answer(view('v1'))
  await sorted
  expect(currentArrangement('joins')).toMatchObject({ isBusy: false, view: view('v1') })

  void arrange('joins', { filters: [ONLY_ODD] })
  void arrange('joins', { search: 'barge' })
  expect(main.asked.at(-1)!.request).toEqual({
    resultId: 'joins',
    sort: [BY_TOTAL],
    filters: [ONLY_ODD],
    search: 'barge',
  })
})

test('the last view stays until the next is there, and is closed then', async () => {
  const first = arrange('stays', { search: 'a' })
  main.asked[0]!.answer(view('v1'))
  await first
  const second = arrange('stays', { search: 'ab' })
  expect(currentArrangement('stays')).toMatchObject({ isBusy: true, view: view('v1') })
  expect(main.closed).toEqual([])
  main.asked[1]!.answer(view('v2'))
  await second
  expect(viewOf('stays')).toEqual(view('v2'))
  expect(main.closed).toEqual(['v1'])
})

test('a newer wish gives the one before up, and closes its view where it came all the same', async () => {
  const first = arrange('newer', { search: 'a' })
  const second = arrange('newer', { search: 'ab' })
  expect(main.asked[0]!.signal.aborted).toBe(true)
  main.asked[1]!.answer(view('v2'))
  await second
  main.asked[0]!.answer(view('v1'))
  await first
  expect(viewOf('newer')).toEqual(view('v2'))
  expect(main.closed).toEqual(['v1'])
})

test('without order, filters and search the result itself is shown, and main is not asked', async () => {
  const sorted = arrange('plain', { sort: [BY_TOTAL] })
  main.asked[0]!.answer(view('v1'))
  await sorted
  await arrange('plain', { sort: [] })
  expect(main.asked).toHaveLength(1)
  expect(currentArrangement('plain')).toMatchObject({ view: null, isBusy: false })
  expect(main.closed).toEqual(['v1'])
})

test('a view that is still being made goes with the wish for it', async () => {
  const sorted = arrange('undone', { sort: [BY_TOTAL] })
  await arrange('undone', { sort: [] })
  expect(main.asked[0]!.signal.aborted).toBe(true)
  main.asked[0]!.refuse(new WorkbenchError('aborted', 'Given up.'))
  await sorted
  expect(currentArrangement('undone')).toMatchObject({ view: null, isBusy: false, error: null })
})

test('a failure is told, and what was shown stays', async () => {
  const first = arrange('fails', { search: 'a' })
  main.asked[0]!.answer(view('v1'))
  await first
  const second = arrange('fails', { filters: [ONLY_ODD] })
  main.asked[1]!.refuse(new WorkbenchError('process-died', 'The thread ended.'))
  await second
  expect(currentArrangement('fails')).toMatchObject({
    view: view('v1'),
    isBusy: false,
    error: { code: 'process-died', message: 'The thread ended.' },
  })
  void arrange('fails', { filters: [] })
  expect(currentArrangement('fails').error).toBeNull()
})

test('with its result an arrangement is forgotten, and what was asked for it given up', () => {
  void arrange('closed', { search: 'a' })
  void arrange('open', { search: 'b' })
  forgetArrangements(['closed'])
  expect(main.asked[0]!.signal.aborted).toBe(true)
  expect(currentArrangement('closed')).toMatchObject({ search: '', isBusy: false })
  expect(currentArrangement('open')).toMatchObject({ search: 'b', isBusy: true })
})

test('a result is shown under the id and with the rows of its view', () => {
  const result: ResultState = {
    resultId: 'whole',
    index: 0,
    number: 1,
    columns: [],
    rowCount: 9,
    state: 'complete',
    elapsedMs: 1,
  }
  const plain = currentArrangement('whole')
  expect(shownResult(result, plain)).toBe(result)
  expect(shownResult(result, { ...plain, view: view('v', 4) })).toMatchObject(view('v', 4))
})
