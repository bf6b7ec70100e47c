import { z } from 'zod'

/** What holds for all pools together. */
export const managerLimitsSchema = z.strictObject({
  /** Pools open at once; at the limit the one unused for longest makes room. */
  maxPools: z.int().min(1).max(1_000).default(64),
  /** A pool that keeps no minimum is closed when nobody used it for this long; 0: never. */
  idlePoolMs: z.int().min(0).default(1_800_000),
  /** The same for one whose server is out of reach; 0: never. */
  unhealthyPoolMs: z.int().min(0).default(300_000),
})
export type ManagerLimits = z.output<typeof managerLimitsSchema>
