import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { PlanNode } from '../../../../contract/plans.ts'
import { readPlan } from './readPlan.ts'

const planOf = (name: string, isMeasured = true) =>
  readPlan(
    readFileSync(new URL(`../testing/plans/${name}.json`, import.meta.url), 'utf8'),
    isMeasured,
  )

function all({ roots }: { roots: PlanNode[] }): PlanNode[] {
  const below = (node: PlanNode): PlanNode[] => [node, ...node.children.flatMap(below)]
  return roots.flatMap(below)
}
const find = (name: string, kind: string) => all(planOf(name)).find((node) => node.kind === kind)!
const round = (value: number) => Math.round(value * 10) / 10

test('an estimated plan has costs and rows, and nothing measured', () => {
  const plan = planOf('join-estimated', false)
  expect(plan).toMatchObject({ isMeasured: false, executionMs: null, source: { format: 'json' } })
  const [sort] = plan.roots
  expect(sort).toMatchObject({ kind: 'Sort', totalMs: null, actualRows: null, loops: null })
  expect(sort!.conditions).toContainEqual({ name: 'Sort Key', text: '(sum(o.total)) DESC' })
  expect(all(plan).map(({ kind }) => kind)).toContain('Hash Join')
  const scan = all(plan).find(({ object }) => object === 'orders o')!
  expect(scan.totalCost).toBeGreaterThan(1_000)
  expect(scan.selfCost).toBe(scan.totalCost)
})

test.each(['join-measured', 'parallel', 'sort-on-disk', 'cte-and-subplans', 'nested-loop'])(
  'the own times of all steps of %s add up to the whole',
  (name) => {
    const plan = planOf(name)
    const sum = all(plan).reduce((ms, { selfMs }) => ms + selfMs!, 0)
    const whole = plan.roots[0]!.totalMs!
    expect(sum / whole).toBeGreaterThan(0.9)
    expect(sum / whole).toBeLessThan(1.1)
    expect(whole).toBeLessThanOrEqual(plan.executionMs!)
  },
)

test('rows are those of one loop, time that of all', () => {
  const plan = planOf('nested-loop')
  const inner = all(plan).find(({ loops }) => loops === 199)!
  expect(inner).toMatchObject({ kind: 'Index Scan', object: 'customers c · customers_pkey' })
  expect(inner).toMatchObject({ estimatedRows: 1, actualRows: 1 })
  expect(inner.totalMs).toBeGreaterThan(0.1)
})

test('processes that work side by side do not add up their times', () => {
  const scan = find('parallel', 'Parallel Seq Scan')
  expect(scan).toMatchObject({ loops: 3, object: 'orders' })
  expect(scan.totalMs).toBeLessThan(planOf('parallel').executionMs!)
  expect(all(planOf('parallel')).map(({ kind }) => kind)).toEqual([
    'Finalize Aggregate',
    'Gather',
    'Partial Aggregate',
    'Parallel Seq Scan',
  ])
})

test('a step that was never run has no rows and no time', () => {
  const never = all(planOf('never-executed')).filter(({ loops }) => loops === 0)
  expect(never.length).toBeGreaterThan(0)
  expect(never[0]).toMatchObject({ actualRows: 0, totalMs: 0, selfMs: 0 })
})

test('a WITH costs time where it is read, not where it hangs', () => {
  const plan = planOf('cte-and-subplans')
  const limit = plan.roots[0]!
  expect(limit.children.map(({ role }) => role)).toEqual(['CTE big', 'InitPlan 3', ''])
  expect(round(limit.selfMs!)).toBe(0)
  const slowest = all(plan).toSorted((a, b) => b.selfMs! - a.selfMs!)[0]!
  expect(slowest).toMatchObject({ kind: 'HashAggregate', role: 'CTE big' })
})

test('what does not fit into memory, and rows that are read in vain, are marked', () => {
  expect(find('sort-on-disk', 'Sort').warnings).toMatchObject([{ kind: 'on-disk' }])
  const scan = all(planOf('join-measured')).find(({ object }) => object === 'orders o')!
  expect(scan.warnings).toEqual([{ kind: 'mostly-discarded', detail: '294,000' }])
})

test('pages are those of the step itself', () => {
  const plan = planOf('join-measured')
  const whole = JSON.parse(plan.source.text) as { Plan: Record<string, number> }[]
  const pages = (node: PlanNode) => node.buffers!.hitPages + node.buffers!.readPages
  const sum = all(plan).reduce((count, node) => count + pages(node), 0)
  const { 'Shared Hit Blocks': hit, 'Shared Read Blocks': read } = whole[0]!.Plan
  expect(sum).toBe(hit! + read!)
})

test('a change is called by its name, its triggers and settings are told', () => {
  const update = planOf('update-with-trigger')
  expect(update.roots[0]).toMatchObject({ kind: 'Update', object: 'customers' })
  const settings = planOf('join-measured').details
  expect(settings).toContainEqual({ name: 'max_parallel_workers_per_gather', text: '0' })
})
