import { expect, test } from 'vitest'
import type { Splitter } from '../../contract/sql/Scanner.ts'
import { questionLines } from './questionLines.ts'
import { runQuestion } from './runQuestion.ts'

const production = { isProduction: true }
const linesOf = (texts: string[], splitter: Splitter = 'postgres', where = production) =>
  questionLines(
    texts.map((text, index) => ({ text, place: { line: index + 1, column: 1 } })),
    splitter,
    where,
  )

test('rows that change are lines on production alone, and dangers everywhere', () => {
  const script = ['delete from a', 'update b set x = 1 where y']
  expect(linesOf(script).map(({ what }) => what.kind)).toEqual(['delete-all', 'rows'])
  expect(linesOf(script, 'postgres', { isProduction: false })).toHaveLength(1)
})

test('a danger is counted as its statement goes, not once more as a change', () => {
  const sql = 'delete from a using b'
  expect(linesOf([sql])).toMatchObject([
    { what: { kind: 'delete-all' }, counted: { of: 'change', sql, change: 0 } },
  ])
  expect(linesOf(['truncate a'])).toMatchObject([{ counted: { of: 'relation', relation: 'a' } }])
  expect(linesOf(['drop schema s'])).toMatchObject([{ counted: null }])
})

test('equal lines are told apart by where they stand', () => {
  const sql = 'delete from a where b = 1'
  expect(linesOf([sql]).map(({ place }) => place)).toEqual([null])
  expect(linesOf([sql, sql]).map(({ place }) => place)).toEqual([
    { line: 1, column: null },
    { line: 2, column: null },
  ])
  const onOneLine = [1, 30].map((column) => ({ text: sql, place: { line: 4, column } }))
  expect(questionLines(onOneLine, 'postgres', production).map(({ place }) => place)).toEqual([
    { line: 4, column: 1 },
    { line: 4, column: 30 },
  ])
})

test('behind a change of place nothing is counted, which would be of other tables', () => {
  const script = ['delete from a', 'set search_path to other', 'delete from a', 'drop schema b']
  const lines = runQuestion(
    script.map((text, index) => ({ text, place: { line: index + 1, column: 1 } })),
    { id: 'p', name: 'shop', environment: 'production', isReadOnly: false },
    'postgres',
  )?.lines
  expect(lines?.map(({ counted, notCounted }) => [counted !== null, notCounted])).toEqual([
    [true, null],
    [false, 'elsewhere'],
    [false, null],
  ])
})

test('those of one batch stand where they are in it, each with its own count', () => {
  const batch = 'delete from a where b = 1;\n  delete from a where b = 2\ndelete from c'
  const lines = linesOf([batch], 'mssql')
  expect(lines.map(({ what, place }) => [what.kind, place])).toEqual([
    ['delete-all', { line: 3, column: null }],
    ['rows', { line: 1, column: null }],
    ['rows', { line: 2, column: null }],
  ])
})

test('those that cannot be placed and read the same are one line', () => {
  expect(linesOf(['drop series from a; drop series from a'], 'influx')).toMatchObject([
    { what: { kind: 'drop-series', target: 'a' }, times: 2, place: null },
  ])
})

test('what cannot be counted says why', () => {
  expect(linesOf(['merge into a using b on true when not matched then do nothing'])).toMatchObject([
    { what: { kind: 'rows', verb: 'merge', relation: 'a' }, counted: null, notCounted: 'form' },
  ])
  expect(linesOf(['merge into a using b on true when matched then delete'])).toMatchObject([
    { what: { kind: 'merge-all', target: 'a' }, counted: null, notCounted: 'form' },
  ])
})
