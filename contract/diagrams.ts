import { z } from 'zod'
import { type } from './contract.ts'
import { placeSchema } from './schemaModel.ts'

/** Where tables were put by hand: left and top in pixels, by name. */
export const diagramPositionsSchema = z.record(
  z.string(),
  z.tuple([z.number().min(-1e7).max(1e7), z.number().min(-1e7).max(1e7)]),
)
export type DiagramPositions = z.output<typeof diagramPositionsSchema>

const diagramSchema = placeSchema.extend({
  /** How much of a table is drawn: places are kept for each. */
  detail: z.enum(['all', 'keys', 'none']),
})
export type DiagramPlace = z.output<typeof diagramSchema>

export const diagramCalls = {
  'diagrams.positions': { request: diagramSchema, response: type<DiagramPositions>() },
  'diagrams.savePositions': {
    request: diagramSchema.extend({ positions: diagramPositionsSchema }),
    response: type<void>(),
  },
}
