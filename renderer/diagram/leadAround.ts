import type { Box, Point } from './box.ts'

/** An end of a way: at a table's edge, and where the way may turn beside it, the best first. */
export type WayEnd = { readonly at: Point; readonly turns: readonly number[] }

/** Between a way and the boxes that it is led around. */
const CLEARANCE = 4

/** A way that goes through no box, by a channel above or below them; null: none was found. */
export function leadAround(
  from: WayEnd,
  to: WayEnd,
  boxes: readonly Box[],
  /** Between the channel and the box beside it: different ways take different ones. */
  distance: number,
): Point[] | null {
  const [a, b] = [from.at, to.at]
  const near = boxes.filter(isNear(from, to))
  const reachable = ({ at, turns }: WayEnd): number[] =>
    turns.filter((x) => !crosses(at, { x, y: at.y }, near))
  const [starts, ends] = [reachable(from), reachable(to)]
  for (const y of channels(a, b, near, distance)) {
    const isOpen = (at: Point) => (x: number) => !crosses({ x, y: at.y }, { x, y }, near, CLEARANCE)
    const openEnds = ends.filter(isOpen(b))
    if (openEnds.length === 0) continue
    for (const start of starts.filter(isOpen(a)))
      for (const end of openEnds)
        if (!crosses({ x: start, y }, { x: end, y }, near, CLEARANCE))
          return withoutRepeats([
            a,
            { x: start, y: a.y },
            { x: start, y },
            { x: end, y },
            { x: end, y: b.y },
            b,
          ])
  }
  return null
}

/** Whether a way between could come upon a box. */
function isNear(from: WayEnd, to: WayEnd): (box: Box) => boolean {
  const all = [from.at.x, ...from.turns, to.at.x, ...to.turns]
  const [left, right] = [Math.min(...all) - CLEARANCE, Math.max(...all) + CLEARANCE]
  return ({ x, width }) => x < right && x + width > left
}

const withoutRepeats = (way: readonly Point[]): Point[] =>
  way.filter(({ x, y }, index) => x !== way[index - 1]?.x || y !== way[index - 1]?.y)

/** Heights to cross the diagram at, the shortest way first. */
function channels(a: Point, b: Point, boxes: readonly Box[], distance: number): number[] {
  const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)]
  const between = boxes.filter(({ x, width }) => x < right && x + width > left)
  const beside = between.flatMap(({ y, height }) => [y - distance, y + height + distance])
  const length = (y: number): number => Math.abs(a.y - y) + Math.abs(b.y - y)
  return [a.y, b.y, ...new Set(beside)].toSorted((one, other) => length(one) - length(other))
}

export const isBlocked = (way: readonly Point[], boxes: readonly Box[]): boolean =>
  way.some((point, index) => index > 0 && crosses(way[index - 1]!, point, boxes))

/** A straight way through the inside of a box; one along its edge does not. */
const crosses = (from: Point, to: Point, boxes: readonly Box[], clearance = -1): boolean => {
  const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)]
  const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)]
  return boxes.some(
    ({ x, y, width, height }) =>
      left < x + width + clearance &&
      right > x - clearance &&
      top < y + height + clearance &&
      bottom > y - clearance,
  )
}
