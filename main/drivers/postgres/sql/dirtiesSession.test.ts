import { expect, test } from 'vitest'
import { dirtiesSession } from './dirtiesSession.ts'

test.each([
  'SELECT * FROM orders',
  '(SELECT 1) UNION (SELECT 2)',
  "SELECT 'set_config'",
  '-- SET x = 1\nINSERT INTO t VALUES (1)',
  'BEGIN',
  'CREATE TABLE t (id int)',
  'EXPLAIN ANALYZE SELECT 1',
  '',
])('leaves the session clean: %s', (sql) => {
  expect(dirtiesSession(sql)).toBe(false)
})

test.each([
  'SET work_mem = 1',
  'RESET ALL',
  'CREATE TEMP TABLE t (id int)',
  'SELECT * INTO TEMPORARY t FROM u',
  'CREATE TABLE pg_temp.t (id int)',
  "SELECT set_config('work_mem', '1', false)",
  'SELECT pg_advisory_lock(1)',
  'SELECT pg_try_advisory_lock_shared(1)',
  'LISTEN channel',
  'PREPARE p AS SELECT 1',
  'EXPLAIN ANALYZE EXECUTE p',
  'DECLARE c CURSOR WITH HOLD FOR SELECT 1',
  'DO $$ BEGIN END $$',
  'CALL p()',
  "LOAD 'library'",
])('may leave something behind: %s', (sql) => {
  expect(dirtiesSession(sql)).toBe(true)
})
