import { expect, test } from 'vitest'
import type { Plan, PlanNode } from '../../contract/plans.ts'
import { text } from '../text/text.ts'
import { drawPlan } from './drawPlan.ts'
import { measureOf, shares, slowestNode } from './planFigures.ts'
import { planGraph } from './planGraph.ts'
import { stepWords } from './stepWords.ts'

const step = (id: number, known: Partial<PlanNode>): PlanNode => ({
  ...{ id, kind: 'Step', object: '', role: '', estimatedRows: 10, actualRows: null, loops: null },
  ...{ totalCost: null, selfCost: null, totalMs: null, selfMs: null, buffers: null },
  ...{ conditions: [], details: [], warnings: [], children: [] },
  ...known,
})
const scan = step(1, {
  kind: 'Seq Scan',
  object: 'orders',
  actualRows: 2_000,
  loops: 1,
  selfMs: 75,
})
const root = step(0, { kind: 'Sort', actualRows: 10, loops: 1, selfMs: 25, children: [scan] })
const plan: Plan = {
  ...{ isMeasured: true, isUndone: false, planningMs: null, executionMs: null, details: [] },
  ...{ roots: [root], source: { format: 'json', text: '' } },
}
const measure = measureOf(plan)
const figures = { measure, shares: shares(plan, measure), slowest: slowestNode(plan, measure) }

test('a step says its share and its rows, and in words what signs and colours say', () => {
  const words = stepWords(scan, figures, text)
  expect(words).toMatchObject({ share: '75 %', rows: '2,000 rows', factor: '↑ 200×' })
  expect(words.unseen).toBe('Slowest. 200× more rows came than were expected')
  expect(stepWords(step(2, {}), figures, text).rows).toBe('10 rows expected')
  expect(stepWords(step(2, { loops: 0 }), figures, text).rows).toBe('Never run')
})

test('the picture has a box and a tint by share for each step, and a line as wide as its rows', () => {
  const graph = planGraph(plan)
  const { shapes } = drawPlan({
    ...{ graph, figures, wordsOf: ({ node }) => stepWords(node, figures, text) },
    palette: {
      ...{ font: 'mono', background: '#fff', surface: '#eee', header: '', border: '#ccc' },
      ...{ text: '#000', dim: '', accent: '', edge: '#999', hot: '#f00', misled: '#fa0' },
    },
  })
  const lines = shapes.filter(({ kind }) => kind === 'path')
  expect(lines).toMatchObject([{ stroke: '#999', width: graph.flows[0]!.width }])
  const tints = shapes.flatMap((shape) =>
    shape.kind === 'box' && shape.fill === '#f00' ? [shape.opacity] : [],
  )
  expect(tints).toEqual([0.1, 0.3])
  const borders = shapes.flatMap((shape) =>
    shape.kind === 'box' && shape.fill === '#eee' ? [shape.stroke] : [],
  )
  expect(borders).toEqual(['#ccc', '#fa0'])
  expect(shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []))).toEqual([
    ...['Sort', '25 %', '10 rows'],
    ...['Seq Scan', '75 %', 'orders', '2,000 rows', '↑ 200×'],
  ])
})
