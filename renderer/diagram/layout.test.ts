import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boundsOf, type Box } from './box.ts'
import { layoutTables } from './layout.ts'

const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

const request = fc
  .integer({ min: 1, max: 24 })
  .chain((count) =>
    fc.record({
      tables: fc.array(
        fc.record({
          width: fc.integer({ min: 100, max: 360 }),
          height: fc.integer({ min: 28, max: 600 }),
        }),
        { minLength: count, maxLength: count },
      ),
      edges: fc.array(
        fc.record({ from: fc.nat({ max: count - 1 }), to: fc.nat({ max: count - 1 }) }),
        { maxLength: 40 },
      ),
    }),
  )
  .map(({ tables, edges }) => ({
    tables: tables.map((table, index) => ({ ...table, name: `t${index}` })),
    edges: edges.map(({ from, to }) => ({ from: `t${from}`, to: `t${to}` })),
  }))

test('places every table, and none on another, the same each time', () => {
  fc.assert(
    fc.property(request, (drawn) => {
      const places = layoutTables(drawn)
      const boxes = drawn.tables.map(({ name, width, height }) => {
        const { x, y } = places.get(name)!
        return { x, y, width, height }
      })
      for (const [index, box] of boxes.entries())
        for (const other of boxes.slice(index + 1)) expect(overlap(box, other)).toBe(false)
      expect(Math.min(...boxes.map(({ x }) => x))).toBeGreaterThanOrEqual(0)
      expect(layoutTables(drawn)).toEqual(places)
    }),
    { numRuns: 60 },
  )
})

test('puts a table that is named left of those that name it', () => {
  const size = { width: 200, height: 100 }
  const places = layoutTables({
    tables: ['lines', 'orders', 'customers'].map((name) => ({ name, ...size })),
    edges: [
      { from: 'lines', to: 'orders' },
      { from: 'orders', to: 'customers' },
      { from: 'orders', to: 'orders' },
    ],
  })
  const left = (name: string) => places.get(name)!.x
  expect(left('customers')).toBeLessThan(left('orders'))
  expect(left('orders')).toBeLessThan(left('lines'))
})

test('lays 200 connected tables out in the shape of a window, in no time', () => {
  const tables = Array.from({ length: 200 }, (_, index) => ({
    name: `t${index}`,
    width: 220,
    height: 60 + (index % 7) * 40,
  }))
  for (const targets of [
    (index: number) => [index >> 1],
    (index: number) => [index >> 1, index >> 2, (index * 7) % 200],
    () => [0],
  ]) {
    const edges = tables.flatMap(({ name }, index) =>
      targets(index).map((to) => ({ from: name, to: `t${to}` })),
    )
    const start = performance.now()
    const places = layoutTables({ tables, edges })
    expect(performance.now() - start).toBeLessThan(1_000)
    const boxes = tables.map((table) => ({ ...table, ...places.get(table.name)! }))
    const { width, height } = boundsOf(boxes)
    expect(width / height).toBeGreaterThan(0.5)
    expect(width / height).toBeLessThan(5)
  }
})
