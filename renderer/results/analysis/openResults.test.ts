import { expect, test } from 'vitest'
import type { KeptResult } from '../keptResults.ts'
import { newRun, type ResultState, type Run } from '../runState.ts'
import { namesOf, openResults } from './openResults.ts'

const result = (resultId: string, change: Partial<ResultState> = {}): ResultState => ({
  resultId,
  index: 0,
  number: 1,
  columns: [{ name: 'id', type: { kind: 'int64' }, serverType: 'bigint' }],
  rowCount: 3,
  state: 'complete',
  elapsedMs: 1,
  ...change,
})

const run = (text: string, results: ResultState[]): Run => ({
  ...newRun({ runId: text, profileId: 'p', startedAtMs: 0, statements: [{ text, start: 0 }] }),
  results,
})

const tab = (runOf: Run, kept: KeptResult[] = []) => ({ run: runOf, pinnedIds: ['b'], kept })

test('results of all tabs are numbered through, those without columns left out', () => {
  const open = openResults([
    tab(run('select id\nfrom orders', [result('a'), result('none', { columns: [] })])),
    tab(run('select 1', [result('b'), result('c', { index: -1, title: 'Grouped by id' })])),
  ])
  expect(open.map(({ resultId, defaultName, origin }) => [resultId, defaultName, origin])).toEqual([
    ['a', 'result_1', 'select id from orders'],
    ['b', 'result_2', 'select 1'],
    ['c', 'result_3', 'Grouped by id'],
  ])
  expect(open.map(({ isPinned }) => isPinned)).toEqual([false, true, false])
})

test('pinned results of earlier runs are there, files under their own names', () => {
  const file = { statement: 'orders.csv', name: 'orders', profileId: 'p' }
  const open = openResults([
    tab(run('select 2', [result('d')]), [
      { result: result('a'), statement: 'select 1', profileId: 'p' },
      { result: result('b'), ...file },
      { result: result('c'), ...file },
    ]),
  ])
  expect(open.map(({ resultId, defaultName }) => [resultId, defaultName])).toEqual([
    ['a', 'result_1'],
    ['b', 'orders'],
    ['c', 'orders_2'],
    ['d', 'result_4'],
  ])
  expect(open[0]).toMatchObject({ origin: 'select 1', isPinned: true })
})

test('a name that was typed stands for the default one', () => {
  const open = openResults([tab(run('select 1', [result('a'), result('b')]))])
  expect(namesOf(open, { a: ' orders ', b: ' ' })).toEqual([
    { resultId: 'a', name: 'orders' },
    { resultId: 'b', name: 'result_2' },
  ])
})
