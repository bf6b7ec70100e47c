import { expect, test } from 'vitest'
import { afterStatement, emptyTally, savepointNames } from './transactionTally.ts'

const POSTGRES = { splitter: 'postgres', foldsNames: true } as const

const after = (hasBegun: boolean, ...statements: string[]) => {
  const tally = statements.reduce(
    (known, sql) => afterStatement(known, sql, POSTGRES),
    emptyTally(hasBegun),
  )
  return [tally.statementCount, ...savepointNames(tally)]
}

test('what only begins it, or is about savepoints, is nothing to keep', () => {
  expect(after(false, 'insert 1', 'begin', 'insert 2', 'savepoint a')).toEqual([1, 'a'])
  expect(after(true, 'insert 1', 'begin', 'insert 2')).toEqual([2])
})

test('going back to a savepoint takes the count back, and the savepoints set since', () => {
  const before = ['insert 1', 'savepoint a', 'insert 2', 'savepoint b', 'insert 3']
  expect(after(true, ...before)).toEqual([3, 'a', 'b'])
  expect(after(true, ...before, 'rollback to A')).toEqual([1, 'a'])
  expect(after(true, ...before, 'rollback to b', 'insert 4')).toEqual([3, 'a', 'b'])
  expect(after(true, ...before, 'rollback to nowhere')).toEqual([3, 'a', 'b'])
})

test('a released savepoint is gone with those inside it, and what it did stays', () => {
  const before = ['savepoint a', 'insert 1', 'savepoint b', 'insert 2', 'savepoint c']
  expect(after(true, ...before, 'release b')).toEqual([2, 'a'])
})

test('of savepoints with one name only the innermost is in reach', () => {
  const before = ['savepoint a', 'insert 1', 'savepoint b', 'savepoint a', 'insert 2']
  expect(after(true, ...before)).toEqual([2, 'b', 'a'])
  expect(after(true, ...before, 'rollback to a')).toEqual([1, 'b', 'a'])
})

test('what another transaction of the same run did is not counted', () => {
  expect(after(false, 'begin', 'insert 1', 'commit', 'insert 2', 'begin', 'insert 3')).toEqual([1])
  expect(after(true, 'insert 1', 'savepoint a', 'rollback and chain')).toEqual([0])
})
