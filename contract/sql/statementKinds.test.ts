import { expect, test } from 'vitest'
import { statementKinds } from './statementKinds.ts'

test('statements are counted by what they do, the most first', () => {
  const statements = [
    'insert into a values (1)',
    '-- more\nINSERT INTO a values (2)',
    'create or replace view v as select 1',
    'create unlogged table t (a int)',
    'create unique index concurrently i on t (a)',
    'drop materialized view m',
    'alter table t add b int',
    'call p()',
    'do $$ begin end $$',
  ]
  expect(statementKinds(statements, 'postgres')).toEqual([
    { kind: 'INSERT', count: 2 },
    { kind: 'ALTER TABLE', count: 1 },
    { kind: 'CALL', count: 1 },
    { kind: 'CREATE INDEX', count: 1 },
    { kind: 'CREATE TABLE', count: 1 },
    { kind: 'CREATE VIEW', count: 1 },
    { kind: 'DO', count: 1 },
    { kind: 'DROP VIEW', count: 1 },
  ])
  expect(statementKinds(['SET a 1', 'set b 2'], 'redis')).toEqual([{ kind: 'SET', count: 2 }])
})
