import { expect, test } from 'vitest'
import { guardReadOnly } from './readOnlyGuard.ts'

test('puts a statement outside of a transaction into a read-only one', () => {
  expect(guardReadOnly('SELECT 1', 'I')).toEqual({
    before: 'BEGIN READ ONLY; SELECT 1',
    opensTransaction: true,
  })
})

test('lets the user open a transaction, and makes it read-only before anything can write', () => {
  expect(guardReadOnly('/* x */ BEGIN READ WRITE', 'I').before).toBe(null)
  expect(guardReadOnly('SET TRANSACTION ISOLATION LEVEL SERIALIZABLE', 'T').before).toBe(null)
  expect(guardReadOnly('INSERT INTO t VALUES (1)', 'T')).toEqual({
    before: 'SET TRANSACTION READ ONLY; SELECT 1',
    opensTransaction: false,
  })
})

test('leaves a failed transaction alone: nothing runs in it', () => {
  expect(guardReadOnly('ROLLBACK', 'E').before).toBe(null)
})

test.each([
  "copy t to program 'touch /tmp/x'",
  "COPY t FROM PROGRAM 'id'",
  "copy (select 1) to '/tmp/x'",
])('%s is refused, since no transaction would keep it from acting', (sql) => {
  expect(() => guardReadOnly(sql, 'I')).toThrow(/read-only/)
})

test('a table called program, and what is written to the window, can be copied', () => {
  expect(guardReadOnly('copy program to stdout', 'I').opensTransaction).toBe(true)
})
