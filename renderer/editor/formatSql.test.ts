import { expect, test } from 'vitest'
import { formatSql } from './formatSql.ts'

test('sets a statement out over lines and keeps the case of words', () => {
  expect(formatSql('select a,b from t where a=1', 'postgres')).toBe(
    'select\n  a,\n  b\nfrom\n  t\nwhere\n  a = 1',
  )
})

test('knows what is particular to a dialect', () => {
  expect(formatSql("select data->>'x' from t", 'postgres')).toContain("data ->> 'x'")
  expect(formatSql('select [Order Lines].id from [Order Lines]', 'mssql')).toContain(
    '[Order Lines].id',
  )
})

test('leaves alone what has no SQL', () => {
  expect(formatSql('GET key', 'redis')).toBe('GET key')
})
