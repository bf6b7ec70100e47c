import { expect, test } from 'vitest'
import { choosesPlace } from './choosesPlace.ts'

test.each([
  ['set search_path to shop', 'postgres', true],
  ['/* there */ SET LOCAL search_path = shop', 'postgres', true],
  ["set session schema 'shop'", 'postgres', true],
  ['set local check_function_bodies = off', 'postgres', false],
  ['select search_path from t', 'postgres', false],
  ['use shop; delete from a', 'mssql', true],
  ['select 2', 'redis', true],
  ['get select', 'redis', false],
  ['use shop', 'influx', false],
] as const)('%s', (sql, splitter, expected) => {
  expect(choosesPlace(sql, splitter)).toBe(expected)
})
