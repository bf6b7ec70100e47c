import { z } from 'zod'
import { type } from './contract.ts'

/** A command as the system's menu shows it. */
const menuLineSchema = z.object({
  id: z.string().max(200),
  label: z.string().max(200),
  /** As `Mod+Shift+P`; null: none. */
  keys: z.string().max(60).nullable(),
})

const menuSchema = z.object({ label: z.string().max(200), lines: z.array(menuLineSchema).max(200) })
export type NativeMenu = z.output<typeof menuSchema>

/** Of the whole window. */
export const ZOOM_CHANGES = ['in', 'out', 'reset'] as const
export type ZoomChange = (typeof ZOOM_CHANGES)[number]

export const menuCalls = {
  /** Puts the window's commands into the system's menu bar; does nothing where there is none. */
  'menus.show': {
    request: z.object({ menus: z.array(menuSchema).max(20) }),
    response: type<void>(),
  },
  /** Does nothing where the browser zooms by itself. */
  'menus.zoom': { request: z.object({ change: z.enum(ZOOM_CHANGES) }), response: type<void>() },
}

export const menuEvents = {
  /** A command was chosen in the system's menu bar. */
  'menus.chosen': { filter: z.object({}), payload: type<{ id: string }>() },
}
