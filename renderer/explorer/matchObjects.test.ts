import { expect, test } from 'vitest'
import { matchObjects } from './matchObjects.ts'

const relation = (name: string, schema = 'public', ...columns: string[]) => ({
  schema,
  name,
  kind: 'table' as const,
  columns: columns.map((column) => ({ name: column, serverType: 'text' })),
})
const routine = (name: string) => ({
  schema: 'public',
  name,
  kind: 'function' as const,
  signature: 'integer',
})
const found = (relations: ReturnType<typeof relation>[], search: string) =>
  matchObjects([relations], [], search).map((match) =>
    match.kind === 'relation' ? match.relation : match.routine,
  )
const find = (search: string, ...names: string[]) =>
  found(
    names.map((name) => relation(name)),
    search,
  ).map(({ name }) => name)

test('the same name comes first, then names that begin so, then words inside', () => {
  expect(find('order', 'reorder', 'old_order', 'orders', 'order')).toEqual([
    'order',
    'orders',
    'old_order',
    'reorder',
  ])
})

test('words are found in their order, whatever the case', () => {
  expect(find('Order line', 'order_lines', 'line_order', 'ORDERLINE')).toEqual([
    'ORDERLINE',
    'order_lines',
  ])
})

test('a dot asks for the schema', () => {
  const relations = [relation('orders', 'sales'), relation('orders', 'archive')]
  expect(found(relations, 'sales.ord').map(({ schema }) => schema)).toEqual(['sales'])
})

test('blank searches find nothing, odd characters are only characters', () => {
  expect(find('  ', 'orders')).toEqual([])
  expect(find('(.*', 'orders', 'a(.*b')).toEqual(['a(.*b'])
})

test('routines are found by name, and relations by their columns after those by their own name', () => {
  const relations = [
    relation('people', 'public', 'id', 'Order_Id'),
    relation('orders', 'public', 'id'),
    relation('other', 'public', 'or', 'der'),
  ]
  const matches = matchObjects([relations], [[routine('order_total')], [routine('now')]], 'order')
  expect(matches).toEqual([
    { kind: 'relation', relation: relations[1], column: null },
    { kind: 'routine', routine: routine('order_total') },
    { kind: 'relation', relation: relations[0], column: 'Order_Id' },
  ])
})

test('two words for a column are words of the same column', () => {
  const relations = [relation('people', 'public', 'first_name', 'last_order')]
  expect(matchObjects([relations], [], 'name first')).toMatchObject([{ column: 'first_name' }])
  expect(matchObjects([relations], [], 'first order')).toEqual([])
})
