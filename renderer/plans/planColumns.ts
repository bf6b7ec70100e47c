import type { Plan } from '../../contract/plans.ts'
import { allNodes, type Measure } from './planFigures.ts'

export type PlanColumn = {
  readonly id: 'share' | 'total' | 'own' | 'totalCost' | 'rows' | 'expected' | 'loops' | 'note'
  readonly isNumber: boolean
  /** Of a track of the grid. */
  readonly width: string
}

const COLUMNS: readonly PlanColumn[] = [
  { id: 'share', isNumber: false, width: '112px' },
  { id: 'own', isNumber: true, width: 'max-content' },
  { id: 'total', isNumber: true, width: 'max-content' },
  { id: 'totalCost', isNumber: true, width: 'max-content' },
  { id: 'rows', isNumber: true, width: 'max-content' },
  { id: 'expected', isNumber: true, width: 'max-content' },
  { id: 'loops', isNumber: true, width: 'max-content' },
  { id: 'note', isNumber: false, width: 'minmax(96px, 1fr)' },
]

/** Those that have something to say of this plan. */
export function planColumns(plan: Plan, measure: Measure): PlanColumn[] {
  const nodes = allNodes(plan)
  const isTold: Record<PlanColumn['id'], boolean> = {
    share: measure !== null,
    own: measure === 'time',
    total: measure === 'time',
    totalCost: measure === 'cost',
    rows: nodes.some(({ actualRows }) => actualRows !== null),
    expected: nodes.some(({ estimatedRows }) => estimatedRows !== null),
    loops: nodes.some(({ loops }) => loops !== null && loops > 1),
    // Beside the figures of a measured plan there is no room, and the details have it too.
    note: measure !== 'time',
  }
  return COLUMNS.filter(({ id }) => isTold[id])
}
