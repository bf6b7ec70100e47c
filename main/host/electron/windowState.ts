import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

const windowStateSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(100).max(20_000),
  height: z.int().min(100).max(20_000),
  isMaximized: z.boolean(),
})
export type WindowState = z.output<typeof windowStateSchema>

export type Area = { x: number; y: number; width: number; height: number }

const DEFAULT_SIZE = { width: 1280, height: 800 }
/** So much of the window must be on a screen that its title bar can be caught. */
const VISIBLE_PX = 100

/** Null where nothing was kept, or nothing of use. */
export function loadWindowState(path: string): WindowState | null {
  try {
    return windowStateSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}

export function saveWindowState(path: string, state: WindowState): void {
  try {
    writeFileSync(path, JSON.stringify(state))
  } catch {
    // The next window opens at its usual place; nothing else is lost.
  }
}

/** Where to open the window: as it was, unless the screen it stood on is gone. */
export function fitToDisplays(
  state: WindowState | null,
  areas: readonly Area[],
): Partial<Area> & { width: number; height: number; isMaximized: boolean } {
  if (!state) return { ...DEFAULT_SIZE, isMaximized: false }
  const isCatchable = areas.some(
    (area) =>
      overlap(state.x, state.width, area.x, area.width) >= VISIBLE_PX &&
      state.y >= area.y &&
      state.y <= area.y + area.height - VISIBLE_PX,
  )
  const { width, height, isMaximized } = state
  return isCatchable ? state : { width, height, isMaximized }
}

const overlap = (a: number, aLength: number, b: number, bLength: number): number =>
  Math.min(a + aLength, b + bLength) - Math.max(a, b)
