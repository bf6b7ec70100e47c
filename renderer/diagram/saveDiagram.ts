import type { Point } from './box.ts'
import { drawDiagram } from './drawing.ts'
import type { Graph } from './graph.ts'
import { paletteOfWindow, type PictureFormat, saveDrawing } from './saveDrawing.ts'

type SaveOrder = {
  readonly graph: Graph
  readonly places: ReadonlyMap<string, Point>
  readonly format: PictureFormat
  readonly name: string
}

/** The whole diagram as a file, in the colours of the window. */
export const saveDiagram = ({ graph, places, format, name }: SaveOrder): Promise<void> =>
  saveDrawing(drawDiagram(graph, places, paletteOfWindow()), format, name)
