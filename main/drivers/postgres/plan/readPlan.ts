import type { PlanFact, PlanNode } from '../../../../contract/plans.ts'
import type { DriverPlan } from '../../driver.ts'
import { shareInitPlans } from './shareInitPlans.ts'
import type { ServerPlan, ServerStep } from './serverPlan.ts'
import { conditionsOf, detailsOf, kindOf, objectOf, roleOf } from './stepWords.ts'
import { warningsOf } from './stepWarnings.ts'

/** Reads EXPLAIN's JSON (manual, "Using EXPLAIN"), of PostgreSQL 9.6 and later. */
export function readPlan(text: string, isMeasured: boolean): DriverPlan {
  const plans = JSON.parse(text) as ServerPlan[]
  const reader = new StepReader()
  // A rule can make several plans of a statement.
  const roots = plans.flatMap(({ Plan }) => (Plan ? [reader.read(Plan, 1)] : []))
  for (const root of roots) shareInitPlans(root)
  const [first = {}] = plans
  return {
    isMeasured,
    roots,
    planningMs: first['Planning Time'] ?? null,
    executionMs: first['Execution Time'] ?? null,
    details: plans.flatMap(factsOf),
    source: { format: 'json', text },
  }
}

class StepReader {
  #count = 0

  /** `processes` carry the step out side by side; what it tells is of the average one. */
  read(step: ServerStep, processes: number): PlanNode {
    const id = this.#count++
    const below = step['Node Type'].startsWith('Gather')
      ? (step['Workers Launched'] ?? 0) + 1
      : processes
    const children = (step.Plans ?? []).map((child) => this.read(child, below))
    const inTime = children.filter((_, index) => !isInitPlan(step.Plans![index]!))
    const totalMs = elapsedMs(step, processes)
    const totalCost = step['Total Cost'] ?? null
    return {
      id,
      kind: kindOf(step),
      object: objectOf(step),
      role: roleOf(step),
      estimatedRows: step['Plan Rows'] ?? null,
      actualRows: step['Actual Rows'] ?? null,
      loops: step['Actual Loops'] ?? null,
      totalCost,
      selfCost: without(totalCost, children, 'totalCost'),
      totalMs,
      selfMs: without(totalMs, inTime, 'totalMs'),
      buffers: ownBuffers(step),
      conditions: conditionsOf(step),
      details: detailsOf(step),
      warnings: warningsOf(step),
      children,
    }
  }
}

/** It runs when its value is first asked for, wherever that is. */
const isInitPlan = (step: ServerStep) => step['Parent Relationship'] === 'InitPlan'

/** Of all loops; those of several processes run side by side. */
function elapsedMs(step: ServerStep, processes: number): number | null {
  const { 'Actual Total Time': perLoopMs, 'Actual Loops': loops } = step
  if (perLoopMs === undefined || loops === undefined) return null
  return (perLoopMs * loops) / Math.min(processes, Math.max(loops, 1))
}

/** What is left of a figure without the steps below; times are rounded, so never less than nothing. */
function without(
  total: number | null,
  children: readonly PlanNode[],
  figure: 'totalMs' | 'totalCost',
): number | null {
  if (total === null) return null
  const below = children.reduce((sum, child) => sum + (child[figure] ?? 0), 0)
  return Math.max(0, total - below)
}

function ownBuffers(step: ServerStep): PlanNode['buffers'] {
  if (step['Shared Hit Blocks'] === undefined) return null
  const own = (...names: string[]): number => {
    const of = (from: ServerStep) => names.reduce((sum, name) => sum + Number(from[name] ?? 0), 0)
    const below = (step.Plans ?? []).reduce((sum, child) => sum + of(child), 0)
    return Math.max(0, of(step) - below)
  }
  return {
    hitPages: own('Shared Hit Blocks', 'Local Hit Blocks'),
    readPages: own('Shared Read Blocks', 'Local Read Blocks'),
    dirtiedPages: own('Shared Dirtied Blocks', 'Local Dirtied Blocks'),
    writtenPages: own('Shared Written Blocks', 'Local Written Blocks'),
    temporaryPages: own('Temp Read Blocks', 'Temp Written Blocks'),
  }
}

const factsOf = ({ Settings = {}, Triggers = [], JIT }: ServerPlan): PlanFact[] => [
  ...Object.entries(Settings).map(([name, value]) => ({ name, text: value })),
  ...Triggers.map((trigger) => ({
    name: `Trigger ${trigger['Trigger Name']}`,
    text: `${trigger.Time ?? '–'} ms, ${trigger.Calls ?? '–'} calls`,
  })),
  ...(JIT
    ? [{ name: 'JIT', text: `${JIT.Timing?.Total ?? '–'} ms, ${JIT.Functions ?? '–'} functions` }]
    : []),
]
