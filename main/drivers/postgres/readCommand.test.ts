import { expect, test } from 'vitest'
import { readCommand } from './readCommand.ts'

test.each([
  ['INSERT 0 5', true, 'INSERT', 5],
  ['UPDATE 0', false, 'UPDATE', 0],
  ['MERGE 3', false, 'MERGE', 3],
  ['COPY 12', false, 'COPY', 12],
  ['SELECT 7', true, 'SELECT', null],
  ['FETCH 7', true, 'FETCH', null],
  ['MOVE 7', false, 'MOVE', null],
  ['CREATE TABLE', false, 'CREATE TABLE', null],
  ['BEGIN', false, 'BEGIN', null],
])('reads %s', (tag, hasRows, command, affectedRows) => {
  expect(readCommand(tag, { hasRows })).toEqual({ command, affectedRows })
})

test('counts the rows that CREATE TABLE AS wrote, which the server calls SELECT', () => {
  expect(readCommand('SELECT 7', { hasRows: false })).toEqual({
    command: 'SELECT',
    affectedRows: 7,
  })
})
