import { expect, test } from 'vitest'
import { statementsToRun, type RunScope } from './statementsToRun.ts'

const script = 'select 1;\n\nselect 2; select 3;\n'
const textsAt = (from: number, to = from, scope: RunScope = 'current') =>
  statementsToRun(script, 'postgres', { from, to }, scope)

test('runs the statement at the cursor', () => {
  expect(textsAt(13)).toEqual([{ text: 'select 2', start: 11, place: { line: 3, column: 1 } }])
})

test('runs the statements of the selection, placed in the whole script', () => {
  expect(textsAt(11, script.length)).toEqual([
    { text: 'select 2', start: 11, place: { line: 3, column: 1 } },
    { text: 'select 3', start: 21, place: { line: 3, column: 11 } },
  ])
})

test('runs a selected piece of a statement as it stands', () => {
  expect(textsAt(18, 19)).toEqual([{ text: '2', start: 18, place: { line: 3, column: 8 } }])
})

test('runs all statements when asked, whatever is selected', () => {
  expect(textsAt(13, 15, 'all').map(({ text }) => text)).toEqual([
    'select 1',
    'select 2',
    'select 3',
  ])
})

test('runs nothing where there is nothing', () => {
  expect(textsAt(10)).toEqual([])
  expect(statementsToRun('-- only a comment', 'postgres', { from: 0, to: 17 }, 'current')).toEqual(
    [],
  )
})
