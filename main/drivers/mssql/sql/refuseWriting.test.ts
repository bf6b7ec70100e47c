import { expect, test } from 'vitest'
import { refuseWriting } from './refuseWriting.ts'

const verdict = (sql: string): string => {
  try {
    refuseWriting(sql)
    return 'runs'
  } catch (error) {
    return (error as { code: string }).code
  }
}

test.each([
  'SELECT * FROM orders',
  'SELECT \'insert into x\', [update], "delete" FROM t -- drop table t',
  'WITH a AS (SELECT 1 AS one) SELECT one FROM a',
  '(SELECT 1) UNION (SELECT 2)',
  "DECLARE @insert int = 1; SET @insert = 2; IF @insert > 1 PRINT N'commit'",
  'SELECT value, send, receive_date FROM t',
  '/* insert */ SELECT 1 /* nested /* drop */ still */',
  '',
])('lets %j run', (sql) => {
  expect(verdict(sql)).toBe('runs')
})

test.each([
  'INSERT INTO t VALUES (1)',
  'SELECT 1; INSERT t VALUES (1)',
  'SELECT 1 INSERT t VALUES (1)',
  'SELECT 1INSERT t VALUES (1)',
  'SELECT * INTO copy FROM t',
  'WITH a AS (SELECT 1 AS one) DELETE FROM t',
  'sp_rename t, u',
  '[sp_rename] t, u; UPDATE t SET a = 1',
  "EXEC ('drop table t')",
  'IF 1 = 1 EXECUTE p',
  'COMMIT',
  'BEGIN TRAN',
  'BEGIN DISTRIBUTED TRANSACTION',
  "SELECT * FROM OPENROWSET(BULK N'x', SINGLE_CLOB) AS x",
  'SELECT NEXT VALUE FOR numbers',
  'SELECT 1; DISABLE TRIGGER a ON t',
  'SET IMPLICIT_TRANSACTIONS ON',
  "SELECT '''' DROP TABLE t --'",
])('refuses %j', (sql) => {
  expect(verdict(sql)).toBe('read-only')
})
