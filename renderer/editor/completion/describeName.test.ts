import { expect, test } from 'vitest'
import type { DialectInfo } from '../../../contract/drivers.ts'
import type { Catalog } from '../../../contract/explorer.ts'

import { callAt } from './callAt.ts'
import { nameAt } from './describeName.ts'

const dialect: DialectInfo = {
  splitter: 'postgres',
  identifierQuote: ['"', '"'],
  plainIdentifier: '[a-z_][a-z0-9_$]*',
  keywords: ['SELECT', 'FROM', 'WHERE', 'UPDATE', 'SET'],
  functions: ['coalesce', 'lower'],
  signatures: ['coalesce(value, …)', 'lower(text)'],
  isolationLevels: [],
  editsRows: false,
}

const table = (name: string, ...columns: string[]): Catalog['relations'][number] => ({
  schema: 'public',
  name,
  kind: 'table',
  columns: columns.map((column) => ({ name: column, serverType: 'int' })),
})
const catalog: Catalog = {
  defaultSchema: 'public',
  relations: [table('users', 'id', 'email'), table('orders', 'id', 'user_id')],
}

/** What the name behind the bar means. */
function meant(marked: string): string | null {
  const named = nameAt(marked.replace('|', ''), marked.indexOf('|'), catalog, dialect)
  return named && [named.relation.name, named.column].filter(Boolean).join('.')
}

test.each([
  ['select u.|email from users u', 'users.email'],
  ['select |email from users u', 'users.email'],
  ['select |u.email from users u', 'users'],
  ['select * from |users', 'users'],
  ['select * from public.|users', 'users'],
  ['select o.|id from users u join orders o on true', 'orders.id'],
  [
    'select * from users u where exists (select 1 from orders where |user_id = u.id)',
    'orders.user_id',
  ],
  ['|update users set email = 1', null],
  ['update users set |email = 1', 'users.email'],
  ["select '|email' from users", null],
  ['select |nothing from users', null],
])('%s means %s', (marked, expected) => expect(meant(marked)).toBe(expected))

test.each([
  ['select coalesce(a, |', 1],
  ['select coalesce(|', 0],
  ['select coalesce(lower(a), b, |', 1],
  ['select coalesce(a, (1 + |', null],
  ['select coalesce(a) |', null],
])('the argument in %s', (marked, active) => {
  expect(callAt(marked.replace('|', ''), marked.indexOf('|'), dialect)?.active ?? null).toBe(active)
})
