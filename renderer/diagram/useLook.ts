import { useReactFlow } from '@xyflow/react'
import type { Box, Size } from './box.ts'
import type { DiagramLooks } from './diagramStore.ts'
import { centreOn, fitViewport, recentre, type Viewport } from './fitViewport.ts'
import { useRefit } from './useRefit.ts'

type LookRequest = {
  readonly canvas: HTMLElement | null
  /** What is drawn. */
  readonly shape: string
  readonly looks: DiagramLooks
  readonly boxes: ReadonlyMap<string, Box>
  /** What the overview takes in its corner; null: there is none. */
  readonly overview: Size | null
}

/** Where one looks: kept for what is drawn, unless it is at all of it. */
export function useLook({ canvas, shape, looks, boxes, overview }: LookRequest) {
  const { setViewport, getViewport } = useReactFlow()
  const whole = (at: Iterable<Box> = boxes.values()): Viewport =>
    fitViewport([...at], sizeOf(canvas), overview)
  const note = (viewport = getViewport()): void => void looks.viewports.set(shape, viewport)
  const look = (viewport: Viewport): void => {
    note(viewport)
    void setViewport(viewport)
  }
  const fit = (at?: Iterable<Box>): void => {
    looks.viewports.delete(shape)
    void setViewport(whole(at))
  }
  useRefit(canvas, (before, after) => {
    const known = looks.viewports.get(shape)
    if (known) look(recentre(known, before, after))
    else fit()
  })
  return {
    note,
    fit,
    reveal: (name: string): void => {
      const box = boxes.get(name)
      if (box) look(centreOn(box, sizeOf(canvas), getViewport().zoom))
    },
    /** Where one looked last, else at a table, else at all. */
    viewportAtFirst: (name: string | null): Viewport => {
      const known = looks.viewports.get(shape)
      if (known) return known
      const box = name === null ? undefined : boxes.get(name)
      return box ? centreOn(box, sizeOf(canvas), whole().zoom) : whole()
    },
  }
}

const sizeOf = (element: HTMLElement | null): Size => ({
  width: element?.clientWidth ?? 0,
  height: element?.clientHeight ?? 0,
})
