import { z } from 'zod'
import { placeSchema } from './schemaModel.ts'

/** A side of a comparison, which may lack its schema still. */
const sideSchema = z.object({ profileId: z.string().nullable(), schema: z.string().nullable() })
export type SideChoice = z.output<typeof sideSchema>

const named = { id: z.string().min(1).max(10_000), title: z.string().max(10_000) }

const tableName = z.string().max(10_000)
/** What was chosen in a diagram since it was opened. */
const diagramChoicesSchema = z.object({
  detail: z.enum(['all', 'keys', 'none']).nullable(),
  around: z.object({ table: tableName, depth: z.number().int().min(1).max(3) }).nullable(),
  only: z.array(tableName).max(10_000).nullable(),
  opened: z.array(tableName).max(10_000),
})

/** A tab that is no editor: what it shows. Kept, so that it is there again at the next start. */
export const viewSchema = z.discriminatedUnion('kind', [
  z.object({
    ...named,
    kind: z.literal('diagram'),
    place: placeSchema,
    /** At first only what is connected to this table. */
    around: z.string().nullable(),
    choices: diagramChoicesSchema.nullable().default(null),
  }),
  z.object({
    ...named,
    kind: z.literal('compare'),
    left: sideSchema,
    right: sideSchema,
    /** With owners and privileges. */
    access: z.boolean().default(false),
  }),
])
export type ViewTab = z.output<typeof viewSchema>
export type DiagramView = Extract<ViewTab, { kind: 'diagram' }>
