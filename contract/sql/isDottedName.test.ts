import { expect, test } from 'vitest'
import { isDottedName } from './isDottedName.ts'

test.each(['orders', 'public.orders', '"a b"."c""d"', 'größe'])('%s is a name', (text) => {
  expect(isDottedName(text, 'postgres')).toBe(true)
})

test.each([
  '',
  '.',
  'a.',
  'a b',
  'a;b',
  "'a'",
  'a where b',
  'a -- c',
  '(select 1)',
  'a..b',
  '"a'.concat('" x'),
])('%j is not', (text) => {
  expect(isDottedName(text, 'postgres')).toBe(false)
})

test('brackets are names in SQL Server only', () => {
  expect(isDottedName('[dbo].[order items]', 'mssql')).toBe(true)
  expect(isDottedName('[a]', 'postgres')).toBe(false)
})
