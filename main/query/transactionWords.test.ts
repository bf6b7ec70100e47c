import { expect, test } from 'vitest'
import { beginsTransaction, endSaidBy } from './transactionWords.ts'

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
