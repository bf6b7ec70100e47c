import type { Box, Point } from './box.ts'
import { isBlocked, leadAround } from './leadAround.ts'
import { HEADER_HEIGHT, ROW_HEIGHT, type DiagramEdge, type DiagramTable } from './graph.ts'

export type EdgeRoute = {
  readonly points: readonly Point[]
  /** Lines and circles at the two ends, in the signs of crow's feet. */
  readonly marks: readonly string[]
}

/** How far an edge goes straight out of a table: the signs stand on it. */
const STUB = 22
/** Tables closer than this side by side are joined around their right sides. */
const ROOM = 2 * STUB
const LANE = 7
const LANES = 8
/** Between a line and a table that it is led around; the lanes beside each other in that gap. */
const CHANNEL = 8
const CHANNELS = 3
/** How far out of a table a line may turn: also behind wider ones of its column. */
const TURNS = [STUB, 33, 44, 66, 88, 110, 132, 154]

export type PlacedTable = { readonly table: DiagramTable; readonly box: Box }

/** A way of right angles from the foreign key's row to the row that it names, around other boxes. */
export function routeEdge(
  edge: DiagramEdge,
  from: PlacedTable,
  to: PlacedTable,
  boxes: readonly Box[] = [],
): EdgeRoute {
  const start = rowMiddle(from, edge.columns[0])
  const end = rowMiddle(to, edge.targetColumns[0])
  const [fromSide, toSide] = sidesOf(from.box, to.box)
  const a = { x: fromSide > 0 ? right(from.box) : from.box.x, y: start }
  const b = { x: toSide > 0 ? right(to.box) : to.box.x, y: end }
  const out = STUB + (edge.lane % LANES) * LANE
  const x =
    fromSide === toSide
      ? fromSide > 0
        ? Math.max(a.x, b.x) + out
        : Math.min(a.x, b.x) - out
      : // Near the table that names: edges to one table run together for most of their way.
        a.x + fromSide * out
  const straight = [a, { x, y: a.y }, { x, y: b.y }, b]
  // Where there is no room beside the table it may turn later, behind wider ones of its column.
  const turns = ({ x: at }: Point, side: Side): number[] =>
    [out, ...TURNS].map((distance) => at + side * distance)
  const around = (): readonly Point[] | null =>
    leadAround(
      { at: a, turns: turns(a, fromSide) },
      { at: b, turns: turns(b, toSide) },
      boxes,
      CHANNEL + (edge.lane % CHANNELS) * (CHANNEL / 2),
    )
  return {
    points: isBlocked(straight, boxes) ? (around() ?? straight) : straight,
    marks: [endMark(edge.fromEnd, a, fromSide), endMark(edge.toEnd, b, toSide)],
  }
}

/** In the middle of the column's row; of the heading where the column is not drawn. */
function rowMiddle({ table, box }: PlacedTable, column: string | undefined): number {
  const row = table.columns.findIndex(({ name }) => name === column)
  return row < 0 ? box.y + HEADER_HEIGHT / 2 : box.y + HEADER_HEIGHT + (row + 0.5) * ROW_HEIGHT
}

const right = ({ x, width }: Box): number => x + width

type Side = 1 | -1

function sidesOf(from: Box, to: Box): [Side, Side] {
  if (from.x - right(to) >= ROOM) return [-1, 1]
  if (to.x - right(from) >= ROOM) return [1, -1]
  return [1, 1]
}

/** As SVG path data: a foot of three toes for many, a bar for one, a circle for none. */
function endMark(end: DiagramEdge['fromEnd' | 'toEnd'], { x, y }: Point, side: Side): string {
  const at = (distance: number): number => x + side * distance
  const bar = (distance: number): string => `M${at(distance)},${y - 5}V${y + 5}`
  const circle = (distance: number): string =>
    `M${at(distance - 4)},${y}a4,4 0 1 0 ${side * 8},0a4,4 0 1 0 ${side * -8},0`
  switch (end) {
    case 'zero-or-many':
      return `M${x},${y - 6}L${at(11)},${y}L${x},${y + 6}${circle(15)}`
    case 'zero-or-one':
      return bar(7) + circle(14)
    case 'one':
      return bar(7) + bar(11)
  }
}

export const pathOf = (points: readonly Point[]): string =>
  points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x},${y}`).join('')
