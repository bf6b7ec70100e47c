import { expect, test } from 'vitest'
import type { KeyInfo } from '../../contract/explorer.ts'
import type { ModelRelation, SchemaModel } from '../../contract/schemaModel.ts'
import type { Palette } from './drawing.ts'
import { drawDiagram } from './drawing.ts'
import { buildGraph, type GraphChoice } from './graph.ts'
import { neighbourOf } from './neighbourOf.ts'
import { placeTables, toPositions } from './placeTables.ts'
import { toSvg } from './toSvg.ts'

const foreignKey = (columns: string[], target: string, targets = ['id']): KeyInfo => ({
  name: `${target}_fk`,
  kind: 'foreign',
  columns,
  references: { schema: 'shop', table: target, columns: targets },
  definition: null,
})

function table(name: string, columns: Record<string, string>, keys: KeyInfo[] = []): ModelRelation {
  const primary: KeyInfo = {
    name: 'pk',
    kind: 'primary',
    columns: ['id'],
    references: null,
    definition: null,
  }
  return {
    name,
    kind: 'table',
    columns: Object.entries({ id: 'integer', ...columns }).map(([column, serverType]) => ({
      name: column,
      serverType: serverType.replace('?', ''),
      isNullable: serverType.endsWith('?'),
      defaultExpression: null,
      primaryKeyPosition: column === 'id' ? 1 : null,
      generated: null,
      collation: null,
    })),
    keys: [primary, ...keys],
    indexes: [],
    triggers: [],
    definition: null,
    options: '',
  }
}

const shop: SchemaModel = {
  schema: 'shop',
  routines: [],
  objects: [],
  relations: [
    table('customers', { 'na<me': 'text' }),
    table('orders', { customer_id: 'integer', coupon_id: 'integer?' }, [
      foreignKey(['customer_id'], 'customers'),
      foreignKey(['coupon_id'], 'coupons'),
      foreignKey(['customer_id'], 'elsewhere'),
    ]),
    table('coupons', {}),
    table('passports', {}, [foreignKey(['id'], 'customers')]),
    { ...table('report', {}), kind: 'view' },
    table('lines', { order_id: 'integer' }, [foreignKey(['order_id'], 'orders')]),
    table('alone', {}),
  ],
}

const choice: GraphChoice = { columns: 'all', only: null, around: null }

test('draws tables, and foreign keys with how many rows name how many', () => {
  const { tables, edges } = buildGraph(shop, choice)
  expect(tables.map(({ name }) => name)).toEqual([
    'customers',
    'orders',
    'coupons',
    'passports',
    'lines',
    'alone',
  ])
  expect(edges.map(({ from, to, fromEnd, toEnd }) => [from, fromEnd, to, toEnd])).toEqual([
    ['orders', 'zero-or-many', 'customers', 'one'],
    ['orders', 'zero-or-many', 'coupons', 'zero-or-one'],
    ['passports', 'zero-or-one', 'customers', 'one'],
    ['lines', 'zero-or-many', 'orders', 'one'],
  ])
})

test('draws fewer columns, chosen tables, or what is connected in so many steps', () => {
  const names = (changes: Partial<GraphChoice>) =>
    buildGraph(shop, { ...choice, ...changes }).tables.map(({ name }) => name)
  const orders = (columns: GraphChoice['columns']) =>
    buildGraph(shop, { ...choice, columns }).tables[1]!
  expect(orders('keys').columns.map(({ name }) => name)).toEqual(['id', 'customer_id', 'coupon_id'])
  expect(orders('none')).toMatchObject({ columns: [], columnCount: 3 })
  expect(orders('none').height).toBeLessThan(orders('all').height)
  expect(names({ only: new Set(['orders', 'alone']) })).toEqual(['orders', 'alone'])
  const around = (depth: number) => names({ around: { table: 'lines', depth } })
  expect(around(1)).toEqual(['orders', 'lines'])
  expect(around(2)).toEqual(['customers', 'orders', 'coupons', 'lines'])
  expect(around(3)).toContain('passports')
})

test('keeps places, and puts a new table below them', () => {
  const graph = buildGraph(shop, choice)
  const { alone: _alone, ...kept } = toPositions(placeTables(graph, {}))
  const places = placeTables(graph, { ...kept, orders: [1_000, -50] })
  expect(places.get('orders')).toEqual({ x: 1_000, y: -50 })
  const lowest = Math.max(...Object.values(kept).map(([, y]) => y))
  expect(places.get('alone')!.y).toBeGreaterThan(lowest)
})

test('finds the neighbour in a direction', () => {
  const box = (x: number, y: number) => ({ x, y, width: 100, height: 50 })
  const boxes = new Map([
    ['a', box(0, 0)],
    ['b', box(200, 20)],
    ['far', box(600, 0)],
    ['below', box(20, 300)],
  ])
  expect(neighbourOf(boxes, 'a', 'right')).toBe('b')
  expect(neighbourOf(boxes, 'b', 'right')).toBe('far')
  expect(neighbourOf(boxes, 'a', 'down')).toBe('below')
  expect(neighbourOf(boxes, 'a', 'left')).toBeNull()
})

const palette: Palette = {
  font: "'JetBrains Mono', monospace",
  background: '#111111',
  surface: '#222222',
  header: '#333333',
  border: '#444444',
  text: '#eeeeee',
  dim: '#bbbbbb',
  accent: '#0000ff',
  edge: '#999999',
}

test('saves all tables and relations as one picture', () => {
  const graph = buildGraph(shop, choice)
  const svg = toSvg(drawDiagram(graph, placeTables(graph, {}), palette), '@font-face{}')
  for (const { name } of graph.tables) expect(svg).toContain(`>${name}</text>`)
  expect(svg).toContain('>na&lt;me</text>')
  // A key that is a foreign one too: `id` of passports.
  expect(svg.match(/>PK FK<\/text>/g)).toHaveLength(1)
  expect(svg.match(/>FK<\/text>/g)).toHaveLength(3)
  expect(svg).toContain('<style>@font-face{}</style>')
  // Each foreign key: a way, and a sign at both ends.
  expect(svg.match(/stroke="#999999"/g)).toHaveLength(graph.edges.length * 3)
  const [, x, y] = /viewBox="(\S+) (\S+)/.exec(svg)!.map(Number)
  expect([x, y]).toEqual([-32, -32])
})

test('a table of hundreds of columns shows its keys and the first of the others, until it is opened', () => {
  const wide = table(
    'wide',
    {
      ...Object.fromEntries(Array.from({ length: 298 }, (_, index) => [`c${index}`, 'text'])),
      owner: 'integer',
    },
    [foreignKey(['owner'], 'people')],
  )
  const model: SchemaModel = {
    ...{ schema: 'shop', relations: [wide, table('people', {})], routines: [], objects: [] },
  }
  const [closed] = buildGraph(model, choice).tables
  expect(closed?.columns.map(({ name }) => name).slice(0, 3)).toEqual(['id', 'owner', 'c0'])
  expect(closed).toMatchObject({ columnCount: 300, hiddenCount: 285, isOpened: false })
  expect(closed!.height).toBeLessThan(400)
  const [opened, people] = buildGraph(model, { ...choice, opened: new Set(['wide']) }).tables
  expect(opened).toMatchObject({ hiddenCount: 0, isOpened: true })
  expect(opened!.columns).toHaveLength(300)
  expect(people).toMatchObject({ hiddenCount: 0, isOpened: false })
})
