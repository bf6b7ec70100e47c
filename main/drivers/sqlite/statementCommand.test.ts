import { describe, expect, test } from 'vitest'
import { isSettingPragma, statementCommand } from './statementCommand.ts'

describe('statementCommand', () => {
  test.each([
    ['select 1', 'SELECT'],
    ['  -- a note\n/* and another */ InSeRt into t values (1)', 'INSERT'],
    ['with a as (select 1), b as (delete from x) update t set c = 1', 'UPDATE'],
    ['with "select" as (values (1)) delete from t', 'DELETE'],
    ['with recursive n(i) as (select 1) select * from n', 'SELECT'],
    ['create unique index i on t (a)', 'CREATE INDEX'],
    ['create temp table t (a)', 'CREATE TABLE'],
    ['create virtual table t using fts5(a)', 'CREATE TABLE'],
    ['drop view if exists v', 'DROP VIEW'],
    ['explain query plan select 1', 'EXPLAIN'],
    ['pragma user_version = 3', 'PRAGMA'],
    ['begin immediate', 'BEGIN'],
    [';; select 1;', 'SELECT'],
  ])('%s is called %s', (sql, command) => {
    expect(statementCommand(sql)).toBe(command)
  })

  test.each(['', ' \n', ';', '-- only this', '/* and this */ ; -- too', '/* never closed'])(
    'calls %j nothing',
    (sql) => {
      expect(statementCommand(sql)).toBe(null)
    },
  )
})

describe('isSettingPragma', () => {
  test.each([
    'pragma foreign_keys = off',
    'PRAGMA main.cache_size(100)',
    'pragma case_sensitive_like=1',
  ])('%s sets something', (sql) => {
    expect(isSettingPragma(sql)).toBe(true)
  })

  test.each([
    'pragma foreign_keys',
    'pragma table_info(t)',
    `pragma main.table_xinfo('a = b')`,
    'pragma integrity_check(10)',
    'pragma table_info /* = */ (t)',
    `select 'pragma foreign_keys = off'`,
  ])('%s does not', (sql) => {
    expect(isSettingPragma(sql)).toBe(false)
  })
})
