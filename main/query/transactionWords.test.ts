import { expect, test } from 'vitest'
import { beginsTransaction, endSaidBy, savepointSaidBy } from './transactionWords.ts'

test.each([
  ['begin', true],
  ['-- now\nBEGIN;', true],
  ['begin immediate transaction', true],
  ['START TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY', true],
  ['BEGIN TRAN; insert into items values (1)', false],
  ['begin select 1 end', false],
  ['insert into items values (1)', false],
  ['', false],
])('“%s” does no more than to begin: %s', (sql, begins) => {
  expect(beginsTransaction(sql)).toBe(begins)
})

test.each([
  ['commit', 'committed'],
  ['/* at last */ COMMIT TRANSACTION;', 'committed'],
  ['end', 'committed'],
  ['rollback work', 'rolled-back'],
  ['ABORT', 'rolled-back'],
  ['commit; begin; rollback', null],
  ['rollback to savepoint s', null],
  ['create table items (id int)', null],
])('what “%s” says of the end: %s', (sql, end) => {
  expect(endSaidBy(sql)).toBe(end)
})

test.each([
  ['savepoint A', { kind: 'set', name: 'a' }],
  ['-- here\nSAVEPOINT "One ""thing""";', { kind: 'set', name: 'One "thing"' }],
  ['rollback to a', { kind: 'rollback-to', name: 'a' }],
  ['ROLLBACK WORK TO SAVEPOINT a', { kind: 'rollback-to', name: 'a' }],
  ['release savepoint a', { kind: 'release', name: 'a' }],
  ['rollback', null],
  ['rollback transaction', null],
  ['savepoint', null],
  ['savepoint a; insert into items values (1)', null],
  ['insert into items values (1)', null],
])('what “%s” does with a savepoint', (sql, said) => {
  expect(savepointSaidBy(sql, { splitter: 'postgres', foldsNames: true })).toEqual(said)
})

test('savepoints of T-SQL keep the case of their names', () => {
  const dialect = { splitter: 'mssql' } as const
  expect(savepointSaidBy('SAVE TRAN [One thing]', dialect)?.name).toBe('One thing')
  expect(savepointSaidBy('save transaction One', dialect)).toEqual({ kind: 'set', name: 'One' })
  expect(savepointSaidBy('rollback tran One', dialect)?.kind).toBe('rollback-to')
})
