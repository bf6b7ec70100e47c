import { getViewportForBounds } from '@xyflow/react'
import { boundsOf, type Box, type Size } from './box.ts'

/** What of a diagram is in sight: where its origin is in the canvas, and how large a pixel of it is. */
export type Viewport = { readonly x: number; readonly y: number; readonly zoom: number }

export const MIN_ZOOM = 0.05
/** Of the canvas, at each side. */
const PADDING = 0.06
/** Smaller, names are not read any more. */
const READABLE = 0.6
/** Of a tall table its upper part is looked at. */
const PART_HEIGHT = 300

/** All boxes in sight; none of them under the overview, which lies in the corner at the lower right. */
export function fitViewport(
  boxes: readonly Box[],
  canvas: Size,
  overview: Size | null = null,
): Viewport {
  const bounds = boundsOf(boxes)
  const fit = (corner: { right?: `${number}px`; bottom?: `${number}px` }): Viewport =>
    getViewportForBounds(bounds, canvas.width, canvas.height, MIN_ZOOM, 1, {
      x: PADDING,
      y: PADDING,
      ...corner,
    })
  const whole = fit({})
  if (!overview || !isHidden(boxes, whole, canvas, overview)) return whole
  const [beside, above] = [
    fit({ right: `${overview.width}px` }),
    fit({ bottom: `${overview.height}px` }),
  ]
  return beside.zoom > above.zoom ? beside : above
}

const isHidden = (boxes: readonly Box[], viewport: Viewport, canvas: Size, overview: Size) =>
  boxes.some(
    ({ x, y, width, height }) =>
      (x + width) * viewport.zoom + viewport.x > canvas.width - overview.width &&
      (y + height) * viewport.zoom + viewport.y > canvas.height - overview.height,
  )

/** A table in the middle of the canvas, as near as it was or near enough to be read. */
export function centreOn(box: Box, canvas: Size, zoomBefore: number): Viewport {
  const zoom = Math.max(zoomBefore, READABLE)
  const [x, y] = [box.x + box.width / 2, box.y + Math.min(box.height, PART_HEIGHT) / 2]
  return { x: canvas.width / 2 - x * zoom, y: canvas.height / 2 - y * zoom, zoom }
}

/** What was in the middle stays there in a canvas of another size. */
export const recentre = ({ x, y, zoom }: Viewport, before: Size, after: Size): Viewport => ({
  x: x + (after.width - before.width) / 2,
  y: y + (after.height - before.height) / 2,
  zoom,
})
