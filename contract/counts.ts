import { z } from 'zod'
import { type } from './contract.ts'
import { parameterValuesSchema } from './parameters.ts'
import { tabSessionSchema } from './sessions.ts'

/** What can be counted before a statement runs. */
const countedSchema = z.discriminatedUnion('of', [
  /** Rows that a statement would change: those of `affectedRows` at this place. */
  z.object({ of: z.literal('change'), sql: z.string(), change: z.int().nonnegative() }),
  /** All of a relation named as in a statement. */
  z.object({ of: z.literal('relation'), relation: z.string().max(1_000) }),
  z.object({ of: z.enum(['database', 'server']) }),
])
export type Counted = z.output<typeof countedSchema>

export const countCalls = {
  /**
   * Counts by reading alone, where the tab's next statement would run, its open transaction included.
   * Throws `unsupported` where that cannot be done without harm to what the tab keeps there, and
   * `statement-timeout` after a few seconds.
   */
  'counts.rows': {
    request: z.object({
      profileId: z.string(),
      counted: countedSchema,
      /** Values for the placeholders of the statement. */
      parameters: parameterValuesSchema,
      transactionId: z.string().optional(),
      session: tabSessionSchema.optional(),
    }),
    response: type<{ rowCount: string }>(),
  },
}
