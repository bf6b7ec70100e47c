import { expect, test } from 'vitest'
import { routeOf } from './routeOf.ts'

const intentOf = (...statements: string[]) => routeOf(statements, 'postgres').intent

test.each([
  'select 1',
  '-- the newest\nSELECT * FROM a WHERE note = $$delete from a$$',
  `select "update", 'insert into a' from a -- delete`,
  'with a as (select 1) select * from a',
  'values (1), (2)',
  'table orders',
  'show work_mem',
  'explain select 1',
  'select 1; select 2',
])('%s reads', (sql) => expect(intentOf(sql)).toBe('read'))

test.each([
  'insert into a values (1)',
  'with gone as (delete from a returning *) select * from gone',
  'select * into b from a',
  'select * from a for update',
  'select * from a for no key update',
  'explain analyze delete from a',
  "select nextval('s')",
  'select 1; vacuum',
  'begin',
  'set work_mem = 1',
  'copy a to stdout',
  '',
])('%s writes', (sql) => expect(intentOf(sql)).toBe('write'))

test('statements that run together go where the one that writes has to go', () => {
  expect(intentOf('select 1', 'select 2')).toBe('read')
  expect(intentOf('begin', 'select 1', 'commit')).toBe('write')
})

test('a comment says where to go', () => {
  expect(routeOf(['select /* sluice: primary */ 1'], 'postgres')).toEqual({
    intent: 'read',
    hint: 'primary',
  })
  expect(routeOf(['select 1 -- Sluice: REPLICA'], 'sqlite').hint).toBe('replica')
  expect(routeOf(["select '/* sluice: primary */'"], 'postgres').hint).toBeNull()
})

test('what is no SQL goes to the primary', () => {
  expect(routeOf(['GET a'], 'redis')).toEqual({ intent: 'write', hint: null })
})

test.each([
  ['select * from cpu', 'read'],
  ['show databases; explain select * from cpu', 'read'],
  ['select * into a from cpu', 'write'],
  ['show databases; drop database m', 'write'],
  ['create database m', 'write'],
  ['from(bucket: "m") |> range(start: -1h)', 'read'],
  ['from(bucket: "m") |> range(start: -1h) |> to(bucket: "n")', 'write'],
])('InfluxDB: %s goes to %s', (sql, intent) => {
  expect(routeOf([sql], 'influx').intent).toBe(intent)
})
