import type { DiagramPositions } from '../../contract/diagrams.ts'
import { boundsOf, type Point } from './box.ts'
import type { Graph } from './graph.ts'
import { layoutTables } from './layout.ts'

const GAP = 64

/** Where tables stand: as kept, and what was not there then below them. */
export function placeTables(graph: Graph, kept: DiagramPositions): Map<string, Point> {
  const known = graph.tables.filter(({ name }) => kept[name])
  const places = new Map<string, Point>(
    known.map(({ name }) => [name, { x: kept[name]![0], y: kept[name]![1] }]),
  )
  const fresh = graph.tables.filter(({ name }) => !kept[name])
  const freshNames = new Set(fresh.map(({ name }) => name))
  const edges = graph.edges.filter(({ from, to }) => freshNames.has(from) && freshNames.has(to))
  const { x, y, height } = boundsOf(
    known.map(({ name, width, height: tall }) => ({ ...places.get(name)!, width, height: tall })),
  )
  const top = known.length === 0 ? 0 : y + height + GAP
  for (const [name, place] of layoutTables({ tables: fresh, edges }))
    places.set(name, { x: x + place.x, y: top + place.y })
  return places
}

export const toPositions = (places: ReadonlyMap<string, Point>): DiagramPositions =>
  Object.fromEntries([...places].map(([name, { x, y }]) => [name, [x, y]]))
