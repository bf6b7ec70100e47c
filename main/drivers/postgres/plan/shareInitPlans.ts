import type { PlanNode } from '../../../../contract/plans.ts'

/**
 * An InitPlan (a WITH, a subquery that is asked once) hangs on one step and runs inside of others, those that
 * name it: its time is taken from theirs, so that the times of all steps add up to the whole.
 */
export function shareInitPlans(root: PlanNode): void {
  const nodes = [...walk(root)]
  for (const initPlan of nodes) {
    const name = nameOf(initPlan)
    if (name === null || initPlan.totalMs === null) continue
    const inside = new Set(walk(initPlan))
    const users = nodes.filter((node) => !inside.has(node) && uses(node, name))
    const parent = nodes.find(({ children }) => children.includes(initPlan))
    let left = initPlan.totalMs
    for (const user of users.length > 0 ? users : parent ? [parent] : []) {
      const taken = Math.min(left, user.selfMs ?? 0)
      user.selfMs = (user.selfMs ?? 0) - taken
      left -= taken
    }
  }
}

/** `CTE big`, `InitPlan 3`; `InitPlan 1 (returns $0)` before PostgreSQL 17. Null: it is none. */
const nameOf = ({ role }: PlanNode): string | null =>
  /^(CTE |InitPlan )/.test(role) ? (/\$\d+/.exec(role)?.[0] ?? role) : null

function uses(node: PlanNode, name: string): boolean {
  if (name.startsWith('CTE '))
    return node.kind === 'CTE Scan' && node.object.split(' ')[0] === name.slice('CTE '.length)
  const inText = new RegExp(`${name.replace('$', String.raw`\$`)}(?!\\d)`)
  return node.conditions.some(({ text }) => inText.test(text))
}

function* walk(node: PlanNode): Generator<PlanNode> {
  yield node
  for (const child of node.children) yield* walk(child)
}
