import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PlanNode } from '../../contract/plans.ts'
import { flowPath, lineWidth, planGraph, STEP_HEIGHT } from './planGraph.ts'

function step(id: number, children: PlanNode[] = [], known: Partial<PlanNode> = {}): PlanNode {
  return {
    ...{ id, kind: 'Step', object: '', role: '', estimatedRows: 10, actualRows: null, loops: null },
    ...{ totalCost: null, selfCost: null, totalMs: null, selfMs: null, buffers: null },
    ...{ conditions: [], details: [], warnings: [], children },
    ...known,
  }
}
const boxOf = (graph: ReturnType<typeof planGraph>, id: number) =>
  graph.boxes.find(({ node }) => node.id === id)!

test('what gives rows stands at the right, in the order of the plan, its taker in the middle', () => {
  const graph = planGraph({ roots: [step(0, [step(1), step(2, [step(3)])])] })
  const [root, first, second, last] = [0, 1, 2, 3].map((id) => boxOf(graph, id))
  expect(first!.x).toBe(second!.x)
  expect([root!.x < first!.x, first!.y < second!.y, second!.x < last!.x]).toEqual([
    true,
    true,
    true,
  ])
  expect(root!.y).toBe((first!.y + second!.y) / 2)
  expect(second!.y).toBe(last!.y)
})

test('lines are as wide as the powers of ten of the rows that came, else of those expected', () => {
  const measured = step(1, [], { actualRows: 500, loops: 200 })
  const { flows } = planGraph({ roots: [step(0, [measured, step(2)])] })
  expect(flows).toMatchObject([
    { from: 1, to: 0, rows: 100_000, isExpected: false },
    { from: 2, to: 0, rows: 10, isExpected: true },
  ])
  expect(flows[0]!.width).toBeGreaterThan(flows[1]!.width)
  expect([lineWidth(0), lineWidth(null)]).toEqual([1, 1])
  expect(lineWidth(1e30)).toBe(lineWidth(1e20))
})

test('no two steps lie on one another, whatever the plan', () => {
  const { tree: shape } = fc.letrec<{ tree: unknown[] }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      fc.constant<unknown[]>([]),
      fc.array(tie('tree'), { maxLength: 4 }),
    ),
  }))
  fc.assert(
    fc.property(shape, (tree) => {
      let id = 0
      const build = (children: unknown[]): PlanNode =>
        step(
          id++,
          children.map((child) => build(child as unknown[])),
        )
      const { boxes } = planGraph({ roots: [build(tree)] })
      for (const [, column] of Map.groupBy(boxes, ({ x }) => x)) {
        const tops = column.map(({ y }) => y).toSorted((a, b) => a - b)
        for (let at = 1; at < tops.length; at++)
          expect(tops[at]! - tops[at - 1]!).toBeGreaterThanOrEqual(STEP_HEIGHT)
      }
    }),
  )
})

test('a line goes from the left of one step to the right of the other', () => {
  const box = { x: 0, y: 0, width: 100, height: 20 }
  const { path, middle } = flowPath({ ...box, x: 200, y: 40 }, box)
  expect(path).toMatch(/^M200,50C.* 100,10$/)
  expect(middle).toEqual({ x: 150, y: 30 })
})
