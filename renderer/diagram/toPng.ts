import type { Drawing, Shape } from './drawing.ts'
import { cut } from './toSvg.ts'

/** Browsers refuse larger canvases. */
const MAX_SIDE = 16_000
const MAX_PIXELS = 120e6

/** Twice the size on screen, less where that would be larger than a picture can be. */
export const pngScale = ({ width, height }: { width: number; height: number }): number =>
  Math.min(2, MAX_SIDE / width, MAX_SIDE / height, Math.sqrt(MAX_PIXELS / (width * height)))

/** Drawn on a canvas, which has the window's fonts. */
export async function toPng(drawing: Drawing): Promise<Uint8Array<ArrayBuffer>> {
  const { bounds, shapes, font } = drawing
  const scale = pngScale(bounds)
  const canvas = new OffscreenCanvas(
    Math.floor(bounds.width * scale),
    Math.floor(bounds.height * scale),
  )
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This browser draws no pictures.')
  context.scale(scale, scale)
  context.translate(-bounds.x, -bounds.y)
  for (const shape of shapes) paint(context, shape, font)
  const blob = await canvas.convertToBlob({ type: 'image/png' })
  return new Uint8Array(await blob.arrayBuffer())
}

function paint(context: OffscreenCanvasRenderingContext2D, shape: Shape, font: string): void {
  if (shape.kind === 'text') {
    context.font = `${shape.isStrong ? '600 ' : ''}12px ${font}`
    context.textAlign = shape.anchor
    context.fillStyle = shape.fill
    context.fillText(cut(shape.text, shape.maxWidth), shape.x, shape.y)
    return
  }
  context.lineWidth = shape.kind === 'path' ? (shape.width ?? 1) : 1
  context.globalAlpha = shape.kind === 'box' ? (shape.opacity ?? 1) : 1
  const path = shape.kind === 'path' ? new Path2D(shape.data) : boxPath(shape)
  if (shape.fill) {
    context.fillStyle = shape.fill
    context.fill(path)
  }
  if (shape.stroke) {
    context.strokeStyle = shape.stroke
    context.stroke(path)
  }
  context.globalAlpha = 1
}

function boxPath({ box, radius }: Extract<Shape, { kind: 'box' }>): Path2D {
  const path = new Path2D()
  path.roundRect(box.x, box.y, box.width, box.height, radius)
  return path
}
