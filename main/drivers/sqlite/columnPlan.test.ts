import { expect, test } from 'vitest'
import { planColumn, type SqliteValue } from './columnPlan.ts'

const accepts = (declaredType: string | null, ...values: SqliteValue[]) =>
  planColumn(declaredType, values).accepts
const typeOf = (declaredType: string | null, ...values: SqliteValue[]) =>
  planColumn(declaredType, values).type

test('follows the declared affinity, whatever the case and length of its name', () => {
  expect(accepts('bigint unsigned', null)).toBe('integers')
  expect(accepts('VARCHAR(80)', null)).toBe('texts')
  expect(accepts('double precision', null)).toBe('reals')
  expect(accepts('Numeric(12,2)', null)).toBe('numbers')
  expect(accepts('BLOB', null)).toBe('blobs')
  // INT is looked for first, as SQLite does: also in POINT.
  expect(accepts('FLOATING POINT', null)).toBe('integers')
})

test('marks exact decimals and JSON that are kept as text', () => {
  expect(typeOf('DECIMAL_TEXT(12,2)', '1.50')).toEqual({ kind: 'text', mark: 'decimal' })
  expect(typeOf('decimal(12,2)', 1n, 1.5)).toEqual({ kind: 'text', mark: 'decimal' })
  expect(typeOf('JSON', '{}', null)).toEqual({ kind: 'text', mark: 'json' })
  expect(typeOf('json_text', '{}')).toEqual({ kind: 'text', mark: 'json' })
})

test('takes dates, booleans and unknown names for what is in them', () => {
  expect(typeOf('DATETIME', '2024-01-02 03:04:05')).toEqual({ kind: 'text' })
  expect(typeOf('DATE', 19724n)).toEqual({ kind: 'int64' })
  expect(typeOf('BOOLEAN', 0n, 1n, null)).toEqual({ kind: 'int64' })
  expect(typeOf('UUID', '6f1c', null)).toEqual({ kind: 'text' })
  expect(typeOf('BOOLEAN', 1n, 'maybe')).toEqual({ kind: 'any' })
})

test('decides an expression by its first values', () => {
  expect(accepts(null, null, 7n)).toBe('integers')
  expect(accepts(null, 7n, 7.5)).toBe('numbers')
  expect(accepts(null, 'a', null)).toBe('texts')
  expect(accepts(null, new Uint8Array(1))).toBe('blobs')
  expect(accepts(null, 'a', 1n)).toBe('everything')
  expect(accepts(null, 'a', new Uint8Array(1))).toBe('everything')
})

test('promises nothing where only NULL was seen, since anything may follow', () => {
  expect(accepts(null)).toBe('everything')
  expect(accepts(null, null, null)).toBe('everything')
})

test('believes the values when they contradict the declared type', () => {
  expect(typeOf('INTEGER', 'n/a', 'n/a')).toEqual({ kind: 'text' })
  expect(typeOf('INTEGER', 1n, 'n/a')).toEqual({ kind: 'any' })
  expect(typeOf('BLOB', 'text in a blob column')).toEqual({ kind: 'text' })
})
