import type { PlanFact } from '../../../../contract/plans.ts'
import type { ServerStep } from './serverPlan.ts'

/** As EXPLAIN's text calls the step, such as `Finalize HashAggregate`, `Hash Left Join`. */
export function kindOf(step: ServerStep): string {
  const { 'Node Type': type, Strategy: strategy, 'Join Type': join, Operation: operation } = step
  const partial = step['Partial Mode']
  const before = [
    step['Parallel Aware'] ? 'Parallel' : '',
    partial && partial !== 'Simple' ? partial : '',
  ].filter(Boolean)
  return [...before, nameOf(type, strategy, join, operation)].join(' ')
}

function nameOf(type: string, strategy?: string, join?: string, operation?: string): string {
  if (type === 'Aggregate') return AGGREGATES[strategy ?? ''] ?? type
  if (type === 'ModifyTable') return operation ?? type
  if (type === 'SetOp' && strategy === 'Hashed') return 'HashSetOp'
  if (join && join !== 'Inner') return `${type.replace(/ Join$/, '')} ${join} Join`
  return type
}

const AGGREGATES: Readonly<Record<string, string>> = {
  Sorted: 'GroupAggregate',
  Hashed: 'HashAggregate',
  Mixed: 'MixedAggregate',
}

export function objectOf(step: ServerStep): string {
  const name = step['Relation Name'] ?? step['CTE Name'] ?? step['Function Name'] ?? ''
  const alias = step.Alias && step.Alias !== name ? step.Alias : ''
  const table = name && alias ? `${name} ${alias}` : name || alias
  return [table, step['Index Name']].filter(Boolean).join(' · ')
}

export function roleOf(step: ServerStep): string {
  return step['Subplan Name'] ?? (step['Parent Relationship'] === 'SubPlan' ? 'SubPlan' : '')
}

const CONDITIONS = /( Cond|Filter|Key|Conflict Arbiter Indexes|Output|Cache Mode)$/

/** Told in places of their own. */
const SHOWN = new Set([
  ...['Node Type', 'Strategy', 'Partial Mode', 'Parallel Aware', 'Join Type', 'Operation'],
  ...['Parent Relationship', 'Subplan Name', 'Relation Name', 'Alias', 'Index Name', 'CTE Name'],
  ...['Startup Cost', 'Total Cost', 'Plan Rows', 'Actual Startup Time', 'Actual Total Time'],
  ...['Actual Rows', 'Actual Loops', 'Async Capable', 'Function Name'],
])

export const conditionsOf = (step: ServerStep): PlanFact[] =>
  Object.entries(step).flatMap(([name, value]) =>
    CONDITIONS.test(name) ? [{ name, text: textOf(value) }] : [],
  )

/** What says something: no zeros, no lists of workers, no pages. */
export const detailsOf = (step: ServerStep): PlanFact[] =>
  Object.entries(step).flatMap(([name, value]) => {
    if (SHOWN.has(name) || CONDITIONS.test(name) || name.endsWith(' Blocks')) return []
    const isTold = typeof value === 'string' || (typeof value === 'number' && value !== 0)
    return isTold ? [{ name, text: textOf(value) }] : []
  })

const textOf = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value))
