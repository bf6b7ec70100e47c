import { expect, test } from 'vitest'
import type { SchemaItem } from '../../contract/explorer.ts'
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
  matchObjects({ relations: [relations] }, search).flatMap((match) =>
    match.kind === 'relation' ? [match.relation] : [],
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
  const matches = matchObjects(
    { relations: [relations], routines: [[routine('order_total')], [routine('now')]] },
    'order',
  )
  expect(matches).toEqual([
    { kind: 'relation', relation: relations[1], columns: [] },
    { kind: 'routine', routine: routine('order_total') },
    { kind: 'relation', relation: relations[0], columns: ['Order_Id'] },
  ])
})

test('two words for a column are words of the same column', () => {
  const relations = [relation('people', 'public', 'first_name', 'last_order')]
  expect(matchObjects({ relations: [relations] }, 'name first')).toMatchObject([
    { columns: ['first_name'] },
  ])
  expect(matchObjects({ relations: [relations] }, 'first order')).toEqual([])
})

test('all columns of such a name are told', () => {
  const relations = [relation('visits', 'public', 'order_id', 'day', 'order_line')]
  expect(matchObjects({ relations: [relations] }, 'order')).toMatchObject([
    { columns: ['order_id', 'order_line'] },
  ])
})

test('types, constraints and indexes are found, but not beside the table that has such a name', () => {
  const item = (name: string, kind: SchemaItem['kind'], on: string | null): SchemaItem => ({
    ...{ schema: 'public', name, kind, relation: on, detail: '' },
  })
  const items = [
    item('order_pkey', 'constraint', 'order'),
    item('order_of_line', 'index', 'lines'),
    item('order_state', 'enum', null),
  ]
  const names = (search: string) =>
    matchObjects(
      { relations: [[relation('order'), relation('lines')]], items: [items] },
      search,
    ).map((match) =>
      match.kind === 'item'
        ? match.item.name
        : match.kind === 'relation'
          ? match.relation.name
          : '',
    )
  expect(names('order')).toEqual(['order', 'order_state', 'order_of_line'])
  expect(names('order_pk')).toEqual(['order_pkey'])
})

test('what the server keeps for itself comes behind what is one’s own, unless it is named whole', () => {
  const relations = [
    relation('pg_sequences', 'pg_catalog'),
    relation('sequences', 'information_schema'),
    relation('sequence_of_steps', 'public'),
    relation('old_sequence', 'public'),
    relation('jobs', 'public', 'sequence'),
  ]
  const systemSchemas = new Set(['pg_catalog', 'information_schema'])
  const names = (search: string) =>
    matchObjects({ relations: [relations], systemSchemas }, search).map((match) =>
      match.kind === 'relation' ? match.relation.name : '',
    )
  expect(names('seq')).toEqual([
    ...['sequence_of_steps', 'old_sequence', 'jobs'],
    ...['sequences', 'pg_sequences'],
  ])
  expect(names('sequences')).toEqual(['sequences', 'pg_sequences'])
  expect(names('pg_catalog.pg_sequences')).toEqual(['pg_sequences'])
})

test('a name of the server’s that is named whole stands behind names of one’s own, before their columns', () => {
  const relations = [
    relation('tables', 'information_schema'),
    relation('all_tables', 'public'),
    relation('plans', 'public', 'tables'),
  ]
  const matches = matchObjects(
    { relations: [relations], systemSchemas: new Set(['information_schema']) },
    'tables',
  )
  expect(matches.map((match) => match.kind === 'relation' && match.relation.name)).toEqual([
    'all_tables',
    'tables',
    'plans',
  ])
})
