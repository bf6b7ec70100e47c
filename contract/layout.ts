import { z } from 'zod'
import { DOCKS } from './preferenceChoices.ts'

export type Dock = (typeof DOCKS)[number]

const panelId = z.string().max(40)

/** How the window is divided. */
export const layoutSchema = z.object({
  places: z.record(panelId, z.enum([...DOCKS, 'tab'])),
  /** The panel that each side shows; null: none. */
  shown: z.object({
    left: panelId.nullable(),
    right: panelId.nullable(),
    bottom: panelId.nullable(),
  }),
  results: z.enum(['below', 'beside']),
  /** In pixels. */
  sizes: z.object({ left: z.number(), right: z.number(), bottom: z.number() }),
})
export type Layout = z.output<typeof layoutSchema>
