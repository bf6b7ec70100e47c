import type { Point } from './box.ts'
import type { Graph } from './graph.ts'
import { routeEdge, type EdgeRoute } from './routeEdge.ts'

/** Among more tables lines go straight: to find ways around them would hold up who moves one. */
const MOST_TABLES = 60

/** The ways of all foreign keys, by their ids. */
export function routeEdges(
  { tables, edges }: Graph,
  places: ReadonlyMap<string, Point>,
): Map<string, EdgeRoute> {
  const placed = new Map(
    tables.map((table) => [
      table.name,
      { table, box: { ...table, ...(places.get(table.name) ?? { x: 0, y: 0 }) } },
    ]),
  )
  const boxes = tables.length > MOST_TABLES ? [] : [...placed.values()].map(({ box }) => box)
  return new Map(
    edges.map((edge) => [
      edge.id,
      routeEdge(edge, placed.get(edge.from)!, placed.get(edge.to)!, boxes),
    ]),
  )
}
