import type { Box } from '../diagram/box.ts'
import type { Drawing, Palette, Shape } from '../diagram/drawing.ts'
import { heatOf, type PlanFigures } from './planFigures.ts'
import { flowPath, type PlanBox, type PlanGraph } from './planGraph.ts'
import type { StepWords } from './stepWords.ts'

export type PlanPalette = Palette & { readonly hot: string; readonly misled: string }

type DrawPlan = {
  readonly graph: PlanGraph
  readonly figures: PlanFigures
  readonly wordsOf: (box: PlanBox) => StepWords
  readonly palette: PlanPalette
}

const MARGIN = 24
const INSET = 10
const LINE = 20
const FACTOR_WIDTH = 64

/** The plan as it is on screen, in the theme's colours. */
export function drawPlan({ graph, figures, wordsOf, palette }: DrawPlan): Drawing {
  const { x, y, width, height } = graph.bounds
  const bounds = {
    x: x - MARGIN,
    y: y - MARGIN,
    width: width + 2 * MARGIN,
    height: height + 2 * MARGIN,
  }
  const boxOf = new Map(graph.boxes.map((box) => [box.node.id, box]))
  const { font, background: fill, edge: stroke } = palette
  return {
    bounds,
    font,
    shapes: [
      { kind: 'box', box: bounds, radius: 0, fill, stroke: null },
      ...graph.flows.map(({ from, to, width: wide }): Shape => {
        const { path } = flowPath(boxOf.get(from)!, boxOf.get(to)!)
        return { kind: 'path', data: path, stroke, fill: null, width: wide }
      }),
      ...graph.boxes.flatMap((box) => drawStep(box, figures, wordsOf(box), palette)),
    ],
  }
}

function drawStep(box: PlanBox, figures: PlanFigures, words: StepWords, palette: PlanPalette) {
  const { node, x, y, width, height } = box
  const area: Box = { x, y, width, height }
  const heat = heatOf(figures.shares.get(node.id) ?? 0)
  const stroke = words.factor ? palette.misled : palette.border
  const end = x + width - INSET
  const line = (row: number) => y + 4 + (row + 0.7) * LINE
  const room = width - 2 * INSET
  const text = (row: number, written: string, rest: Partial<Extract<Shape, { kind: 'text' }>>) => ({
    ...({ kind: 'text', anchor: 'start', x: x + INSET, fill: palette.text } as const),
    ...{ y: line(row), text: written, maxWidth: room, ...rest },
  })
  const shareWidth = words.share ? 48 : 0
  const shapes: Shape[] = [
    { kind: 'box', box: area, radius: 5, fill: palette.surface, stroke },
    { kind: 'box', box: area, radius: 5, fill: palette.hot, stroke: null, opacity: heat },
    text(0, node.kind, { isStrong: true, maxWidth: room - shareWidth }),
    text(0, words.share, { x: end, anchor: 'end', maxWidth: shareWidth }),
    text(1, node.object, {}),
    text(2, words.rows, { maxWidth: room - (words.factor ? FACTOR_WIDTH : 0) }),
    text(2, words.factor, { x: end, anchor: 'end', fill: palette.misled, maxWidth: FACTOR_WIDTH }),
  ]
  return shapes.filter((shape) => shape.kind !== 'text' || shape.text !== '')
}
