import { expect, test } from 'vitest'
import type { NamedObject, ObjectKind } from '../../contract/explorer.ts'
import { dialect as mssql } from './mssql/dialect.ts'
import { splitSignature } from './ObjectWriter.ts'
import { dialect as postgres } from './postgres/dialect.ts'
import { dialect as sqlite } from './sqlite/dialect.ts'

const object = (kind: ObjectKind, name: string, signature = ''): NamedObject => ({
  ...{ kind, schema: 'shop', name, signature },
})

test('a signature is split at its own commas', () => {
  expect(splitSignature('a numeric(10, 2), "b, c" text,d int')).toEqual([
    'a numeric(10, 2)',
    '"b, c" text',
    'd int',
  ])
  expect(splitSignature('')).toEqual([])
})

test('PostgreSQL renames, empties, drops and calls', () => {
  const { write } = postgres.objects!
  const table = object('table', 'Order Lines')
  expect(write('rename', table)).toBe('ALTER TABLE shop."Order Lines" RENAME TO new_name;')
  expect(write('truncate', table)).toBe('TRUNCATE TABLE shop."Order Lines";')
  expect(write('drop', object('materialized-view', 'm'))).toBe('DROP MATERIALIZED VIEW shop.m;')
  expect(write('drop', object('enum', 'mood'))).toBe('DROP TYPE shop.mood;')
  expect(write('drop', object('aggregate', 'total'))).toBe('DROP AGGREGATE shop.total(*);')
  const add = object('function', 'add', 'a integer, OUT total numeric, integer, VARIADIC xs text[]')
  expect(write('call', add)).toBe('SELECT * FROM shop.add(:a, :arg2, VARIADIC :xs);')
  expect(write('drop', object('function', 'f', 'a integer'))).toBe(
    'DROP FUNCTION shop.f(a integer);',
  )
  expect(write('call', object('procedure', 'p', 'a integer, OUT b integer'))).toBe(
    'CALL shop.p(:a, NULL);',
  )
})

test('SQL Server renames by its procedure and names the parameters of a call', () => {
  const { write } = mssql.objects!
  expect(write('rename', object('table', "o'x"))).toBe(
    "EXEC sp_rename N'shop.[o''x]', N'new_name';",
  )
  expect(write('call', object('procedure', 'p', '@from date, @to decimal(10, 2)'))).toBe(
    'EXEC shop.p @from = :from, @to = :to;',
  )
  expect(write('call', object('procedure', 'p'))).toBe('EXEC shop.p;')
  expect(write('rename', object('type', 'phone'))).toBe(
    "EXEC sp_rename N'shop.phone', N'new_name', N'USERDATATYPE';",
  )
  expect(write('drop', object('sequence', 'numbers'))).toBe('DROP SEQUENCE shop.numbers;')
})

test('SQLite empties by a DELETE and renames no views', () => {
  const { actions, write } = sqlite.objects!
  expect(write('truncate', object('table', 't'))).toBe('DELETE FROM "shop"."t";')
  expect(write('drop', object('view', 'v'))).toBe('DROP VIEW "shop"."v";')
  expect(actions.view).toEqual(['drop'])
})
