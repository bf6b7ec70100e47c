import { expect, test } from 'vitest'
import type { Box } from './box.ts'
import type { DiagramEdge, DiagramTable } from './graph.ts'
import { isBlocked } from './leadAround.ts'
import { layoutTables } from './layout.ts'
import { routeEdge, type PlacedTable } from './routeEdge.ts'
import { routeEdges } from './routeEdges.ts'

const edge: DiagramEdge = {
  ...{ id: 'e', from: 'order_items', to: 'orders', columns: ['id'], targetColumns: ['id'] },
  ...{ fromEnd: 'zero-or-many', toEnd: 'one', lane: 0 },
}

function placed(name: string, x: number, y: number, width = 190): PlacedTable {
  const column = {
    ...{ name: 'id', serverType: 'integer' },
    ...{ isPrimary: true, isForeign: false, isNullable: false },
  }
  const table: DiagramTable = {
    ...{ name, columns: [column], columnCount: 1, hiddenCount: 0, isOpened: false },
    ...{ hasTwoMarks: false, width, height: 130 },
  }
  return { table, box: { x, y, width, height: 130 } }
}

const orders = placed('orders', 0, 0)
const products = placed('products', 250, 0)
const items = placed('order_items', 550, 0)
const boxesOf = (...tables: PlacedTable[]): Box[] => tables.map(({ box }) => box)

test('a line goes straight where nothing is between', () => {
  const { points } = routeEdge(edge, items, orders, boxesOf(orders, items))
  expect(new Set(points.map(({ y }) => y)).size).toBe(1)
})

test('a line goes around a table in its way, and ends where it did', () => {
  const boxes = boxesOf(orders, products, items)
  const straight = routeEdge(edge, items, orders).points
  expect(isBlocked(straight, boxes)).toBe(true)
  const { points } = routeEdge(edge, items, orders, boxes)
  expect(isBlocked(points, boxes)).toBe(false)
  expect([points[0], points.at(-1)]).toEqual([straight[0], straight.at(-1)])
})

test('a line between the tables of several columns finds the gaps', () => {
  const between = [250, 500, 750].flatMap((x) =>
    [-316, -158, 0, 158, 316].map((y) => placed(`${x} ${y}`, x, y)),
  )
  const wide = placed('wide', 0, 158, 240)
  const far = placed('order_items', 1_050, 158)
  const boxes = boxesOf(orders, wide, far, ...between)
  const { points } = routeEdge(edge, far, orders, boxes)
  expect(isBlocked(points, boxes)).toBe(false)
})

test('no line of 40 tables that are laid out goes through one of them', () => {
  const tables = Array.from({ length: 40 }, (_, index) => {
    const { table } = placed(`t${index}`, 0, 0, 160 + ((index * 37) % 90))
    return { ...table, height: 88 + (index % 4) * 40 }
  })
  const edges = tables.flatMap(({ name }, index) =>
    [index >> 1, index >> 3]
      .filter((to) => to < index)
      .map((to, lane) => ({ ...edge, id: `${index}/${lane}`, from: name, to: `t${to}`, lane })),
  )
  const places = layoutTables({ tables, edges })
  const boxes = tables.map(({ name, width, height }) => ({ ...places.get(name)!, width, height }))
  const routes = [...routeEdges({ tables, edges }, places).values()]
  expect(routes).toHaveLength(edges.length)
  expect(routes.filter(({ points }) => isBlocked(points, boxes))).toEqual([])
})
