import { boundsOf, type Point, type Size } from './box.ts'
import { layerTables } from './layerTables.ts'

export type LayoutRequest = {
  readonly tables: readonly (Size & { readonly name: string })[]
  readonly edges: readonly { readonly from: string; readonly to: string }[]
}

const GAP = 40
/** Width to height of the whole, as windows are. */
const SHAPE = 1.6

/**
 * Places tables so that none lie on another: what foreign keys connect is layered from the tables
 * that are named at the left to those that name them; such groups, and tables that stand alone, are
 * packed in rows below one another, the largest first. The same input gives the same places.
 */
export function layoutTables({ tables, edges }: LayoutRequest): Map<string, Point> {
  const parts = componentsOf(tables, edges).map((names) => layoutConnected(names, tables, edges))
  const largestFirst = parts.toSorted(
    (a, b) => b.places.size - a.places.size || b.height * b.width - a.height * a.width,
  )
  return pack(largestFirst)
}

/** Names of tables that are connected, in the order of the tables. */
function componentsOf(
  tables: LayoutRequest['tables'],
  edges: LayoutRequest['edges'],
): readonly (readonly string[])[] {
  const rootOf = new Map(tables.map(({ name }) => [name, name]))
  const find = (name: string): string => {
    const parent = rootOf.get(name) ?? name
    if (parent === name) return name
    const root = find(parent)
    rootOf.set(name, root)
    return root
  }
  for (const { from, to } of edges) rootOf.set(find(from), find(to))
  const names = tables.map(({ name }) => name)
  return [...Map.groupBy(names, find).values()]
}

type Part = Size & { readonly places: ReadonlyMap<string, Point> }

function layoutConnected(
  names: readonly string[],
  tables: LayoutRequest['tables'],
  edges: LayoutRequest['edges'],
): Part {
  const inPart = new Set(names)
  const own = tables.filter(({ name }) => inPart.has(name))
  if (own.length === 1)
    return { ...sizeOf(own[0]!), places: new Map([[own[0]!.name, { x: 0, y: 0 }]]) }
  const boxes = layerTables(
    own,
    edges.filter(({ from }) => inPart.has(from)),
  )
  const { x: left, y: top, width, height } = boundsOf(boxes)
  const places = new Map(boxes.map(({ name, x, y }) => [name, { x: x - left, y: y - top }]))
  return { width, height, places }
}

/** Rows of about the width that makes the whole as wide as a window is. */
function pack(parts: readonly Part[]): Map<string, Point> {
  const area = parts.reduce((sum, { width, height }) => sum + (width + GAP) * (height + GAP), 0)
  const widest = Math.max(0, ...parts.map(({ width }) => width))
  const rowWidth = Math.max(widest, Math.sqrt(area * SHAPE))
  const placed = new Map<string, Point>()
  let [x, y, rowHeight] = [0, 0, 0]
  for (const { width, height, places } of parts) {
    if (x > 0 && x + width > rowWidth) {
      y += rowHeight + GAP
      ;[x, rowHeight] = [0, 0]
    }
    for (const [name, place] of places)
      placed.set(name, { x: Math.round(x + place.x), y: Math.round(y + place.y) })
    x += width + GAP
    rowHeight = Math.max(rowHeight, height)
  }
  return placed
}

const sizeOf = ({ width, height }: Size): Size => ({ width, height })
