import { expect, test } from 'vitest'
import { dialect } from './dialect.ts'

test.each([
  ['orders', 'orders'],
  ['Orders', '"Orders"'],
  ['select', '"select"'],
  ['name', 'name'],
  ['a b', '"a b"'],
  ['say "hi"', '"say ""hi"""'],
  ['größe', '"größe"'],
  ['1st', '"1st"'],
  ['', '""'],
])('quotes %s only where it must', (name, quoted) => {
  expect(dialect.quoteIdentifier(name)).toBe(quoted)
})
