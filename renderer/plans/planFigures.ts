import type { Plan, PlanNode } from '../../contract/plans.ts'

/** An estimate that is off by as much misled the planner. */
export const MISESTIMATE_FACTOR = 10

/** What the shares of a plan are of: measured time, else cost; null where there is neither. */
export type Measure = 'time' | 'cost' | null

/** What is worked out of a plan once, and drawn in several places. */
export type PlanFigures = {
  readonly measure: Measure
  readonly shares: ReadonlyMap<number, number>
  readonly slowest: PlanNode | null
}

export function measureOf(plan: Plan): Measure {
  const nodes = allNodes(plan)
  if (nodes.some(({ selfMs }) => selfMs !== null && selfMs > 0)) return 'time'
  return nodes.some(({ selfCost }) => selfCost !== null && selfCost > 0) ? 'cost' : null
}

export function allNodes({ roots }: Pick<Plan, 'roots'>): PlanNode[] {
  const below = (node: PlanNode): PlanNode[] => [node, ...node.children.flatMap(below)]
  return roots.flatMap(below)
}

const ownFigure = (node: PlanNode, measure: Measure): number =>
  (measure === 'time' ? node.selfMs : measure === 'cost' ? node.selfCost : null) ?? 0

/** The part of the whole that each step takes itself, 0–1, by its id. */
export function shares(plan: Plan, measure: Measure): ReadonlyMap<number, number> {
  const nodes = allNodes(plan)
  const whole = nodes.reduce((sum, node) => sum + ownFigure(node, measure), 0)
  return new Map(
    nodes.map((node) => [node.id, whole > 0 ? ownFigure(node, measure) / whole : 0] as const),
  )
}

/** Worst first: the likeliest to hold a statement up where nothing tells time or cost. */
const LIKELY_SLOW = ['full-scan', 'temporary-index', 'temporary-sort'] as const

/**
 * The step that takes most: by its own time, else by its own cost, else the first that reads a whole
 * table or the like. Null: nothing stands out.
 */
export function slowestNode(plan: Plan, measure: Measure): PlanNode | null {
  const nodes = allNodes(plan)
  if (measure === null)
    return (
      LIKELY_SLOW.map((kind) =>
        nodes.find(({ warnings }) => warnings.some((warning) => warning.kind === kind)),
      ).find((node) => node !== undefined) ?? null
    )
  if (nodes.length < 2) return null
  return nodes.reduce((most, node) =>
    ownFigure(node, measure) > ownFigure(most, measure) ? node : most,
  )
}

export type Misestimate = { readonly factor: number; readonly direction: 'more' | 'fewer' }

/** How many times more or fewer rows came than were expected; null: about as many, or not measured. */
export function misestimateOf({ estimatedRows, actualRows, loops }: PlanNode): Misestimate | null {
  if (estimatedRows === null || actualRows === null || !loops) return null
  const expected = Math.max(estimatedRows, 1)
  const came = Math.max(actualRows, 1)
  const factor = Math.max(expected / came, came / expected)
  if (factor < MISESTIMATE_FACTOR) return null
  return { factor, direction: came > expected ? 'more' : 'fewer' }
}

/** Rows of all loops. */
export const totalRows = (perLoop: number | null, loops: number | null): number | null =>
  perLoop === null ? null : Math.round(perLoop * (loops ?? 1))

/** How strongly a step is coloured by its share, 0–1: what takes all is still read well. */
export const heatOf = (share: number): number => Math.round(share * 40) / 100
