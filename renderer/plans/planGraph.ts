import type { Plan, PlanNode } from '../../contract/plans.ts'
import { boundsOf, type Box, type Point } from '../diagram/box.ts'
import { totalRows } from './planFigures.ts'

export type PlanBox = Box & { readonly node: PlanNode }

/** Rows that go from a step to the one above it. */
export type PlanFlow = {
  readonly from: number
  readonly to: number
  /** Of all loops: those that came, else those expected; null: the server tells neither. */
  readonly rows: number | null
  readonly isExpected: boolean
  /** In pixels. */
  readonly width: number
}

export type PlanGraph = {
  readonly boxes: readonly PlanBox[]
  readonly flows: readonly PlanFlow[]
  readonly bounds: Box
}

export const STEP_WIDTH = 208
export const STEP_HEIGHT = 76
/** Room for the widest line to bend in. */
const GAP_ACROSS = 44
const GAP_DOWN = 16
const MAX_LINE = 14

/**
 * A plan as a picture: the steps that give rows at the right of the one that takes them, in the
 * server's order from top to bottom, and each step midway between those it takes from.
 */
export function planGraph({ roots }: Pick<Plan, 'roots'>): PlanGraph {
  const boxes: PlanBox[] = []
  const flows: PlanFlow[] = []
  let bottom = 0
  /** Gives where the step's middle is from the top. */
  const place = (node: PlanNode, depth: number): number => {
    const middles = node.children.map((child) => {
      flows.push(flowOf(child, node))
      return place(child, depth + 1)
    })
    const middle =
      middles.length > 0 ? (middles[0]! + middles.at(-1)!) / 2 : bottom + STEP_HEIGHT / 2
    if (middles.length === 0) bottom += STEP_HEIGHT + GAP_DOWN
    const x = depth * (STEP_WIDTH + GAP_ACROSS)
    boxes.push({ node, x, y: middle - STEP_HEIGHT / 2, width: STEP_WIDTH, height: STEP_HEIGHT })
    return middle
  }
  for (const root of roots) place(root, 0)
  return { boxes: boxes.toSorted((a, b) => a.node.id - b.node.id), flows, bounds: boundsOf(boxes) }
}

function flowOf(child: PlanNode, parent: PlanNode): PlanFlow {
  const came = totalRows(child.actualRows, child.loops)
  const rows = came ?? totalRows(child.estimatedRows, 1)
  return {
    ...{ from: child.id, to: parent.id, rows, isExpected: came === null },
    width: lineWidth(rows),
  }
}

/** A line for no row at all and one for a hundred million differ by their powers of ten. */
export const lineWidth = (rows: number | null): number =>
  rows === null ? 1 : Math.min(MAX_LINE, 1 + Math.log10(1 + rows) * 1.6)

/** From the left of the step that gives rows to the right of the one that takes them. */
export function flowPath(from: Box, to: Box): { path: string; middle: Point } {
  const start = { x: from.x, y: from.y + from.height / 2 }
  const end = { x: to.x + to.width, y: to.y + to.height / 2 }
  const bend = (start.x - end.x) / 2
  return {
    path: `M${start.x},${start.y}C${start.x - bend},${start.y} ${end.x + bend},${end.y} ${end.x},${end.y}`,
    middle: { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 },
  }
}
