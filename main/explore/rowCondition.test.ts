import { expect, test } from 'vitest'
import { drivers } from '../drivers/registry.ts'
import { rowCondition } from './rowCondition.ts'

const driver = (id: string) => drivers.find((each) => each.id === id)!

test('names and values are quoted as the dialect wants them, numbers stay bare', () => {
  const where = [
    { column: 'order', value: '42', kind: 'number' as const },
    { column: 'a"b', value: "it's", kind: 'text' as const },
    { column: 'hash', value: '0x0aff', kind: 'bytes' as const },
  ]
  expect(rowCondition(where, driver('postgres'))).toBe(
    `"order" = 42 AND "a""b" = 'it''s' AND hash = '\\x0aff'`,
  )
  expect(rowCondition(where, driver('sqlite'))).toBe(
    `"order" = 42 AND "a""b" = 'it''s' AND "hash" = X'0aff'`,
  )
})

test('what only looks like a number of the column is text', () => {
  const where = [{ column: 'id', value: '1; drop table x', kind: 'number' as const }]
  expect(rowCondition(where, driver('postgres'))).toBe(`id = '1; drop table x'`)
})
