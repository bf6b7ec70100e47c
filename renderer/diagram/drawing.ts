import { boundsOf, type Box, type Point } from './box.ts'
import {
  CHARACTER_WIDTH,
  HEADER_HEIGHT,
  ROW_HEIGHT,
  SECOND_MARK_WIDTH,
  type DiagramTable,
  type Graph,
} from './graph.ts'
import { pathOf } from './routeEdge.ts'
import { routeEdges } from './routeEdges.ts'

/** What a picture of the diagram is made of, from back to front. */
export type Shape =
  | {
      kind: 'box'
      box: Box
      radius: number
      fill: string | null
      stroke: string | null
      /** Of all of it, 0–1. */
      opacity?: number
    }
  | { kind: 'path'; data: string; stroke: string; fill: string | null; width?: number }
  | {
      kind: 'text'
      x: number
      y: number
      text: string
      fill: string
      anchor: 'start' | 'end'
      isStrong?: boolean
      maxWidth: number
    }

export type Drawing = {
  readonly bounds: Box
  readonly shapes: readonly Shape[]
  readonly font: string
}

export type Palette = {
  readonly font: string
  readonly background: string
  readonly surface: string
  readonly header: string
  readonly border: string
  readonly text: string
  readonly dim: string
  readonly accent: string
  readonly edge: string
}

const MARGIN = 32
const INSET = 10
const MARK_WIDTH = 18

/** The whole diagram as it is on screen, in the theme's colours. */
export function drawDiagram(
  graph: Graph,
  places: ReadonlyMap<string, Point>,
  palette: Palette,
): Drawing {
  const { tables } = graph
  const placed = tables.map((table) => {
    const { x, y } = places.get(table.name) ?? { x: 0, y: 0 }
    return { table, box: { x, y, width: table.width, height: table.height } }
  })
  const lines = [...routeEdges(graph, places).values()].flatMap(({ points, marks }): Shape[] => {
    const { edge: stroke, surface } = palette
    return [
      { kind: 'path', data: pathOf(points), stroke, fill: null },
      ...marks.map((data): Shape => ({ kind: 'path', data, stroke, fill: surface })),
    ]
  })
  const { x, y, width, height } = boundsOf(placed.map(({ box }) => box))
  const bounds = {
    x: x - MARGIN,
    y: y - MARGIN,
    width: width + 2 * MARGIN,
    height: height + 2 * MARGIN,
  }
  const { background: fill, font } = palette
  return {
    bounds,
    font,
    shapes: [
      { kind: 'box', box: bounds, radius: 0, fill, stroke: null },
      ...lines,
      ...placed.flatMap(({ table, box }) => drawTable(table, box, palette)),
    ],
  }
}

function drawTable(table: DiagramTable, box: Box, palette: Palette): Shape[] {
  const { x, y, width } = box
  const end = x + width - INSET
  const markWidth = MARK_WIDTH + (table.hasTwoMarks ? SECOND_MARK_WIDTH + 6 : 0)
  const start = x + INSET + markWidth
  const rows = table.columns.flatMap(({ name, serverType, ...column }, index): Shape[] => {
    const base = y + HEADER_HEIGHT + (index + 0.5) * ROW_HEIGHT + 4
    const mark = [column.isPrimary ? 'PK' : [], column.isForeign ? 'FK' : []].flat().join(' ')
    const type = column.isNullable ? `${serverType}?` : serverType
    const nameWidth = Math.min(name.length * CHARACTER_WIDTH, (end - start) * 0.7)
    const [fill, isStrong] = [palette.text, column.isPrimary]
    const text = { kind: 'text', y: base, anchor: 'start' } as const
    return [
      { ...text, x: x + INSET - 4, text: mark, fill: palette.accent, maxWidth: markWidth + 4 },
      { ...text, x: start, text: name, fill, isStrong, maxWidth: nameWidth },
      {
        ...text,
        x: end,
        anchor: 'end',
        text: type,
        fill: palette.dim,
        maxWidth: end - start - nameWidth - 6,
      },
    ]
  })
  const more: Shape[] =
    table.hiddenCount === 0
      ? []
      : [
          {
            kind: 'text',
            x: start,
            y: y + HEADER_HEIGHT + (table.columns.length + 0.5) * ROW_HEIGHT + 4,
            anchor: 'start',
            text: `+ ${table.hiddenCount}`,
            fill: palette.dim,
            maxWidth: width,
          },
        ]
  const rule = y + HEADER_HEIGHT
  return [
    { kind: 'box', box, radius: 5, fill: palette.surface, stroke: palette.border },
    ...(table.columns.length > 0
      ? [
          {
            kind: 'path',
            data: `M${x},${rule}H${x + width}`,
            stroke: palette.border,
            fill: null,
          } as const,
        ]
      : []),
    {
      kind: 'text',
      x: x + INSET,
      y: y + HEADER_HEIGHT / 2 + 4,
      text: table.name,
      fill: palette.text,
      anchor: 'start',
      isStrong: true,
      maxWidth: width - 2 * INSET,
    },
    ...rows,
    ...more,
  ]
}
