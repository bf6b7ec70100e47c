import type { Box, Size } from './box.ts'

type Table = Size & { readonly name: string }
type Edge = { readonly from: string; readonly to: string }

const GAP = 28
/** Between columns of tables that edges lead across, and of those of one layer. */
const LAYER_GAP = 110
const COLUMN_GAP = 56
const SWEEPS = 6
/** Width to height, as windows are. */
const SHAPE = 1.6

/**
 * Places connected tables in columns: a table right of those that it names. A layer that would be too
 * tall becomes several columns. Within a column the order and the heights follow the neighbours.
 */
export function layerTables(
  tables: readonly Table[],
  edges: readonly Edge[],
): (Box & { readonly name: string })[] {
  const neighbours = neighboursOf(tables, edges)
  const layers = layersOf(tables, edges)
  orderLayers(layers, neighbours)
  const columns = columnsOf(layers, tables)
  return placeColumns(columns, neighbours)
}

type Neighbours = ReadonlyMap<string, readonly string[]>

function neighboursOf(tables: readonly Table[], edges: readonly Edge[]): Neighbours {
  const found = new Map(tables.map(({ name }) => [name, new Set<string>()]))
  for (const { from, to } of edges) {
    if (from === to) continue
    found.get(from)?.add(to)
    found.get(to)?.add(from)
  }
  return new Map([...found].map(([name, names]) => [name, [...names]]))
}

/** Longest ways, with circles cut and the number of layers bounded; a table named by later ones only
 * stands just before the first of them. */
function layersOf(tables: readonly Table[], edges: readonly Edge[]): Table[][] {
  const targets = Map.groupBy(edges, ({ from }) => from)
  const sources = Map.groupBy(edges, ({ to }) => to)
  const limit = Math.ceil(Math.sqrt(tables.length) * 1.2)
  const depths = new Map<string, number>()
  const open = new Set<string>()
  const depthOf = (name: string): number => {
    const known = depths.get(name)
    if (known !== undefined) return known
    if (open.has(name)) return -1
    open.add(name)
    const below = (targets.get(name) ?? []).map(({ to }) => depthOf(to) + 1)
    open.delete(name)
    const depth = Math.min(limit, Math.max(0, ...below))
    depths.set(name, depth)
    return depth
  }
  for (const { name } of tables) depthOf(name)
  const layers: Table[][] = []
  for (const table of tables) {
    const users = (sources.get(table.name) ?? []).filter(({ from }) => from !== table.name)
    const isNamedOnly = users.length > 0 && !targets.has(table.name)
    const first = Math.min(...users.map(({ from }) => depths.get(from)!))
    const depth = isNamedOnly ? Math.max(0, first - 1) : depths.get(table.name)!
    ;(layers[depth] ??= []).push(table)
  }
  return layers.filter((layer) => layer !== undefined)
}

/** Each table to the middle of its neighbours, there and back. */
function orderLayers(layers: Table[][], neighbours: Neighbours): void {
  const shares = new Map<string, number>()
  const note = (layer: readonly Table[]) =>
    layer.forEach(({ name }, index) => shares.set(name, (index + 0.5) / layer.length))
  layers.forEach(note)
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const wanted = ({ name }: Table): number =>
      mean((neighbours.get(name) ?? []).map((other) => shares.get(other)!)) ?? shares.get(name)!
    for (const layer of sweep % 2 === 0 ? layers : layers.toReversed()) {
      const goals = new Map(layer.map((table) => [table, wanted(table)]))
      layer.sort((a, b) => goals.get(a)! - goals.get(b)!)
      note(layer)
    }
  }
}

type Column = { readonly tables: readonly Table[]; readonly gapAfter: number }

function columnsOf(layers: readonly (readonly Table[])[], tables: readonly Table[]): Column[] {
  const area = tables.reduce(
    (sum, { width, height }) => sum + (width + COLUMN_GAP) * (height + GAP),
    0,
  )
  const tallest = Math.max(...tables.map(({ height }) => height))
  const limit = Math.max(tallest, Math.sqrt(area / SHAPE))
  return layers.flatMap((layer) => {
    const parts = Math.ceil(heightOf(layer) / limit)
    const columns = splitEvenly(layer, parts)
    return columns.map((column, index) => ({
      tables: column,
      gapAfter: index === columns.length - 1 ? LAYER_GAP : COLUMN_GAP,
    }))
  })
}

/** Into parts of about the same height, in order. */
function splitEvenly(layer: readonly Table[], parts: number): Table[][] {
  const share = heightOf(layer) / parts
  const columns: Table[][] = []
  let height = 0
  for (const table of layer) {
    const at = Math.min(parts - 1, Math.floor((height + table.height / 2) / share))
    ;(columns[at] ??= []).push(table)
    height += table.height + GAP
  }
  return columns.filter((column) => column !== undefined)
}

const heightOf = (column: readonly Size[]): number =>
  column.reduce((sum, { height }) => sum + height + GAP, -GAP)

function placeColumns(columns: readonly Column[], neighbours: Neighbours) {
  const boxes = new Map<string, { name: string; x: number; y: number } & Size>()
  let x = 0
  for (const { tables, gapAfter } of columns) {
    let y = -heightOf(tables) / 2
    for (const table of tables) {
      boxes.set(table.name, { ...table, x, y })
      y += table.height + GAP
    }
    x += Math.max(...tables.map(({ width }) => width)) + gapAfter
  }
  for (let sweep = 0; sweep < SWEEPS; sweep++)
    for (const { tables } of sweep % 2 === 0 ? columns : columns.toReversed())
      settle(
        tables.map(({ name }) => boxes.get(name)!),
        (name) =>
          mean(
            (neighbours.get(name) ?? []).map((other) => {
              const { y, height } = boxes.get(other)!
              return y + height / 2
            }),
          ),
      )
  return [...boxes.values()]
}

/** Moves the tables of a column towards their goals, keeps order and gaps, and the whole in balance. */
function settle(
  column: { name: string; y: number; height: number }[],
  goalOf: (name: string) => number | null,
): void {
  const goals = column.map((box) => {
    const middle = goalOf(box.name)
    return middle === null ? box.y : middle - box.height / 2
  })
  let bottom = -Infinity
  column.forEach((box, index) => {
    box.y = Math.max(goals[index]!, bottom)
    bottom = box.y + box.height + GAP
  })
  const shift = mean(column.map(({ y }, index) => goals[index]! - y)) ?? 0
  for (const box of column) box.y += shift
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
