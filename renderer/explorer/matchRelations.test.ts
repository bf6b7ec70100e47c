import { expect, test } from 'vitest'
import { matchRelations } from './matchRelations.ts'

const relation = (name: string, schema = 'public') => ({
  schema,
  name,
  kind: 'table' as const,
  columns: [],
})
const find = (search: string, ...names: string[]) =>
  matchRelations(
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
  expect(matchRelations(relations, 'sales.ord').map(({ schema }) => schema)).toEqual(['sales'])
})

test('blank searches find nothing, odd characters are only characters', () => {
  expect(find('  ', 'orders')).toEqual([])
  expect(find('(.*', 'orders', 'a(.*b')).toEqual(['a(.*b'])
})
