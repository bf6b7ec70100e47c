import { expect, test } from 'vitest'
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

test('results of all runs are numbered through, those without columns left out', () => {
  const open = openResults([
    run('select id\nfrom orders', [result('a'), result('none', { columns: [] })]),
    run('select 1', [result('b'), result('c', { index: -1, title: 'Grouped by id' })]),
  ])
  expect(open.map(({ resultId, defaultName, origin }) => [resultId, defaultName, origin])).toEqual([
    ['a', 'result_1', 'select id'],
    ['b', 'result_2', 'select 1'],
    ['c', 'result_3', 'Grouped by id'],
  ])
})

test('a name that was typed stands for the default one', () => {
  const open = openResults([run('select 1', [result('a'), result('b')])])
  expect(namesOf(open, { a: ' orders ', b: ' ' })).toEqual([
    { resultId: 'a', name: 'orders' },
    { resultId: 'b', name: 'result_2' },
  ])
})
