import type { Plan, PlanNode } from '../../contract/plans.ts'

/** A line of the tree. */
export type PlanRow = {
  readonly node: PlanNode
  /** From 1. */
  readonly level: number
  readonly position: number
  readonly setSize: number
  /** Null: has no steps below. */
  readonly isExpanded: boolean | null
}

/** The steps in sight, those below a closed one left out. */
export function planRows({ roots }: Pick<Plan, 'roots'>, closed: ReadonlySet<number>): PlanRow[] {
  const rowsOf = (nodes: readonly PlanNode[], level: number): PlanRow[] =>
    nodes.flatMap((node, index) => {
      const isExpanded = node.children.length === 0 ? null : !closed.has(node.id)
      const row = { node, level, position: index + 1, setSize: nodes.length, isExpanded }
      return isExpanded ? [row, ...rowsOf(node.children, level + 1)] : [row]
    })
  return rowsOf(roots, 1)
}
