import { expect, test } from 'vitest'
import type { Plan, PlanNode } from '../../contract/plans.ts'
import { formatCost, formatFactor, formatMs, formatShare } from './formatPlan.ts'
import { measureOf, misestimateOf, shares, slowestNode, totalRows } from './planFigures.ts'
import { planRows } from './planRows.ts'

let count = 0
const node = (given: Partial<PlanNode> = {}): PlanNode => ({
  id: count++,
  kind: 'Scan',
  object: '',
  role: '',
  estimatedRows: null,
  actualRows: null,
  loops: null,
  totalCost: null,
  selfCost: null,
  totalMs: null,
  selfMs: null,
  buffers: null,
  conditions: [],
  details: [],
  warnings: [],
  children: [],
  ...given,
})
const planOf = (...roots: PlanNode[]): Plan => ({
  isMeasured: true,
  isUndone: false,
  roots,
  planningMs: null,
  executionMs: null,
  details: [],
  source: { format: 'text', text: '' },
})

test('the slowest step is the one with most time of its own, whatever stands below it', () => {
  const scan = node({ totalMs: 30, selfMs: 30 })
  const sort = node({ totalMs: 90, selfMs: 60, children: [scan] })
  const plan = planOf(node({ totalMs: 100, selfMs: 10, children: [sort] }))
  expect(measureOf(plan)).toBe('time')
  expect(slowestNode(plan, 'time')).toBe(sort)
  expect(shares(plan, 'time').get(sort.id)).toBe(0.6)
})

test('without times costs decide, and without those what reads a whole table', () => {
  const dear = node({ selfCost: 5 })
  const byCost = planOf(node({ selfCost: 1, children: [dear] }))
  expect(slowestNode(byCost, measureOf(byCost))).toBe(dear)
  const scan = node({ warnings: [{ kind: 'full-scan', detail: '' }] })
  const sort = node({ warnings: [{ kind: 'temporary-sort', detail: '' }] })
  const neither = planOf(node(), sort, scan)
  expect(measureOf(neither)).toBeNull()
  expect(slowestNode(neither, null)).toBe(scan)
  expect(slowestNode(planOf(node()), null)).toBeNull()
})

test('an estimate off by ten times is told with its factor, in either direction', () => {
  const of = (estimatedRows: number, actualRows: number, loops = 1) =>
    misestimateOf(node({ estimatedRows, actualRows, loops }))
  expect(of(10, 99)).toBeNull()
  expect(of(10, 1_000)).toEqual({ factor: 100, direction: 'more' })
  expect(of(5_000, 0)).toEqual({ factor: 5_000, direction: 'fewer' })
  // What was never run came to nothing, and nobody was wrong about it.
  expect(of(5_000, 0, 0)).toBeNull()
  expect(misestimateOf(node({ estimatedRows: 1_000 }))).toBeNull()
})

test('rows are those of all loops', () => {
  expect([totalRows(0.25, 200), totalRows(7, null), totalRows(null, 3)]).toEqual([50, 7, null])
})

test('closed steps hide what stands below them', () => {
  const inner = node({ children: [node()] })
  const outer = node({ children: [inner, node()] })
  const rows = planRows(planOf(outer), new Set([inner.id]))
  expect(
    rows.map(({ level, position, setSize, isExpanded }) => [level, position, setSize, isExpanded]),
  ).toEqual([
    [1, 1, 1, true],
    [2, 1, 2, false],
    [2, 2, 2, null],
  ])
})

test('figures are as exact as they are worth', () => {
  expect([0, 0.0131, 4.213, 97.27, 124, 1_250.4].map(formatMs)).toEqual([
    ...['0', '0.013', '4.21', '97.3', '124', '1,250'],
  ])
  expect([0.29, 8.3, 56_305.08].map(formatCost)).toEqual(['0.29', '8.3', '56,305'])
  expect([0, 0.004, 0.626].map(formatShare)).toEqual(['0 %', '<1 %', '63 %'])
  expect(formatFactor(12.4)).toBe('12×')
})
