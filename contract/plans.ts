import { z } from 'zod'
import { type } from './contract.ts'
import { tabSessionSchema } from './sessions.ts'
import { parameterValuesSchema } from './parameters.ts'

/** What a step of a plan may suffer from; `detail` is the server's own word for it, or empty. */
export type PlanWarning = {
  kind:
    /** Every row of a table is read. */
    | 'full-scan'
    /** Far more rows are read than kept. */
    | 'mostly-discarded'
    /** Did not fit into the memory it was given. */
    | 'on-disk'
    /** An index is made for this statement alone. */
    | 'temporary-index'
    /** Rows are sorted or grouped aside, since no index gives them in order. */
    | 'temporary-sort'
    | 'missing-index'
    | 'no-statistics'
    | 'no-join-condition'
    | 'type-conversion'
    | 'other'
  detail: string
}

/** A named text, such as a condition; the name is the server's. */
export type PlanFact = { name: string; text: string }

/** Pages of 8 KiB that a step read and wrote itself, without the steps below it. */
export type PlanBuffers = {
  /** Found in memory. */
  hitPages: number
  readPages: number
  dirtiedPages: number
  writtenPages: number
  temporaryPages: number
}

/** One step of a plan. What the server does not tell is null. */
export type PlanNode = {
  /** Of the plan, from 0, in the order in which it is read. */
  id: number
  /** As the server calls the step, such as `Seq Scan`. */
  kind: string
  /** What it works on, as far as it is named: table, index; may be empty. */
  object: string
  /** How it hangs on the step above, where that is worth saying, such as `InitPlan 1`; may be empty. */
  role: string
  /** Each time it ran, as are `actualRows`. */
  estimatedRows: number | null
  actualRows: number | null
  /** How often it ran; 0: never. Null: not measured. */
  loops: number | null
  /** In the server's own unit, the steps below included. */
  totalCost: number | null
  selfCost: number | null
  /** Of all loops, the steps below included. */
  totalMs: number | null
  selfMs: number | null
  buffers: PlanBuffers | null
  conditions: PlanFact[]
  details: PlanFact[]
  warnings: PlanWarning[]
  children: PlanNode[]
}

/** How a server carries a statement out. */
export type Plan = {
  /** The statement was run, and the plan has what it took. */
  isMeasured: boolean
  /** What the statement changed was rolled back. */
  isUndone: boolean
  roots: PlanNode[]
  planningMs: number | null
  executionMs: number | null
  /** Of the plan as a whole: settings, triggers. */
  details: PlanFact[]
  /** As the server gave it. */
  source: { format: 'json' | 'xml' | 'text'; text: string }
}

export const planCalls = {
  /**
   * The plan of one statement; there where the driver's `capabilities.plans`. With `isMeasured` the
   * statement is run: inside a transaction that is rolled back, or back to a savepoint of the open
   * one, where the database has such. A read-only profile refuses what changes data.
   */
  'plans.explain': {
    request: z.object({
      profileId: z.string(),
      /** Who asks, as in `query.run`. */
      label: z.string().default(''),
      sql: z.string().min(1),
      /** Values for its placeholders. */
      parameters: parameterValuesSchema,
      isMeasured: z.boolean(),
      /** Plans inside a transaction begun by `transactions.begin`. */
      transactionId: z.string().optional(),
      session: tabSessionSchema.optional(),
    }),
    response: type<Plan>(),
  },
}
